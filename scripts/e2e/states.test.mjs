// What is seen when things are not as they should be, and when the reader
// asks for another look: each state says what to do and gives axe nothing.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { axeSource } from './browser.mjs'
import { binary, startEmptyServer } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 9
const MAY = '?from=2025-05-05&to=2025-06-10'
const INDEX = '**/api/v1/events/index*'

describe('states', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)
  let page
  afterEach(() => page?.context().close())

  async function open(path, options = {}, url = at.server.url) {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true, ...options })
    page = await context.newPage()
    if (path) await page.goto(url + path)
    return page
  }

  const ready = () => page.locator('[data-testid=stage][data-state=ready]').waitFor({ state: 'attached' })
  const notices = (text) => page.locator('.notices', { hasText: text }).waitFor()
  const count = () => page.locator('[data-testid=count]').getAttribute('data-count').then(Number)

  /** Nothing for axe in either scheme, on the page or in a part of it. */
  async function clean(part = 'html') {
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await page.evaluate((part) => globalThis.axe.run(part, { resultTypes: ['violations'] }), part)
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`), [], colorScheme)
    }
  }

  it('loading: a thin bar after 400 ms, then the events', async () => {
    await open('')
    let answer
    await page.route(INDEX, (route) => new Promise((resolve) => (answer = () => resolve(route.continue()))))
    await page.goto(at.server.url)
    await page.getByRole('progressbar').waitFor()
    await clean()
    answer()
    await ready()
    assert.equal(await page.getByRole('progressbar').count(), 0)
  })

  it('error: says so and tries again; what was loaded stays and is dated', async () => {
    await open('')
    await page.route(INDEX, (route) => route.abort())
    await page.goto(at.server.url)
    await notices('could not be loaded')
    await clean()
    await page.unroute(INDEX)
    await page.getByRole('button', { name: 'Try again' }).click()
    await ready()
    const all = await count()
    await page.route(INDEX, (route) => route.fulfill({ status: 500, json: { error: { message: 'The archive is being moved.' } } }))
    await page.locator('[data-testid=search]').fill('Istanbul')
    await notices('The archive is being moved.')
    await notices('What is shown was loaded at')
    assert.equal(await count(), all)
  })

  it('offline: says since when, and filters go on working', async () => {
    await open(`/${MAY}`)
    await ready()
    await page.waitForTimeout(700)
    await page.context().setOffline(true)
    await notices('Offline since')
    const all = await count()
    await page.locator('[data-testid=filter-type-talks]').click()
    assert.ok((await count()) < all)
    await clean()
    await page.context().setOffline(false)
    await page.locator('.notices', { hasText: 'Offline' }).waitFor({ state: 'detached' })
  })

  it('nothing found: names what to drop; nothing in view: leads to the nearest', async () => {
    await open(`/${MAY}&q=qqqqxyz&type=talks`)
    await page.locator('[data-testid=nothing]', { hasText: 'No events match.' }).waitFor()
    await clean()
    // What hides most stands first, with what it hides: a word that nothing holds, not the type.
    const first = page.locator('[data-testid=nothing] button').first()
    await page.locator('[data-testid=nothing] button', { hasText: /Drop “qqqqxyz” \(\d+ events\)/ }).waitFor()
    assert.match(await first.textContent(), /Drop “qqqqxyz” \([1-9]\d* events\)/)
    await page.getByRole('button', { name: 'Drop Type (0 events)' }).waitFor()
    await first.click()
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=count]').dataset.count) > 0)
    await page.goto(`${at.server.url}/?from=2018-03-01&to=2018-04-01`)
    await page.locator('.edges', { hasText: /2 earlier, nearest 12 February 2015/ }).waitFor()
    await clean()
    await page.locator('.edges .later').click()
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=stage]').dataset.visible) > 0)
  })

  it('empty: an archive that holds nothing yet leads to its sources', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'truceline-empty-'))
    cpSync(fileURLToPath(new URL('../../topics/ukraine', import.meta.url)), join(folder, 'ukraine'), { recursive: true })
    writeFileSync(join(folder, 'ukraine', 'baseline.jsonl'), '')
    const empty = await startEmptyServer(PORT + 1, '--topics', folder)
    try {
      await open('', {}, empty.url)
      await page.goto(empty.url)
      await notices('Nothing has been collected yet.')
      assert.equal(await page.locator('.notices a[href="/sources"]').count(), 1)
      await clean()
      for (const path of ['/t', '/sources', '/briefing/2025-W20']) assert.equal((await page.goto(empty.url + path)).status(), 200, path)
    } finally {
      await empty.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('dialogs and menus: axe finds nothing, Escape closes, focus goes back', async () => {
    await open(`/${MAY}`)
    await ready()
    await page.waitForTimeout(500)
    for (const name of ['Share', 'As known on…', 'Keyboard']) {
      const button = page.getByRole('button', { name, exact: true })
      await button.click()
      await page.locator('dialog[open] :is(h1, h2)').first().waitFor()
      await clean('dialog[open]')
      assert.ok(await page.evaluate(() => document.activeElement.closest('dialog') !== null), `${name}: focus is inside`)
      await page.keyboard.press('Escape')
      await page.locator('dialog[open]').waitFor({ state: 'detached' })
      assert.ok(await button.evaluate((b) => b === document.activeElement), `${name}: focus goes back`)
    }
    await page.locator('[data-testid=menu-status]').click()
    await page.locator('[data-testid=option-status-happened]').waitFor()
    await clean('.menu')
  })

  it('new events wait for the reader: nothing moves until asked', async () => {
    await open('')
    await page.route('**/api/v1/stream', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\nevent: changed\ndata: {"version":"new","events":["a","b","c"]}\n\n' }))
    await page.goto(`${at.server.url}/${MAY}`)
    await ready()
    const shown = () => page.locator('[role=option]').evaluateAll((all) => all.map((o) => `${o.style.transform}${o.style.left}${o.getAttribute('aria-label')}`))
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 20)
    // The names of places come after the first picture.
    await page.waitForFunction(() => [...document.querySelectorAll('[role=option]')].some((o) => o.getAttribute('aria-label')?.includes('Vatican City')))
    const before = await shown()
    await page.locator('[data-testid=fresh]', { hasText: '3 new events' }).waitFor()
    assert.deepEqual(await shown(), before)
    await clean()
    await page.locator('[data-testid=fresh]').click()
    await page.locator('[data-testid=fresh]').waitFor({ state: 'detached' })
  })

  it('live: what an editor corrects on the real server is told by its stream, and nothing moves under the reader', async () => {
    await open(`/${MAY}`)
    await ready()
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 20 && document.querySelectorAll('[data-testid=event]').length > 5)
    await page.waitForTimeout(1500) // it listens once all that comes late is here
    const secret = execFileSync(binary, ['tokens', 'add', 'tester', '--db', at.server.db], { encoding: 'utf8' }).trim().split(/\s+/).pop()
    const list = page.locator('.list')
    await list.evaluate((box) => (box.scrollTop = 120))
    const seen = () => page.evaluate(() => JSON.stringify([
      document.querySelector('.list').scrollTop, document.querySelector('.list').textContent,
      document.querySelector('.plane canvas').toDataURL(), document.querySelector('[data-testid=overview] canvas').toDataURL(),
      [...document.querySelectorAll('[role=option]')].map((o) => [o.style.left, o.style.top, o.getAttribute('aria-label')]),
    ]))
    const before = await seen()
    const edit = (title) => fetch(`${at.server.url}/api/v1/events/2025-05-16-istanbul-direct-talks/edit`, {
      method: 'POST', body: JSON.stringify({ fields: { title }, note: 'a test' }),
      headers: { Authorization: `Bearer ${secret}`, 'If-Match': '*', 'Content-Type': 'application/json' },
    })
    assert.equal((await edit('Talks with another title')).status, 200)
    const fresh = page.locator('[data-testid=fresh]', { hasText: '1 new event' })
    await fresh.waitFor()
    assert.equal(await seen(), before)
    assert.equal((await edit('Talks with a third title')).status, 200)
    await page.waitForTimeout(500)
    assert.match(await fresh.textContent(), /1 new event/) // the same event is counted once
    assert.equal(await seen(), before)
    await fresh.click()
    await list.locator('.title', { hasText: 'Talks with a third title' }).waitFor()
    await fresh.waitFor({ state: 'detached' })
    assert.equal((await edit('First direct Ukraine-Russia talks in three years agree 1,000-for-1,000 swap')).status, 200)
  })

  it('live: a reader who was away hears that the archive is another one', async () => {
    await open('')
    await page.route('**/api/v1/stream', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\nevent: hello\ndata: {"version":"another"}\n\n' }))
    await page.goto(`${at.server.url}/${MAY}`)
    await ready()
    await page.locator('[data-testid=outdated]', { hasText: 'The archive has changed' }).click()
    await page.locator('[data-testid=outdated]').waitFor({ state: 'detached' })
  })

  it('with reduced motion windows change at once', async () => {
    await open(`/${MAY}`, { reducedMotion: 'reduce' })
    await ready()
    await page.waitForTimeout(400)
    const steps = await page.evaluate(async () => {
      const handle = document.querySelector('[data-testid=handle-to]')
      const seen = new Set()
      document.querySelector('[data-testid=zoom-out]').click()
      for (let i = 0; i < 12; i++) {
        await new Promise(requestAnimationFrame)
        seen.add(handle.getAttribute('aria-valuenow'))
      }
      return seen.size
    })
    assert.equal(steps, 1)
  })

  it('on paper: the picture first, then the list with numbered references', async () => {
    await open(`/${MAY}&type=talks`)
    await ready()
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((r) => /picture-|print-/.test(r.name)))
    await page.waitForTimeout(300)
    await page.evaluate(() => (globalThis.print = () => dispatchEvent(new Event('beforeprint'))))
    await page.keyboard.press('Control+p')
    await page.locator('.sheet .references').waitFor({ state: 'attached' })
    await page.emulateMedia({ media: 'print' })
    const paper = await page.locator('.sheet').innerText()
    for (const said of [/16 May 2025: First direct Ukraine-Russia talks.*\[1\]/, /https:\/\//, /5 May – 10 June 2025/, /Negotiation round/]) assert.match(paper, said)
    for (const hidden of ['header', '.filters', '.window', '.list', '.stagebox']) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden)
    const notes = await page.locator('.sheet .references ol').last().locator('li').count()
    const cited = [...paper.matchAll(/\[(\d+)\]/g)].map((m) => Number(m[1]))
    assert.equal(Math.max(...cited), notes)
  })
})
