// Pictures of marks alone: every status and every certainty of a date can be
// told from the others without text, in light, dark, forced colours and on
// paper, and looks as it did when somebody last looked. Two pictures count as
// different where at least 1.5 % of their pixels are. Of a kept picture, which
// is one of squares of 6 by 6 pixels, 4 % of the squares may have changed by
// more than a tenth. TRUCELINE_KEEP_PICTURES=1 keeps the pictures anew.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { launch } from './browser.mjs'
import { event, serve } from './fixture.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 6
const built = existsSync(new URL('../../frontend/dist/app.html', import.meta.url))
const LEAST = 0.015
const SQUARE = 6
const MOST_CHANGED = 0.04
const FILE = new URL('./marks.pictures.json', import.meta.url)
const keeping = process.env.TRUCELINE_KEEP_PICTURES === '1'
const kept = keeping || !existsSync(FILE) ? {} : JSON.parse(readFileSync(FILE, 'utf8'))
const day = (n) => `2026-0${n < 31 ? 5 : 6}-${String(n < 31 ? n + 1 : n - 30).padStart(2, '0')}`

// The rows of the two tables of looks: statuses, and certainties of dates.
const STATUSES = {
  happened: {}, planned: { status: 'planned' }, proposed: { status: 'proposed' }, claimed: { status: 'claimed' },
  rejected: { status: 'rejected' }, cancelled: { status: 'cancelled' }, disputed: { flags: ['disputed'] },
  unknown: { status: 'planned', flags: ['outcome_unknown'] },
  inForce: { flags: ['in_force'], when: { start: day(42), end: '', open: 'since' } },
}
const DATES = {
  exact: { start: day(3), end: day(3) },
  lasted: { start: day(8), end: day(10), lasting: true },
  range: { start: day(14), end: day(16), precision: 'range' },
  by: { start: '', end: day(24), open: 'by' },
  after: { start: day(28), end: '', open: 'after' },
  since: { start: day(38), end: '', open: 'since' },
}
// Wider ones, in a window of a year.
const WIDE = {
  exact: { when: { start: '2026-02-10', end: '2026-02-10' } },
  partOfMonth: { when: { start: '2026-03-11', end: '2026-03-20', precision: 'part_of_month' } },
  month: { when: { start: '2026-05-01', end: '2026-05-31', precision: 'month' } },
  differ: { when: { start: '2026-07-10', end: '2026-07-10' }, flags: ['disputed'], claimed: ['2026-07-28'] },
  postponed: { status: 'postponed', when: { start: '2026-09-05', end: '2026-09-05' }, postponed_to: 'w5' },
  newDate: { status: 'planned', when: { start: '2026-09-25', end: '2026-09-25' } },
}

