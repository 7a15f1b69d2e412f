// The explorer in a real browser, against the real binary and curated data.
//   TRUCELINE_BIN=./truceline node --test scripts/e2e/
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310)
const MAY = '?from=2025-05-05&to=2025-06-10'

describe('explorer', { skip: binary || process.env.TRUCELINE_URL ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)
  let page
  let foreign
  let faults

  beforeEach(async (t) => {
    await page?.context().close()
    page = await openPage({ viewport: { width: 1440, height: 1000 } })
  })

  async function openPage(options) {
    const context = await at.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
    const made = await context.newPage()
    foreign = []
    faults = []
    made.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http') && host !== new URL(at.server.url).host) foreign.push(request.url())
    })
    made.on('pageerror', (error) => faults.push(error.message))
    made.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text())
    })
    return made
  }

  async function visit(path = '/', state = 'ready') {
    await page.goto(at.server.url + path)
    await page.locator(`[data-testid=stage][data-state=${state}]`).waitFor({ state: 'attached' })
    await page.locator('[data-testid=event]').first().waitFor().catch(() => {})
    await settled()
  }

  /** Waits until the window rests and its address is written. */
  async function settled() {
    await page.waitForTimeout(150)
    await page.waitForFunction(() => document.querySelector('[data-testid=stage]').getAttribute('aria-busy') !== 'true')
    await page.waitForTimeout(150)
  }

  const total = async () => Number(await page.locator('[data-testid=count]').getAttribute('data-count'))
  const visible = async () => Number(await page.locator('[data-testid=stage]').getAttribute('data-visible'))
  const query = () => new URL(page.url()).searchParams
  const openFirst = (name) => page.locator('[data-testid=event]', { hasText: name }).first().click()

  async function axe() {
    await page.evaluate(axeSource)
    const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
  }

  it('paints the overview from the first answer, before any list of events has come', async () => {
    await page.route('**/api/v1/**', () => {}) // never answered
    await page.goto(at.server.url)
    await page.locator('[data-testid=overview] canvas').waitFor()
    await page.waitForFunction(() => {
      const canvas = document.querySelector('[data-testid=overview] canvas')
      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
      return pixels.some((value, i) => i % 4 === 3 && value > 0)
    })
    assert.equal(await page.locator('[data-testid=stage]').getAttribute('data-state'), 'loading')
  })

  it('shows the curated events and asks no other host', async () => {
    await visit()
    assert.ok((await total()) >= 420)
    assert.ok((await visible()) > 5, 'the starting window has events')
    assert.deepEqual(foreign, [])
    assert.deepEqual(faults, [])
  })

  it('filters by type at once, keeps it in the address, and takes it back', async () => {
    await visit()
    const all = await total()
    await page.locator('[data-testid=filter-type-talks]').click()
    const talks = await total()
    assert.ok(talks > 0 && talks < all)
    assert.equal(query().get('type'), 'talks')
    await page.goBack()
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) === n, all)
    await page.goForward()
    await page.reload()
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) === n, talks)
  })

  it('filters by actor and status from menus with counts, also with not', async () => {
    await visit()
    const all = await total()
    await page.locator('[data-testid=menu-status]').click()
    await page.locator('[data-testid=not-status-happened]').click()
    const open = await total()
    assert.ok(open > 0 && open < all)
    assert.equal(query().get('not.status'), 'happened')
    await page.keyboard.press('Escape')
    await page.locator('[data-testid=menu-actor]').click()
    const option = page.locator('[data-testid^=option-actor-]').first()
    await option.waitFor()
    const wanted = Number((await option.locator('xpath=..').locator('.n').textContent()).replace(/\D/g, ''))
    await option.check()
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) === n, wanted)
    assert.match(query().get('actor'), /\w/)
  })

  it('searches, and names what to drop where nothing is found', async () => {
    await visit()
    await page.locator('[data-testid=search]').fill('Istanbul')
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=count]').dataset.count) < 200)
    assert.ok((await total()) > 0)
    await page.locator('[data-testid=search]').fill('qqqqxyz')
    await page.locator('[data-testid=nothing] button').first().click()
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=count]').dataset.count) >= 420)
  })

  it('opens an event with its date in words, its sources and how the date was resolved', async () => {
    await visit(MAY)
    await openFirst('First direct')
    const details = page.locator('[data-testid=details]')
    await page.locator('[data-testid=details-title]').waitFor()
    assert.match(await details.locator('[data-testid=details-when]').textContent(), /Friday,? 16 May 2025/)
    assert.match(await details.locator('[data-testid=resolution]').textContent(), /dated by an editor/)
    const original = details.locator('[data-testid=original]').first()
    assert.match(await original.getAttribute('href'), /^https?:/)
    assert.match(await original.getAttribute('rel'), /noopener/)
    assert.ok((await details.locator('blockquote').evaluateAll((all) => all.filter((q) => !q.textContent).length)) === 0)
    assert.ok(query().get('event'))
  })

  it('zooms, pans and fits; equal views have equal addresses', async () => {
    await visit(MAY)
    const before = await visible()
    await page.locator('[data-testid=zoom-out]').click()
    await settled()
    assert.ok((await visible()) >= before)
    assert.notEqual(query().get('from'), '2025-05-05')
    await page.locator('[data-testid=fit]').click()
    await settled()
    assert.equal(await visible(), await total())
  })

  it('moves a brush handle by keys, and sets the period by two dates', async () => {
    await visit(MAY)
    await page.locator('[data-testid=handle-to]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await settled()
    assert.equal(query().get('to'), '2025-06-21')
    await page.locator('[data-testid=period]').click()
    await page.locator('[data-testid=period-from]').fill('2025-01-01')
    await page.locator('[data-testid=period-to]').fill('2025-01-31')
    await page.keyboard.press('Enter')
    await settled()
    assert.equal(query().get('from'), '2025-01-01')
    assert.equal(query().get('to'), '2025-01-31')
  })

  it('can be walked by keyboard alone from the address bar to the original source and back', async () => {
    await visit(MAY)
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'listbox')) break
    }
    const option = () => page.evaluate(() => {
      const id = document.activeElement.getAttribute('aria-activedescendant')
      return id && document.getElementById(id)?.getAttribute('aria-label')
    })
    assert.ok(await option(), 'the stage has an active option')
    const first = await option()
    await page.keyboard.press('ArrowRight')
    assert.notEqual(await option(), first)
    await page.keyboard.press('ArrowDown')
    assert.match(await option(), /\d{4}/)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.dataset.testid === 'details-title')
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.dataset.testid === 'original')) break
    }
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'original')
    const opened = page.context().waitForEvent('page')
    await page.context().route((url) => !url.href.startsWith(at.server.url), (route) => route.fulfill({ contentType: 'text/html', body: '<h1>The original</h1>' }))
    await page.keyboard.press('Enter')
    const original = await opened
    await original.getByRole('heading', { name: 'The original' }).waitFor()
    assert.equal(await original.evaluate(() => opener), null, 'the original knows nothing of the page that led to it')
    await original.close()
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'original', 'and back')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox')
    assert.equal(query().get('event'), null)
    await page.keyboard.press('l')
    await page.waitForFunction(() => document.activeElement?.dataset.testid === 'event')
  })

  it('keeps the rest of an address that it cannot read, and says what was dropped', async () => {
    await visit('/?from=yesterday&utm_source=x&lanes=nonsense')
    assert.match(await page.locator('.notices').textContent(), /from, lanes|lanes, from/)
    await page.locator('[data-testid=filter-type-talks]').click()
    assert.equal(query().get('utm_source'), 'x')
  })

  it('shows what was known on a day, says so, and goes back to now', async () => {
    await visit(MAY)
    const all = await total()
    await page.locator('[data-testid=as-of]').click()
    await page.locator('[data-testid=as-of-day]').fill('2025-05-14')
    await page.locator('[data-testid=as-of-show]').click()
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) < n, all)
    assert.equal(query().get('as_of'), '2025-05-14')
    assert.match(await page.locator('.notices').textContent(), /known on 14 May 2025/)
    await page.locator('[data-testid=show-changes]').click()
    await page.locator('[data-testid=changes]').waitFor()
    assert.equal(query().get('since'), '2025-05-14')
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) === n, all)
  })

  it('says that sources are stale, and leads to their health', async () => {
    await page.route('**/api/v1/health', (route) => route.fulfill({ json: { stale_from: ['2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z', '2999-01-01T00:00:00Z'] } }))
    await visit(MAY)
    const line = page.locator('[data-testid=stale]')
    assert.match(await line.textContent(), /2 sources have not been read for twice the usual interval/)
    assert.equal(await line.locator('a').getAttribute('href'), '/sources')
    assert.deepEqual(await axe(), [])
  })

  it('lists everything that matches, more as one scrolls', async () => {
    await visit('/?view=list&from=2014-01-01&to=2026-12-31')
    const shown = await page.locator('[data-testid=event]').count()
    assert.ok(shown >= 40, `${shown} rows`)
    await page.getByRole('button', { name: /^Show \d+ more/ }).scrollIntoViewIfNeeded()
    await page.waitForFunction((n) => document.querySelectorAll('[data-testid=event]').length > n, shown)
  })

  it('maps places in its own outlines, and filters by one', async () => {
    await visit('/?view=map&from=2025-01-01&to=2025-06-30')
    await page.locator('[data-testid=map] svg .country').first().waitFor({ state: 'attached' })
    const all = await total()
    await page.locator('[data-testid=map] li button').first().click()
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) < n, all)
    assert.ok(query().get('place'))
    assert.deepEqual(foreign, [])
    assert.deepEqual(await axe(), [])
  })

  it('compares threads on one axis, aligned at their first event or at chosen ones', async () => {
    await visit('/?view=compare&compare=thread:istanbul-talks-2025,thread:thirty-day-ceasefire-2025')
    await page.locator('[data-testid=compare] tbody tr').nth(1).waitFor()
    await page.locator('[data-testid=compare-align]').selectOption('first')
    assert.equal(query().get('align'), 'first')
    const axis = page.locator('[data-testid=compare] .axis')
    assert.match(await axis.textContent(), /day 0/)
    const reach = () => page.locator('[data-testid=compare-reach]').first().textContent()
    const fromFirst = Number(await reach())
    await page.locator('[data-testid=compare-align]').selectOption('chosen')
    const zero = page.locator('[data-testid=compare-zero]').first()
    const second = await zero.locator('option').nth(8).getAttribute('value')
    await zero.selectOption(second)
    assert.ok(query().get('align').includes(second))
    assert.ok(Number(await reach()) < fromFirst, 'counted from the chosen event')
    await page.reload()
    await page.locator('[data-testid=compare-zero]').first().waitFor()
    assert.equal(await page.locator('[data-testid=compare-zero]').first().inputValue(), second)
    assert.deepEqual(faults, [])
    assert.deepEqual(await axe(), [])
  })

  it('says which of what is compared is not known here, and draws no axis for it', async () => {
    await visit('/?view=compare&compare=thread:no-such-thread,actor:nobody-of-this-name')
    const compare = page.locator('[data-testid=compare]')
    const words = compare.locator('[role=alert]')
    await words.nth(1).waitFor()
    assert.deepEqual((await words.allTextContents()).map((text) => /called “(.+)”: remove it and choose another/.exec(text)?.[1].toLowerCase()), ['no such thread', 'nobody of this name'])
    assert.equal(await compare.locator('.axis, table').count(), 0, 'an axis of nothing')
    assert.doesNotMatch(await compare.innerText(), /19[67]\d/)
    await compare.getByRole('button', { name: /Remove/ }).last().click()
    await compare.locator('[data-testid=compare-add]').selectOption('thread:istanbul-talks-2025')
    await compare.locator('tbody tr').waitFor()
    assert.equal(await words.count(), 1, 'the other one is still unknown')
    assert.equal(await compare.locator('tbody tr').count(), 1)
    assert.match(await compare.locator('.axis').textContent(), /2025/)
    assert.deepEqual(await axe(), [])
  })

  it('offers threads to compare where none is chosen yet', async () => {
    await visit('/?view=compare')
    await page.locator('[data-testid=compare] p .btn').first().click()
    await page.locator('[data-testid=compare] tbody tr').waitFor()
    assert.match(query().get('compare'), /^thread:/)
  })

  it('keeps the days in sight while the lanes scroll', async () => {
    await visit(MAY)
    const box = page.locator('.stagebox')
    await box.evaluate((stage) => stage.scrollTo(0, 200))
    const [days, stage] = [await page.locator('.stage .axis').boundingBox(), await box.boundingBox()]
    assert.ok((await box.evaluate((stage) => stage.scrollTop)) > 100, 'the stage scrolls')
    assert.ok(Math.abs(days.y - stage.y) < 2, `the axis stands at ${days.y}, its stage at ${stage.y}`)
  })

  it('has its menus, count, lanes and views in one row on a wide screen, in each kind of lanes', async () => {
    for (const lanes of ['family', 'actor', 'thread', 'source']) {
      await visit(`${MAY}&lanes=${lanes}`)
      assert.ok((await page.locator('.filters').boundingBox()).height < 60, lanes)
    }
  })

  it('lets the list have all the room where there is no picture', async () => {
    await visit('/?view=list&from=2025-01-01&to=2025-12-31')
    const bottom = await page.locator('#list').evaluate((list) => innerHeight - list.getBoundingClientRect().bottom)
    assert.ok(Math.abs(bottom) <= 1, `${bottom} px are left under the list`)
  })

  it('opens details over the list at middle widths, not over the stage', async () => {
    page = await openPage({ viewport: { width: 1024, height: 768 } })
    await visit(MAY)
    await openFirst('First direct')
    await page.locator('[data-testid=details-title]').waitFor()
    const [stage, details] = await Promise.all(['.stagebox', '[data-testid=details]'].map((s) => page.locator(s).boundingBox()))
    assert.ok(stage.y + stage.height <= details.y + 1, `the stage ends at ${stage.y + stage.height}, details begin at ${details.y}`)
  })

  it('lets the line between stage and list be moved by pointer and by key, and remembers it', async () => {
    await visit(MAY)
    const split = page.getByRole('separator', { name: 'Height of the timeline' })
    await split.waitFor()
    const height = () => page.locator('.stagebox').evaluate((box) => box.clientHeight)
    const before = await height()
    const line = await split.boundingBox()
    await page.mouse.move(line.x + 200, line.y + 5)
    await page.mouse.down()
    await page.mouse.move(line.x + 200, line.y - 115, { steps: 4 })
    await page.mouse.up()
    assert.ok(Math.abs((await height()) - (before - 120)) <= 2, `${before} px became ${await height()}`)
    await split.focus()
    await page.keyboard.press('Home')
    assert.equal(await height(), 120)
    assert.equal(await split.getAttribute('aria-valuenow'), '120')
    await page.keyboard.press('ArrowDown')
    await page.reload()
    await split.waitFor()
    await page.waitForFunction(() => document.querySelector('.stagebox').clientHeight === 144)
    await split.dblclick()
    assert.equal(await height(), before)
  })

  it('names the best event above crowded columns, which opens by its label', async () => {
    await visit('/?from=2025-01-01&to=2025-12-31')
    await page.locator('[role=option]', { has: page.locator('xpath=self::*[contains(@aria-label, "independent")]') }).first().waitFor({ state: 'attached' })
    const group = page.locator('[role=group][aria-label="Talks and visits"]', { has: page.locator('[role=option]') })
    const names = await group.locator('[role=option]').evaluateAll((all) => all.map((o) => o.getAttribute('aria-label')))
    assert.ok(names.some((name) => /^Week of/.test(name)), 'columns')
    assert.ok(names.some((name) => !/^Week of/.test(name)), 'named events')
  })

  it('shows where an event took place on a small map of its own', async () => {
    await visit(MAY)
    await openFirst('First direct')
    const map = page.locator('[data-testid=details] .map')
    await map.waitFor({ state: 'attached' })
    await map.scrollIntoViewIfNeeded()
    await page.locator('[data-testid=place-map] .country').first().waitFor({ state: 'attached' })
    assert.equal(await page.locator('[data-testid=place-map] circle').count(), 1)
    assert.deepEqual(foreign, [])
  })

  it('has lanes by actor, thread, place and source', async () => {
    await visit(MAY)
    for (const kind of ['actor', 'thread', 'place', 'source', 'type']) {
      await page.locator('[data-testid=lanes]').selectOption(kind)
      await page.waitForFunction(() => document.querySelectorAll('.names .name').length >= 5)
      assert.equal(query().get('lanes'), kind)
    }
    assert.deepEqual(faults, [])
  })

  it('shares a link that is fixed to this moment, and a picture that names its view', async () => {
    await visit(MAY)
    await page.locator('[data-testid=share]').click()
    await page.locator('[data-testid=share-fix]').check()
    assert.match(await page.locator('[data-testid=share-link]').inputValue(), /from=2025-05-05&to=2025-06-10&as_of=\d{4}/)
    const waiting = page.waitForEvent('download')
    await page.locator('[data-testid=save-svg]').click()
    const picture = readFileSync(await (await waiting).path(), 'utf8')
    for (const said of ['5 May', '10 June 2025', 'CC BY 4.0', at.server.url]) assert.ok(picture.includes(said), said)
    assert.ok(!/<script|style=/.test(picture))
    const png = page.waitForEvent('download')
    await page.locator('[data-testid=save-png]').click()
    assert.equal(readFileSync(await (await png).path()).subarray(1, 4).toString(), 'PNG')
  })

  it('speaks Ukrainian where asked, and says that nobody has reviewed it', async () => {
    await visit(MAY)
    await page.keyboard.press('?')
    await page.locator('[data-testid=language]').selectOption('uk')
    await page.getByRole('button', { name: 'Поділитися' }).waitFor({ state: 'attached' })
    assert.match(await page.locator('dialog[open]').textContent(), /не перевірив/)
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'uk')
  })

  for (const path of ['/t', '/t/istanbul-talks-2025', '/e/2014-09-05-minsk-protocol', '/sources', '/sources/govuk', '/about', '/briefing/2025-W20']) {
    it(`${path} is complete without script`, async () => {
      page = await openPage({ javaScriptEnabled: false })
      const answer = await page.goto(at.server.url + path)
      assert.equal(answer.status(), 200)
      assert.ok((await page.locator('main').innerText()).length > 200)
    })
  }

  for (const scheme of ['light', 'dark']) {
    it(`gives axe nothing to find, ${scheme}`, async () => {
      page = await openPage({ viewport: { width: 1440, height: 1000 }, colorScheme: scheme })
      await visit(MAY)
      assert.deepEqual(await axe(), [])
      await openFirst('First direct')
      await page.locator('[data-testid=details-title]').waitFor()
      await settled()
      assert.deepEqual(await axe(), [])
      await page.locator('[data-testid=menu-actor]').click()
      await page.locator('[data-testid^=option-actor-]').first().waitFor()
      assert.deepEqual(await axe(), [])
    })
  }

  it('is a vertical list on a phone, with nothing wider than the screen', async () => {
    page = await openPage({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true })
    await visit(MAY)
    assert.ok((await page.locator('[data-testid=event]').count()) > 3)
    const overflow = await page.evaluate(() => Math.max(innerWidth, document.documentElement.scrollWidth) - 320)
    assert.ok(overflow <= 0, `${overflow} px too wide`)
    assert.deepEqual(await axe(), [])
    await openFirst('First direct')
    await page.locator('[data-testid=details-title]').waitFor()
    assert.deepEqual(await axe(), [])
    await visit('/?from=2018-03-01&to=2018-04-01')
    await page.locator('.list .nearest button', { hasText: /2 earlier, nearest 12 February 2015/ }).click()
    await page.locator('[data-testid=event]').first().waitFor()
  })

  it('stays under 2,500 elements', async () => {
    await visit('/?from=2014-01-01&to=2026-12-31')
    assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) <= 2500)
  })
})
