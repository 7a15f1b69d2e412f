// Measures the explorer on generated events, beside other timelines on the
// same events in the same run:
//   node scripts/e2e/bench.mjs [EVENTS]
// The others come from scripts/e2e/peers (npm ci there; scripts/bench page does it).
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { launch } from './browser.mjs'
import { generate, serve } from './fixture.mjs'

const PORT = Number(process.env.TRUCELINE_BENCH_PORT ?? 18_320)
const events = Number(process.argv[2] ?? 100_000)
const ROUNDS = Number(process.env.TRUCELINE_BENCH_ROUNDS ?? 3)
/** TimelineJS takes minutes for more. */
const TIMELINEJS_EVENTS = Math.min(events, Number(process.env.TIMELINEJS_EVENTS ?? 10_000))
const peers = fileURLToPath(new URL('./peers/node_modules', import.meta.url))
const dist = new URL('../../frontend/dist/', import.meta.url)

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
/** The median, and the best: other work on the machine only ever adds. */
const both = (values, digits) => `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)})`
const say = (what, value, limit = '') => console.log(`${what.padEnd(52)} ${String(value).padStart(16)}  ${limit}`)

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
  const times = { ready: [], readyCPU: [], filter: [], filterCPU: [], frame: [], script: [], cpu: [], heap: [], elements: 0, foreign: 0, index: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    page.on('request', (request) => {
      if (new URL(request.url()).host !== new URL(url).host) times.foreign++
    })
    page.on('response', async (response) => {
      if (/events\/index$/.test(response.url())) times.index = Number(response.headers()['content-length'])
    })
    const cdp = await page.context().newCDPSession(page)
    await opened(page, url)
    times.ready.push(await page.evaluate(() => performance.getEntriesByName('stage-ready')[0].startTime))
    await page.waitForTimeout(800)
    times.filter.push(...(await page.evaluate(measureFilter)))
    const filtered = await traced(cdp, TASKS, () => page.evaluate(measureFilter)) // a trace costs time of its own
    times.filterCPU.push(...['talks', 'attack'].flatMap((type) => cpuOfFilter(filtered, type)))
    await page.locator('[data-testid=fit]').click()
    await page.waitForTimeout(600)
    const moved = await page.evaluate(measureFrames)
    times.frame.push(p95(moved.frames))
    times.script.push(p95(moved.scripts))
    const frames = await traced(cdp, 'devtools.timeline', () => page.evaluate(measureFrames))
    times.cpu.push(p95(frames.filter((e) => e.name === 'FireAnimationFrame' && e.tdur !== undefined).map((e) => e.tdur / 1000)))
    await cdp.send('HeapProfiler.collectGarbage')
    times.heap.push((await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6)
    times.elements = await page.evaluate(() => document.querySelectorAll('*').length)
    await page.close()
    times.readyCPU.push(await cpuOfOpening(browser, url))
  }
  return times
}

async function opened(page, url) {
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => performance.getEntriesByName('stage-ready').length > 0, null, { timeout: 60_000 })
}

async function cpuOfOpening(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  const seen = await traced(await page.context().newCDPSession(page), TASKS, () => opened(page, url))
  await page.close()
  return cpuUntil(seen, seen.find((e) => e.name === 'stage-ready'))
}

// What other work on the machine does not lengthen: processor time of the page's own thread.
const TASKS = 'toplevel,blink.user_timing'

async function traced(cdp, categories, act) {
  const seen = []
  const take = ({ value }) => seen.push(...value)
  cdp.on('Tracing.dataCollected', take)
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories.split(',') } })
  await act()
  const done = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await done
  cdp.off('Tracing.dataCollected', take)
  return seen
}

/** The tasks of the thread that set a mark, from a moment to the mark. */
function cpuUntil(seen, mark, from = 0) {
  const own = seen.filter((e) => e.pid === mark.pid && e.tid === mark.tid && /RunTask/.test(e.name) && e.tdur !== undefined)
  return own.filter((e) => e.ts + e.dur > from && e.ts < mark.ts).reduce((sum, e) => sum + e.tdur, 0) / 1000
}

