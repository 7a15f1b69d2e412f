// Export, Subscribe, Cite and Embed in a real browser, against the real binary and curated data.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { afterEach, describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 10
const FILTER = 'type=summit,talks&not.status=planned'
const WINDOW = 'from=2025-05-05&to=2025-06-10'

describe('export, subscribe, cite and embed', { skip: binary || process.env.TRUCELINE_URL ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)
  let page

  afterEach(() => page?.context().close())

  async function visit(query = `?${WINDOW}&${FILTER}`, options = {}) {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'], ...options })
    page = await context.newPage()
    page.faults = []
    page.on('pageerror', (error) => page.faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && page.faults.push(message.text()))
    await page.goto(`${at.server.url}/${query}`)
    await page.locator('[data-testid=stage][data-state=ready]').waitFor({ state: 'attached' })
    await page.locator('[data-testid=event]').first().waitFor()
  }
  const by = (id) => page.locator(`[data-testid=${JSON.stringify(id)}]`)
  const value = (id) => by(id).inputValue()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

  async function openDialog(mode = 'export') {
    await by('take-away').click()
    await by('takeaway').getByRole('tablist').waitFor()
    if (mode !== 'export') await by(`mode-${mode}`).click()
  }
  async function listed(query) {
    const ids = []
    for (let address = `/api/v1/events?${query}&limit=200`; address; ) {
      const answer = await (await fetch(at.server.url + address)).json()
      ids.push(...answer.events.map((event) => event.id))
      address = answer.next
    }
    return ids
  }
  async function download() {
    const waiting = page.waitForEvent('download')
    await by('download').click()
    const file = await waiting
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
  }
  const idsOf = (csv) => csv.split('\r\n').slice(1, -1).map((row) => row.slice(0, row.indexOf(',')))

  it('exports CSV of exactly what the filter shows, and of the window alone', async () => {
    await visit()
    await openDialog()
    const all = await listed(FILTER)
    assert.match(await by('download').innerText(), new RegExp(`CSV: ${all.length} events`))
    const said = await by('scope-said').innerText()
    for (const part of ["Leaders' summit, Negotiation round", 'not planned', 'UTC']) assert.ok(said.includes(part), said)
    const whole = await download()
    assert.match(whole.name, /^truceline-.*\.csv$/)
    assert.deepEqual(idsOf(whole.text), all)

    await by('scope-window').check()
    const some = await listed(`${WINDOW}&${FILTER}`)
    assert.ok(some.length > 0 && some.length < all.length)
    assert.match(await by('download').innerText(), new RegExp(`CSV: ${some.length} event`))
    assert.deepEqual(idsOf((await download()).text), some)
    assert.deepEqual(page.faults, [])
  })

  it('offers every format, and each address answers with as many events as were promised', async () => {
    await visit()
    await openDialog()
    const count = {
      csv: (text) => idsOf(text).length,
      'csv-raw': (text) => idsOf(text).length,
      jsonl: (text) => text.trim().split('\n').length - 1,
      geojson: (text) => JSON.parse(text).features.length,
      ics: (text) => text.match(/^BEGIN:VEVENT/gm).length,
      md: (text) => text.match(/^- \*\*/gm).length,
      bib: (text) => text.match(/^@misc/gm).length,
      ris: (text) => text.match(/^TY {2}-/gm).length,
      'csl.json': (text) => JSON.parse(text).length,
      jsonld: (text) => JSON.parse(text).about.length,
      'timeline.json': (text) => JSON.parse(text).events.length,
    }
    await by('scope-window').check()
    const promised = (await listed(`${WINDOW}&${FILTER}`)).length
    assert.equal(await page.locator('[data-testid^=format-]').count(), Object.keys(count).length)
    for (const [format, of] of Object.entries(count)) {
      await by(`format-${format}`).check()
      const answer = await fetch(await value('file-address'))
      assert.equal(answer.status, 200, format)
      assert.equal(of(await answer.text()), promised, format)
    }
  })

  it('exports what was known on a day', async () => {
    await visit('?as_of=2025-05-20&type=talks')
    await openDialog()
    assert.match(await by('scope-said').innerText(), /20 May 2025, end of the day in UTC/)
    const { text } = await download()
    assert.deepEqual(idsOf(text), await listed('as_of=2025-05-20&type=talks'))
  })

  it('saves the picture of the window', async () => {
    await visit()
    await openDialog()
    const waiting = page.waitForEvent('download')
    await by('picture-svg').click()
    const picture = readFileSync(await (await waiting).path(), 'utf8')
    for (const said of ['5 May', '10 June 2025', 'CC BY 4.0', at.server.url]) assert.ok(picture.includes(said), said)
  })

  it('subscribes: every address is copied as shown and answers', async () => {
    await visit(`?as_of=2025-05-20&${FILTER}`)
    await openDialog('subscribe')
    assert.match(await by('subscribe-said').innerText(), /what is known now/)
    const kinds = { atom: /atom\+xml/, rss: /rss\+xml/, json: /feed\+json/ }
    for (const what of ['feed', 'corrections', 'editions']) {
      for (const [kind, type] of Object.entries(kinds)) {
        const address = await value(`${what}-${kind}`)
        const answer = await fetch(address)
        assert.equal(answer.status, 200, address)
        assert.match(answer.headers.get('content-type'), type)
        assert.equal(address.includes(FILTER), what !== 'editions', address)
        assert.ok(!address.includes('as_of'), address)
      }
    }
    const calendar = await value('calendar')
    assert.match(await (await fetch(calendar)).text(), /^BEGIN:VCALENDAR/)
    await page.getByRole('button', { name: 'Copy: iCalendar' }).click()
    assert.equal(await clipboard(), calendar)
  })

  it('embeds the open event alone', async () => {
    await visit(`?${WINDOW}&event=2025-05-16-istanbul-direct-talks`)
    await by('embed-event').click()
    await page.waitForURL(/\/embed\?pick=2025-05-16-istanbul-direct-talks$/)
    const titles = page.locator('#preview truce-line').locator('.item .title')
    await titles.first().waitFor()
    assert.deepEqual(await titles.allTextContents(), ['First direct Ukraine-Russia talks in three years agree 1,000-for-1,000 swap'])
    assert.match(await page.locator('#element').inputValue(), /pick="2025-05-16-istanbul-direct-talks"/)
  })

  it('cites the open event in each style, with the moment and its pages', async () => {
    await visit(`?${WINDOW}`)
    await page.locator('[data-testid=event]', { hasText: 'First direct' }).first().click()
    await by('cite-event').click()
    await by('citation').waitFor()
    const id = new URL(page.url()).searchParams.get('event')
    const has = { text: `${at.server.url}/e/${id}`, markdown: `](${at.server.url}/e/${id})`, html: `<a href="${at.server.url}/e/${id}">`, bibtex: `url = {${at.server.url}/e/${id}}`, csl: `"URL": "${at.server.url}/e/${id}"` }
    for (const [style, part] of Object.entries(has)) {
      await by('cite-style').selectOption(style)
      const text = await value('citation')
      for (const said of [part, '16 May 2025', 'CC BY 4.0', 'UTC']) assert.ok(text.includes(said), `${style}: ${said} in ${text}`)
    }
    assert.equal(JSON.parse(await value('citation')).length, 1)
    await by('cite-style').selectOption('text')
    assert.match(await value('citation'), /Sources:\n\n- .*https?:/)
    await by('cite-pages').uncheck()
    assert.ok(!(await value('citation')).includes('Sources'))
    await page.getByRole('button', { name: 'Copy: Citation' }).click()
    assert.equal(await clipboard(), await value('citation'))
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'cite-event')
  })

  it('cites the view with an address that shows the same events at the same moment', async () => {
    await visit()
    await openDialog('cite')
    await by('scope-window').check()
    const text = await value('citation')
    const address = /https?:\/\/\S+$/.exec(text)[0]
    const query = new URL(address).searchParams
    assert.equal(query.get('type'), 'summit,talks')
    assert.match(query.get('as_of'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const promised = Number(/(\d+) events/.exec(text)[1])
    assert.equal((await listed(query.toString())).length, promised)
  })

  it('embeds: a preview of the filter, and codes that are answered', async () => {
    await visit()
    await openDialog('embed')
    await by('scope-window').check()
    await by('embed-layout').selectOption('compact')
    await by('embed-limit').fill('3')
    const preview = () => page.evaluate(() => {
      const root = document.querySelector('[data-testid=embed-preview] truce-line')?.shadowRoot
      return [root?.querySelector('section')?.className, root?.querySelectorAll('li').length]
    })
    await page.waitForFunction(() => document.querySelector('[data-testid=embed-preview] truce-line')?.shadowRoot?.querySelectorAll('section.compact li').length === 3)
    assert.deepEqual(await preview(), ['compact', 3])
    assert.match(await value('embed-element'), /from="2025-05-05" to="2025-06-10" type="summit,talks" not\.status="planned" layout="compact" limit="3"/)
    const frame = /src="([^"]+)"/.exec(await value('embed-iframe'))[1].replaceAll('&#38;', '&')
    assert.match(await (await fetch(frame)).text(), /<ol|<li/)
    assert.equal((await (await fetch(await value('embed-oembed'))).json()).type, 'rich')
    const picture = /src="([^"]+)"/.exec(await value('embed-picture'))[1].replaceAll('&#38;', '&')
    assert.equal((await fetch(picture)).headers.get('content-type'), 'image/png')
    assert.deepEqual(page.faults, [])
  })

  it('works by keyboard: arrows change the mode, the focus stays inside, Escape gives it back', async () => {
    await visit()
    await by('take-away').focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'mode-export')
    for (const mode of ['subscribe', 'cite', 'embed', 'export']) {
      await page.keyboard.press('ArrowRight')
      assert.equal(await by(`mode-${mode}`).getAttribute('aria-selected'), 'true')
    }
    await page.keyboard.press('End')
    assert.equal(await by('mode-embed').getAttribute('aria-selected'), 'true')
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog[open]') !== null))
    }
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'take-away')
    assert.equal(await page.locator('dialog[open]').count(), 0)
  })

  it('is reached from Share on a phone, and fits', async () => {
    await visit(`?${WINDOW}&${FILTER}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    assert.ok(!(await by('take-away').isVisible()))
    await by('share').tap()
    await by('share-more').tap()
    for (const mode of ['export', 'subscribe', 'cite', 'embed']) {
      await by(`mode-${mode}`).tap()
      const over = await page.evaluate(() => {
        const panel = document.querySelector('#takeaway-panel')
        return [panel.scrollWidth - panel.clientWidth, document.querySelector('dialog[open]').getBoundingClientRect().right - innerWidth]
      })
      assert.deepEqual(over.map((n) => Math.max(0, n)), [0, 0], mode)
    }
  })

  it('gives axe nothing to find, light, dark and on a phone', async () => {
    for (const options of [{}, { colorScheme: 'dark' }, { viewport: { width: 390, height: 844 } }]) {
      await visit(`?${WINDOW}&${FILTER}`, { ...options, bypassCSP: true })
      if (options.viewport) {
        await by('share').click()
        await by('share-more').click()
      } else await openDialog()
      await page.evaluate(axeSource)
      for (const mode of ['export', 'subscribe', 'cite', 'embed']) {
        await by(`mode-${mode}`).click()
        if (mode === 'embed') await page.waitForFunction(() => document.querySelector('[data-testid=embed-preview] truce-line')?.shadowRoot?.querySelector('section'))
        const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
        assert.deepEqual(result.violations.map((v) => `${mode} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`), [])
      }
      await page.context().close()
    }
  })

  it('speaks Ukrainian', async () => {
    await visit()
    await page.evaluate(() => localStorage.setItem('language', 'uk'))
    await page.reload()
    await page.getByRole('button', { name: 'Експорт' }).click()
    await page.getByRole('tab', { name: 'Підписка' }).click()
    assert.match(await by('subscribe-said').innerText(), /обліковий запис не потрібен/)
  })
})
