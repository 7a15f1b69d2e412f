// Measures the explorer on generated events, beside other timelines where
// they are installed:
//   node scripts/e2e/bench.mjs [EVENTS]
//   npm install --no-save --prefix /tmp/peers vis-timeline vis-data   (PEERS=/tmp/peers)
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { launch } from './browser.mjs'
import { generate, serve } from './fixture.mjs'

const PORT = Number(process.env.TRUCELINE_BENCH_PORT ?? 18_320)
const events = Number(process.argv[2] ?? 100_000)
const ROUNDS = 3
const dist = new URL('../../frontend/dist/', import.meta.url)

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const say = (what, value, limit = '') => console.log(`${what.padEnd(52)} ${String(value).padStart(12)}  ${limit}`)

/** Bytes of what the page asks for before anybody does anything. */
export function firstLoad() {
  const page = readFileSync(new URL('app.html', dist), 'utf8')
  const seen = new Set()
  const queue = [...page.matchAll(/(?:src|href)="(\/assets\/app[^"]+\.(?:js|css))"/g)].map((m) => m[1].slice(1))
  let total = 0
  while (queue.length) {
    const file = queue.pop()
    if (seen.has(file)) continue
    seen.add(file)
    const body = readFileSync(new URL(file, dist))
    total += gzipSync(body).length
    // Static imports only: what import() asks for comes later.
    if (file.endsWith('.js')) for (const m of body.toString().matchAll(/from\s*"\.\/([^"]+)"|import\s*"\.\/([^"]+)"/g)) queue.push(`assets/${m[1] ?? m[2]}`)
  }
  return total
}

async function ours(browser, url) {
  const times = { ready: [], filter: [], frame: [], script: [], heap: [], elements: 0, foreign: 0, index: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    page.on('request', (request) => {
      if (new URL(request.url()).host !== new URL(url).host) times.foreign++
    })
    page.on('response', async (response) => {
      if (/events\/index$/.test(response.url())) times.index = Number(response.headers()['content-length'])
    })
    await page.goto(url, { waitUntil: 'commit' })
    await page.waitForFunction(() => performance.getEntriesByName('stage-ready').length > 0, null, { timeout: 60_000 })
    times.ready.push(await page.evaluate(() => performance.getEntriesByName('stage-ready')[0].startTime))
    await page.waitForTimeout(800)
    times.filter.push(...(await page.evaluate(measureFilter)))
    await page.locator('[data-testid=fit]').click()
    await page.waitForTimeout(600)
    const moved = await page.evaluate(measureFrames)
    times.frame.push(moved.frame)
    times.script.push(moved.script)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('HeapProfiler.collectGarbage')
    times.heap.push((await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6)
    times.elements = await page.evaluate(() => document.querySelectorAll('*').length)
    await page.close()
  }
  return times
}

/** From a click on a filter to the frame after the count has changed. */
async function measureFilter() {
  const took = []
  for (const type of ['talks', 'attack', 'attack', 'talks']) {
    const button = document.querySelector(`[data-testid=filter-type-${type}]`)
    const started = performance.now()
    button.click()
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    took.push(performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return took
}

/** Pans and zooms by the wheel for two seconds: p95 of frames, and of script in them. */
async function measureFrames() {
  const plane = document.querySelector('[role=listbox]')
  const box = plane.getBoundingClientRect()
  const frames = []
  const scripts = []
  let before = 0
  for (let i = 0; i < 120; i++) {
    const time = await new Promise(requestAnimationFrame)
    if (before) frames.push(time - before)
    before = time
    const started = performance.now()
    const zoom = i % 40 >= 20
    plane.dispatchEvent(new WheelEvent('wheel', {
      bubbles: true, cancelable: true, clientX: box.left + 400, clientY: box.top + 60, ctrlKey: zoom,
      deltaX: zoom ? 0 : i % 2 ? 24 : 18, deltaY: zoom ? (i % 80 < 40 ? -12 : 12) : 0,
    }))
    await Promise.resolve()
    await new Promise((resolve) => queueMicrotask(resolve))
    scripts.push(performance.now() - started)
  }
  const p95 = (values) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)]
  return { frame: p95(frames), script: p95(scripts) }
}

async function visTimeline(browser, folder, list) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  await page.setContent('<div id="t"></div>')
  await page.addScriptTag({ path: `${folder}/node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js` })
  const took = await page.evaluate(async (items) => {
    const { vis } = globalThis
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const data = new vis.DataSet(items)
    const view = new vis.DataView(data)
    const started = performance.now()
    const timeline = new vis.Timeline(document.getElementById('t'), view, { stack: false, height: '800px' })
    await drawn()
    const shown = performance.now() - started
    const filtered = performance.now()
    timeline.setItems(new vis.DataView(data, { filter: (item) => item.className === 'talks' }))
    await drawn()
    return { shown, filter: performance.now() - filtered }
  }, list.map((e, id) => ({ id, content: e.title, start: e.when.start, className: e.type })))
  await page.close()
  return took
}

const list = generate(events)
const server = await serve(list, PORT)
const browser = await launch()
try {
  console.log(`explorer, ${events} generated events, medians of ${ROUNDS} rounds`)
  const t = await ours(browser, server.url)
  say('first load, JS + CSS, gzip bytes', firstLoad(), '≤ 61440')
  say('index, gzip bytes', t.index, '≤ 153600')
  say('stage ready, ms', median(t.ready).toFixed(0), '≤ 1000')
  say('filter to painted, ms', median(t.filter).toFixed(1), '≤ 50')
  say('frame p95 while panning and zooming, ms', median(t.frame).toFixed(1), '≤ 17')
  say('script per frame p95, ms', median(t.script).toFixed(1), '≤ 3')
  say('JS heap, MB', median(t.heap).toFixed(1), '≤ 25')
  say('elements', t.elements, '≤ 2500')
  say('requests to other hosts', t.foreign, '0')
  const peers = process.env.PEERS
  if (peers && existsSync(`${peers}/node_modules/vis-timeline`)) {
    const vis = await visTimeline(browser, peers, list)
    say(`vis-timeline, the same events: shown, ms`, vis.shown.toFixed(0))
    say(`vis-timeline, the same events: filter, ms`, vis.filter.toFixed(0))
  } else console.log('vis-timeline: not installed, not measured (see the top of this file)')
} finally {
  await browser.close()
  await server.stop()
}