describe('marks', { skip: built ? false : 'the frontend is not built' }, () => {
  let server
  let browser
  before(async () => {
    const statuses = Object.values(STATUSES).map((over, i) => event({
      id: `s${i}`, title: '', type: 'ceasefire_agreement', status: 'happened', when: { start: day(2 + i * 5), end: day(2 + i * 5) }, ...over,
    }))
    const wide = Object.values(WIDE).map((over, i) => event({ id: `w${i}`, title: '', type: 'attack', status: 'happened', ...over }))
    const dates = Object.values(DATES).map((when, i) => event({ id: `d${i}`, title: '', type: 'talks', status: 'happened', when }))
    server = await serve([...statuses, ...dates, ...wide], PORT, '2026-12-30')
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    if (keeping) writeFileSync(FILE, `${JSON.stringify(kept, null, 1)}\n`)
  })

  /** Opens a window in which every mark stands. */
  async function open(options, window) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2, ...options })
    await page.goto(`${server.url}/${window}`)
    await page.waitForFunction(() => performance.getEntriesByName('stage-ready').length > 0)
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length >= 6)
    await page.waitForTimeout(500)
    return page
  }

  /** The pixels around each mark of a lane on the canvas, in order of time. */
  async function picturesOf(options, { lane, window, half }) {
    const page = await open(options, window)
    const pictures = await page.evaluate(([name, half]) => {
      const canvas = document.querySelector('.plane canvas')
      const g = canvas.getContext('2d')
      const group = [...document.querySelectorAll('[role=group]')].find((e) => e.getAttribute('aria-label') === name && e.querySelector('[role=option]'))
      return [...group.querySelectorAll('[role=option]')].map((option) => {
        const [x, y] = [(option.offsetLeft + 12) * 2, (option.offsetTop + 12) * 2]
        return [...g.getImageData(x - half * 2, y - 36, half * 4, 60).data]
      })
    }, [lane, half])
    await page.close()
    return pictures
  }

  /** The same on paper: the vector picture as print shows it, drawn around each mark. */
  async function printsOf({ id, window, half }) {
    const page = await open({}, window)
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((r) => /picture-/.test(r.name)))
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.locator('.sheet svg').waitFor()
    const marks = await page.locator(`.sheet [data-event^=${id}]`).evaluateAll((all) => all.map((g) => {
      const { e, f, a } = g.getScreenCTM()
      return { event: g.dataset.event, x: e, y: f, scale: a }
    }))
    marks.sort((a, b) => a.x - b.x)
    const pictures = []
    for (const { x, y, scale } of marks) {
      const clip = { x: x - half * scale, y: y - 18 * scale, width: half * 2 * scale, height: 30 * scale }
      const shot = (await page.screenshot({ clip, fullPage: true })).toString('base64')
      pictures.push(await page.evaluate(pixelsOf, [shot, half * 4, 60]))
    }
    await page.close()
    return pictures
  }

  /** The pixels of a PNG, drawn to one size; the page's policy lets bitmaps come from bytes. */
  async function pixelsOf([base64, width, height]) {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const canvas = new OffscreenCanvas(width, height)
    const g = canvas.getContext('2d')
    g.drawImage(await createImageBitmap(new Blob([bytes], { type: 'image/png' })), 0, 0, width, height)
    return [...g.getImageData(0, 0, width, height).data]
  }

  function difference(a, b) {
    let n = 0
    for (let i = 0; i < a.length; i += 4) {
      const far = Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]) + Math.abs(a[i + 3] - b[i + 3])
      if (far > 90) n++
    }
    return n / (a.length / 4)
  }

  /** A picture as digits: how strong each of its squares is, from 0 to 9. */
  function squares(pixels, width) {
    const height = pixels.length / 4 / width
    let digits = ''
    for (let top = 0; top + SQUARE <= height; top += SQUARE)
      for (let left = 0; left + SQUARE <= width; left += SQUARE) {
        let sum = 0
        for (let y = top; y < top + SQUARE; y++)
          for (let x = left; x < left + SQUARE; x++) {
            const at = (y * width + x) * 4
            const light = (0.3 * pixels[at] + 0.59 * pixels[at + 1] + 0.11 * pixels[at + 2]) / 255
            sum += (pixels[at + 3] / 255) * (0.2 + 0.8 * light)
          }
        digits += Math.min(9, Math.floor((sum / SQUARE ** 2) * 10))
      }
    return digits
  }

  /** Compares with the kept pictures, or keeps these. */
  function asKept(pictures, { rows, half }, name) {
    const own = Object.fromEntries(Object.keys(rows).map((row, i) => [row, squares(pictures[i], half * 4)]))
    if (keeping) kept[name] = own
    assert.deepEqual(Object.keys(kept[name] ?? {}), Object.keys(own), `${name}: which pictures are kept`)
    for (const [row, now] of Object.entries(own)) {
      const then = kept[name][row]
      assert.equal(now.length, then.length, row)
      const changed = [...now].filter((digit, i) => Math.abs(digit - then[i]) > 1).length / now.length
      assert.ok(changed <= MOST_CHANGED, `${name}, ${row}: ${(changed * 100).toFixed(1)} % of the picture changed`)
    }
  }

  const TABLES = {
    statuses: { id: 's', lane: 'Proposals and texts', rows: STATUSES, half: 14, window: '?from=2026-05-01&to=2026-06-18' },
    certainties: { id: 'd', lane: 'Talks and visits', rows: DATES, half: 56, window: '?from=2026-05-01&to=2026-06-14' },
    'wide certainties': { id: 'w', lane: 'On the ground', rows: WIDE, half: 40, window: '?from=2026-01-20&to=2026-10-20' },
  }

  function allDiffer(pictures, rows) {
    const names = Object.keys(rows)
    assert.equal(pictures.length, names.length)
    for (let i = 0; i < names.length; i++) {
      assert.ok(pictures[i].some((v) => v > 0), `${names[i]} is drawn`)
      for (let k = 0; k < i; k++) {
        const d = difference(pictures[i], pictures[k])
        assert.ok(d >= LEAST, `${names[i]} and ${names[k]} differ by ${(d * 100).toFixed(1)} % only`)
      }
    }
  }

  for (const [table, given] of Object.entries(TABLES)) {
    for (const [name, options] of Object.entries({
      light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, 'forced colours': { forcedColors: 'active' },
      print: null,
    })) it(`${table} differ, and look as they did, in ${name}`, async () => {
      const pictures = await (options ? picturesOf(options, given) : printsOf(given))
      allDiffer(pictures, given.rows)
      asKept(pictures, given, `${table}, ${name}`)
    })
  }
})