function cpuOfFilter(seen, type) {
  const marks = (name) => seen.filter((e) => e.name === `${name}-${type}`)
  return marks('filter').map((start, i) => cpuUntil(seen, marks('painted')[i], start.ts))
}

const p95 = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]

/** From a click on a filter to the frame after the count has changed. */
async function measureFilter() {
  const took = []
  for (const type of ['talks', 'attack', 'attack', 'talks']) {
    const button = document.querySelector(`[data-testid=filter-type-${type}]`)
    performance.mark(`filter-${type}`)
    const started = performance.now()
    button.click()
    await new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel() // the first task after the frame
      port1.onmessage = resolve
      port2.postMessage(0)
    }))
    took.push(performance.now() - started)
    performance.mark(`painted-${type}`)
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
  return { frames, scripts }
}

async function visTimeline(browser, list) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  await page.setContent('<div id="t"></div>')
  await page.addScriptTag({ path: `${peers}/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js` })
  const took = await page.evaluate(async (items) => {
    const { vis } = globalThis
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const data = new vis.DataSet(items)
    let wanted = ''
    const view = new vis.DataView(data, { filter: (item) => !wanted || item.className === wanted })
    const started = performance.now()
    new vis.Timeline(document.getElementById('t'), view, { stack: false, height: '800px' })
    await drawn()
    const shown = performance.now() - started
    const filtered = performance.now()
    wanted = 'talks'
    view.refresh()
    await drawn()
    return { shown, filter: performance.now() - filtered }
  }, list.map((e, id) => ({ id, content: e.title, start: e.when.start, className: e.type })))
  await page.close()
  return took
}

/** From the call to the event that tells that all is shown. It has no filter. */
async function timelineJS(browser, list) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  page.setDefaultTimeout(400_000)
  await page.setContent('<div id="t" style="height:800px"></div>')
  await page.addStyleTag({ path: `${peers}/@knight-lab/timelinejs/dist/css/timeline.css` })
  await page.addScriptTag({ path: `${peers}/@knight-lab/timelinejs/dist/js/timeline.js` })
  const shown = await page.evaluate(async (items) => {
    const started = performance.now()
    const timeline = new globalThis.TL.Timeline('t', { events: items }, { font: null, debug: false })
    await new Promise((resolve) => timeline.on('ready', resolve))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - started
  }, list.map((e) => {
    const [year, month, day] = e.when.start.split('-').map(Number)
    return { start_date: { year, month, day }, text: { headline: e.title } }
  }))
  await page.close()
  return shown
}

const list = generate(events)
const server = await serve(list, PORT)
const browser = await launch()
try {
  console.log(`explorer, ${events} generated events, medians of ${ROUNDS} rounds (and the best)`)
  const t = await ours(browser, server.url)
  say('first load, JS + CSS, gzip bytes', firstLoad(), '≤ 61440')
  say('index, gzip bytes', t.index, '≤ 153600')
  say('stage ready, ms', both(t.ready, 0), '≤ 1000')
  say('  of processor time', both(t.readyCPU, 0))
  say('filter to painted, ms', both(t.filter, 1), '≤ 50')
  say('  of processor time', both(t.filterCPU, 1))
  say('frame p95 while panning and zooming, ms', both(t.frame, 1), '≤ 17')
  say('script per frame p95, ms of processor time', both(t.cpu, 1), '≤ 3')
  say('  the same by the clock, with the wheel event', both(t.script, 1))
  say('JS heap, MB', median(t.heap).toFixed(1), '≤ 25')
  say('elements', t.elements, '≤ 2500')
  say('requests to other hosts', t.foreign, '0')
  if (existsSync(peers)) {
    const vis = await visTimeline(browser, list)
    say(`vis-timeline, the same ${events} events: shown, ms`, vis.shown.toFixed(0))
    say(`vis-timeline, the same ${events} events: filter, ms`, vis.filter.toFixed(0))
    const shown = await timelineJS(browser, list.slice(-TIMELINEJS_EVENTS))
    say(`TimelineJS3, the last ${TIMELINEJS_EVENTS} of them: shown, ms`, shown.toFixed(0))
  } else console.log('other timelines: not installed, not measured (npm ci in scripts/e2e/peers)')
} finally {
  await browser.close()
  await server.stop()
}
