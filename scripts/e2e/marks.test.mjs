// Pictures of marks alone: every status and every certainty of a date can be
// told from the others without text, in light, dark and forced colours. Two
// pictures count as different where at least 3 % of their pixels are.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { launch } from './browser.mjs'
import { event, serve } from './fixture.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 6
const built = existsSync(new URL('../../frontend/dist/app.html', import.meta.url))
const LEAST = 0.03
const day = (n) => `2026-0${n < 31 ? 5 : 6}-${String(n < 31 ? n + 1 : n - 30).padStart(2, '0')}`

const STATUSES = {
  happened: {}, planned: { status: 'planned' }, proposed: { status: 'proposed' }, claimed: { status: 'claimed' },
  rejected: { status: 'rejected' }, cancelled: { status: 'cancelled' }, disputed: { flags: ['disputed'] },
  unknown: { status: 'planned', flags: ['outcome_unknown'] },
}
const DATES = {
  exact: { start: day(3), end: day(3) },
  lasted: { start: day(8), end: day(10), lasting: true },
  range: { start: day(14), end: day(16), precision: 'range' },
  by: { start: '', end: day(24), open: 'by' },
  after: { start: day(28), end: '', open: 'after' },
  since: { start: day(38), end: '', open: 'since' },
}

describe('marks', { skip: built ? false : 'the frontend is not built' }, () => {
  let server
  let browser
  before(async () => {
    const statuses = Object.values(STATUSES).map((over, i) => event({
      id: `s${i}`, title: '', type: 'ceasefire_agreement', status: 'happened', when: { start: day(2 + i * 5), end: day(2 + i * 5) }, ...over,
    }))
    const dates = Object.values(DATES).map((when, i) => event({ id: `d${i}`, title: '', type: 'talks', status: 'happened', when }))
    server = await serve([...statuses, ...dates], PORT, '2026-07-30')
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** The pixels around each mark of a lane, in order of time. */
  async function picturesOf(options, lane, width) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2, ...options })
    await page.goto(`${server.url}/?from=2026-05-01&to=2026-06-14`)
    await page.waitForFunction(() => performance.getEntriesByName('stage-ready').length > 0)
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length >= 14)
    await page.waitForTimeout(300)
    const pictures = await page.evaluate(([name, half]) => {
      const canvas = document.querySelector('.plane canvas')
      const g = canvas.getContext('2d')
      const group = [...document.querySelectorAll('[role=group]')].find((e) => e.getAttribute('aria-label') === name && e.querySelector('[role=option]'))
      return [...group.querySelectorAll('[role=option]')].map((option) => {
        const [x, y] = [(option.offsetLeft + 12) * 2, (option.offsetTop + 12) * 2]
        return [...g.getImageData(x - half * 2, y - 20, half * 4, 40).data]
      })
    }, [lane, width])
    await page.close()
    return pictures
  }

  function difference(a, b) {
    let n = 0
    for (let i = 0; i < a.length; i += 4) {
      const far = Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]) + Math.abs(a[i + 3] - b[i + 3])
      if (far > 90) n++
    }
    return n / (a.length / 4)
  }

  for (const [name, options] of Object.entries({
    light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, 'forced colours': { forcedColors: 'active' },
  })) {
    for (const [lane, rows, width] of [['Proposals and texts', STATUSES, 9], ['Talks and visits', DATES, 34]]) {
      it(`${lane === 'Talks and visits' ? 'certainties' : 'statuses'} differ in ${name}`, async () => {
        const pictures = await picturesOf(options, lane, width)
        const names = Object.keys(rows)
        assert.equal(pictures.length, names.length)
        for (let i = 0; i < names.length; i++) {
          assert.ok(pictures[i].some((v) => v > 0), `${names[i]} is drawn`)
          for (let k = 0; k < i; k++) {
            const d = difference(pictures[i], pictures[k])
            assert.ok(d >= LEAST, `${names[i]} and ${names[k]} differ by ${(d * 100).toFixed(1)} % only`)
          }
        }
      })
    }
  }
})
