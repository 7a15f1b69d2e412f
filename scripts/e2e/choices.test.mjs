// What the reader chooses of the explorer beside filters: lanes, rows of
// lists, certainty, paper; and what is seen while it is not all there yet.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { generate, serve } from './fixture.mjs'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 14
const MAY = 'from=2025-05-05&to=2025-06-10'

describe('choices', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)

  async function open(path, options = {}, url = at.server.url) {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: true, ...options })
    const page = await context.newPage()
    await page.goto(url + path)
    await page.locator('[data-testid=stage][data-state=ready]').waitFor({ state: 'attached' })
    return page
  }

  const lanes = (page) => page.locator('.names .name .label').allTextContents()
  const query = (page) => new URL(page.url()).searchParams

  async function axe(page) {
    await page.evaluate(axeSource)
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
    return violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`)
  }

  it('over twelve lanes are the eleven busiest and the others, of which any can be had', async () => {
    const page = await open(`/?${MAY}&lanes=actor`)
    await page.waitForFunction(() => [...document.querySelectorAll('.names .label')].some((l) => l.textContent === 'Others'))
    const before = await lanes(page)
    assert.equal(before.filter((name) => name !== 'Others' && name !== 'None given').length, 11)
    await page.locator('[data-testid=choose-lanes]').click()
    const last = page.locator('[data-testid=lane-chooser] li').nth(20)
    const wanted = await last.locator('.name').textContent()
    assert.ok(!before.includes(wanted))
    await last.locator('input').check()
    await page.waitForFunction((name) => document.querySelector('.names .label').textContent === name, wanted)
    assert.deepEqual(await axe(page), [])
    await page.keyboard.press('Escape')
    assert.ok(query(page).get('lane'))
    await page.reload()
    await page.waitForFunction((name) => document.querySelector('.names .label')?.textContent === name, wanted)
    await page.locator('[data-testid=lanes]').selectOption('thread')
    assert.equal(query(page).get('lane'), null)
    await page.context().close()
  })

  it('date certainty also offers what is planned', async () => {
    const page = await open(`/?${MAY}`)
    await page.locator('[data-testid=menu-precision]').click()
    const option = page.locator('[data-testid=option-precision-planned]')
    const n = Number(await option.locator('xpath=..').locator('.n').textContent())
    await option.check()
    assert.equal(query(page).get('status'), 'planned')
    assert.equal(Number(await page.locator('[data-testid=count]').getAttribute('data-count')), n)
    assert.ok(n > 0)
    await page.context().close()
  })

  it('lists stand dense or comfortable, and remember it', async () => {
    const page = await open(`/?view=list&${MAY}`)
    const height = () => page.locator('.list .row').first().evaluate((row) => row.getBoundingClientRect().height)
    await page.locator('[data-testid=rows-dense]').waitFor()
    const comfortable = await height()
    await page.locator('[data-testid=rows-dense]').click()
    const dense = await height()
    assert.ok(dense >= 24 && dense < comfortable - 6, `${dense} px after ${comfortable} px`)
    await page.reload()
    await page.locator('[data-testid=rows-dense][aria-pressed=true]').waitFor()
    assert.equal(await height(), dense)
    await page.locator('[data-testid=rows-comfortable]').click()
    assert.equal(await height(), comfortable)
    await page.context().close()
  })

  it('disputed boundaries are drawn broken on the map', async () => {
    const page = await open('/?view=map&from=2025-01-01&to=2025-12-31')
    const line = page.locator('[data-testid=map] .disputed').first()
    await line.waitFor({ state: 'attached' })
    assert.match(await line.getAttribute('d'), /^M/)
    assert.notEqual(await line.evaluate((path) => getComputedStyle(path).strokeDasharray), 'none')
    await page.getByText('Outlines imply no position on any boundary.').waitFor()
    await page.context().close()
  })

  it('what is not known yet is hatched lightly', async () => {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 1000 } })
    const page = await context.newPage()
    let answer
    await page.route('**/api/v1/events/index*', (route) => new Promise((resolve) => (answer = () => resolve(route.continue()))))
    await page.goto(at.server.url)
    const hatch = () => page.locator('.plane').evaluate((plane) => getComputedStyle(plane, '::after').backgroundImage)
    await page.locator('.plane.unknown').waitFor()
    assert.match(await hatch(), /repeating-linear-gradient/)
    answer()
    await page.locator('.plane:not(.unknown)').waitFor()
    await context.close()
  })

  it('where too many events are in view the best supported are named', async () => {
    const list = generate(20_000)
    list.forEach((event, i) => {
      if (i % 997 === 0) event.corroboration = { ...event.corroboration, independent: 9, sources: 9 }
    })
    const many = await serve(list, PORT + 1)
    try {
      const page = await open('/?from=2016-01-01&to=2026-06-30', {}, many.url)
      const named = () => page.locator('[role=option]').evaluateAll((all) => all.map((o) => o.getAttribute('aria-label')).filter((name) => /9 independent sources/.test(name)).length)
      await page.waitForFunction(() => [...document.querySelectorAll('[role=option]')].some((o) => /9 independent sources/.test(o.getAttribute('aria-label'))))
      assert.ok((await named()) > 0)
      await page.context().close()
    } finally {
      await many.stop()
    }
  })

  it('a phone gets to what was known on a day from its row of filters', async () => {
    const page = await open(`/?${MAY}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const button = page.locator('[data-testid=as-of-narrow]')
    await button.scrollIntoViewIfNeeded()
    await button.click()
    await page.locator('dialog[open] [data-testid=as-of-day]').fill('2025-05-14')
    await page.locator('[data-testid=as-of-show]').click()
    await page.locator('.notices', { hasText: 'known on 14 May 2025' }).waitFor()
    await page.context().close()
  })

  // Paper less its margins of 14 mm, in CSS pixels.
  const MM = 96 / 25.4
  for (const [paper, wide, high] of [['A4', 210, 297], ['Letter', 215.9, 279.4]]) {
    it(`on ${paper} the picture fits a page, nothing is wider and no row is higher than one`, async () => {
      const [width, height] = [(wide - 28) * MM, (high - 28) * MM]
      const page = await open(`/?${MAY}&lanes=type`, { viewport: { width: Math.floor(width), height: Math.floor(height) } })
      await page.waitForFunction(() => performance.getEntriesByType('resource').some((r) => /print-/.test(r.name)))
      await page.waitForTimeout(300)
      await page.evaluate(() => (globalThis.print = () => dispatchEvent(new Event('beforeprint'))))
      await page.keyboard.press('Control+p')
      await page.locator('.sheet .references').waitFor({ state: 'attached' })
      await page.emulateMedia({ media: 'print' })
      const measured = await page.evaluate(() => {
        const box = (e) => e.getBoundingClientRect()
        return {
          picture: box(document.querySelector('.sheet svg')).height,
          row: Math.max(...[...document.querySelectorAll('.references li')].map((li) => box(li).height)),
          together: [...document.querySelectorAll('.references li, .sheet svg')].every((e) => getComputedStyle(e).breakInside === 'avoid'),
          wide: document.documentElement.scrollWidth,
        }
      })
      assert.ok(measured.picture > 100 && measured.picture <= height, `the picture is ${measured.picture} px of ${height} high`)
      assert.ok(measured.row <= height / 2, `a row is ${measured.row} px high`)
      assert.ok(measured.together, 'no row may be cut')
      assert.ok(measured.wide <= width + 1, `${measured.wide} px wide on ${width}`)
      assert.ok((await page.pdf({ format: paper, preferCSSPageSize: false })).length > 10_000)
      await page.context().close()
    })
  }
})
