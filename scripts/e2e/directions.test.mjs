// Texts that are written from right to left keep their direction wherever they
// stand, and the page round them keeps its own.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { launch } from './browser.mjs'
import { binary, startServer } from './server.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 18
const MOMENT = '2025-05-15T12:00:00Z'
// A title, a quote with figures and brackets in it, and what a reader would name the language.
const TEXTS = {
  he: ['שיחות על הפסקת אש בנמל (סבב 2)', 'המשלחות נפגשו ביום חמישי, 15 במאי (בערב).'],
  ar: ['جولة ثانية من المحادثات في الميناء', 'التقى الوفدان يوم الخميس 15 مايو (مساء).'],
  fa: ['دور دوم گفتگوها در بندر', 'دو هیئت روز پنجشنبه ۱۵ مه دیدار کردند.'],
}

/** Events that rest on one page each, as lines of an import. */
function lines() {
  return Object.entries(TEXTS).map(([language, [title, quote]], i) => {
    const fact = {
      topic: 'ukraine', type: 'talks', status: 'proposed', title, summary: quote, places: [], thread: 'minsk', significance: 5, certainty: 90,
      when: { start: '2025-05-15', end: '2025-05-15', precision: 'day', lasting: false, open: '', clock: '', zone: '', implied: [] },
    }
    const source = {
      id: `page-${language}`, topic: 'ukraine', source_id: '', url: `https://example.org/${language}`, title, author: '', publisher: 'example.org', language,
      published: MOMENT, published_zone: '', published_day: false, dated_by: 'feed', modified: MOMENT, fetched: MOMENT, revision: 1, fingerprint: '', copy_of: '',
      via: '', cites: [], reuse: 'open', licence: 'CC0', attribution: '', role: 'outlet', owner_group: '',
    }
    const report = {
      ...fact, id: `report-${language}`, event: `rtl-${language}`, article: source.id, actors: [], numbers: [], refers: '', quote, offset: 0, quote_more: [],
      date_phrase: '', date_offset: 0, date_rule: 'r', date_reason: 'r', rule: 'r', reader: 'rules', reading: i + 1, superseded: false,
      known_from: MOMENT, recorded_at: MOMENT, source,
    }
    return JSON.stringify({
      ...fact, id: `rtl-${language}`, participations: [], review: 'unreviewed', corroboration: { reports: 1, sources: 1, independent: 1, unknown: 0, copies: 0 },
      claims: [], links: [], known_from: MOMENT, known_from_assumed: false, created: MOMENT, updated: MOMENT, flags: [], reports: [report],
    })
  }).join('\n')
}

describe('right to left', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  let server
  let browser
  let page
  let folder
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'truceline-rtl-'))
    writeFileSync(join(folder, 'rtl.jsonl'), `${lines()}\n`)
    const flags = ['--db', join(folder, 'rtl.db')]
    execFileSync(binary, ['import', join(folder, 'rtl.jsonl'), ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
    server = await startServer(PORT, ...flags)
    browser = await launch()
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The direction of the innermost element that holds a text, of every place where it stands and the sentence begins with it. */
  const directions = (text) => page.evaluate((text) => {
    const found = []
    const walk = (root) => {
      for (const node of root.querySelectorAll('*')) {
        if (node.shadowRoot) walk(node.shadowRoot)
        if (['SCRIPT', 'TITLE', 'OPTION'].includes(node.tagName) || node.closest('head')) continue
        const leads = /\p{L}/u.exec(node.textContent)?.[0] > '\u0590' // else a sentence of ours names it
        if (leads && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.includes(text))) found.push([node.tagName, node.className, getComputedStyle(node).direction])
      }
    }
    walk(document)
    return found
  }, text)

  const PAGES = {
    'a list and details': (language) => `/?from=2025-05-14&to=2025-05-16&type=talks&event=rtl-${language}`,
    'the event page': (language) => `/e/rtl-${language}`,
    'the thread page': () => '/t/minsk',
    'the briefing': () => '/briefing/2025-W20',
    'an embed': () => '/embed/frame?pick=rtl-he,rtl-ar,rtl-fa',
  }
  for (const [name, address] of Object.entries(PAGES)) {
    it(`${name}: every title and quote`, async () => {
      for (const [language, [title, quote]] of Object.entries(TEXTS)) {
        const answer = await page.goto(server.url + address(language))
        assert.equal(answer.status(), 200, address(language))
        if (address(language).startsWith('/?')) await page.locator('[data-testid=details-title]').waitFor()
        await page.locator('body', { hasText: title }).waitFor()
        const found = [...(await directions(title)), ...(await directions(quote))]
        assert.ok(found.length > 0)
        assert.deepEqual(found.filter(([, , direction]) => direction !== 'rtl'), [], language)
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'ltr')
      }
    })
  }

  it('a title in a row leaves date, status and sources in their places', async () => {
    await page.goto(`${server.url}/?view=list&pick=rtl-he,2025-05-16-istanbul-direct-talks&from=2025-05-01&to=2025-06-01`)
    await page.locator('[data-testid=event]').nth(1).waitFor()
    const rows = await page.locator('.row').evaluateAll((all) => all.map((row) => {
      const left = (selector) => row.querySelector(selector)?.getBoundingClientRect().left ?? null
      return { date: left('.date'), title: left('.title'), sources: left('.sources'), tag: left('.tag') }
    }))
    assert.equal(rows.length, 2)
    const [hebrew, english] = rows
    assert.equal(hebrew.date, english.date)
    assert.equal(hebrew.title, english.title)
    assert.ok(hebrew.tag > hebrew.title, 'the status comes after the title')
  })

  it('on the stage a cut title ends on its left', async () => {
    await page.goto(`${server.url}/?pick=rtl-he&from=2025-05-14&to=2025-05-18`)
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 0)
    const drawn = await page.evaluate(() => new Promise((resolve) => {
      const fill = CanvasRenderingContext2D.prototype.fillText
      CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
        if (/[\u0590-\u05ff]/.test(text)) resolve(text)
        return fill.call(this, text, ...at)
      }
      document.querySelector('[data-testid=zoom-out]').click()
    }))
    assert.equal(drawn[0], '\u2068')
    assert.equal(drawn.at(-1), '\u2069')
  })
})
