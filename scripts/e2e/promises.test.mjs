// What holds on every page whatever the data say: the policy, foreign text as
// text, nothing for axe to find, nothing wider than a phone; the same days
// everywhere on earth, and every key of the help table.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { EVENT, hostileArchive, NAME, TEXT, THREAD } from './hostile.mjs'
import { binary, startServer } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 7
const POLICY =
  "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
const AROUND = 'from=2025-05-12&to=2025-05-20'
const TRAPPED = `from=2025-05-12&to=2025-05-20&thread=${THREAD}`

// Every page with its address and a text that outsiders filled and that it has to show.
const PAGES = [
  ['timeline with details', `/?${TRAPPED}&event=${EVENT}`, TEXT],
  ['list', `/?view=list&${TRAPPED}`, TEXT],
  ['map', `/?view=map&${TRAPPED}`, NAME],
  ['comparison', `/?view=compare&compare=thread:${THREAD},actor:mallory`, NAME],
  ['lanes by actor', `/?lanes=actor&${TRAPPED}`, NAME],
  ['search', `/?${AROUND}&q=onerror`, TEXT],
  ['threads', '/t', NAME],
  ['thread', `/t/${THREAD}`, TEXT],
  ['event', `/e/${EVENT}`, TEXT],
  ['sources', '/sources', ''],
  ['source', '/sources/govuk', ''],
  ['about', '/about', ''],
  ['briefing', '/briefing/2025-W20', TEXT],
  ['builder of embeds', `/embed?thread=${THREAD}`, NAME],
  ['missing page', '/nowhere', ''],
]

describe('promises', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT, () => startServer(PORT, ...hostileArchive()))

  /** A page that keeps what it complained about and whom it asked. */
  async function newPage(options = {}) {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    const page = await context.newPage()
    page.faults = []
    page.on('pageerror', (error) => page.faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && page.faults.push(message.text()))
    page.on('request', (request) => {
      if (!request.url().startsWith(at.server.url) && request.url().startsWith('http')) page.faults.push(`asked ${request.url()}`)
    })
    return page
  }

  async function visit(page, path) {
    const answer = await page.goto(at.server.url + path)
    if (new URL(page.url()).pathname === '/') {
      await page.locator('[data-testid=stage][data-state=ready]').waitFor({ state: 'attached' })
      await page.waitForTimeout(700) // names and notices come after the first picture
    }
    return answer
  }

  async function axe(page) {
    const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
  }

  describe('every page', () => {
    let page
    before(async () => (page = await newPage({ bypassCSP: true }))) // axe is a script of ours, not of the page
    for (const [name, path, text] of PAGES) {
      it(name, async () => {
        page.faults.length = 0
        const answer = await visit(page, path)
        assert.equal(answer.status(), path === '/nowhere' ? 404 : 200)
        assert.equal(answer.headers()['content-security-policy'], POLICY)
        assert.doesNotMatch(await answer.text(), / style=/)
        if (text) await page.locator('body', { hasText: text.slice(0, NAME.length) }).waitFor()
        assert.equal(await page.evaluate(() => globalThis.broken), undefined)
        assert.equal(await page.locator('img[src=x], [onerror], [onmouseover], [onclick], a[href^="javascript:"]').count(), 0)
        await page.evaluate(axeSource)
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme })
          assert.deepEqual(await axe(page), [], colorScheme)
        }
        await page.setViewportSize({ width: 320, height: 640 }) // as 1280 px at 400 %
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        await page.setViewportSize({ width: 1440, height: 900 })
        assert.ok(wide <= 320, `${wide} px wide at 320`)
        assert.deepEqual(page.faults, [])
      })
    }
  })

  it('takes hostile text under the policy without a word of complaint', async () => {
    const page = await newPage()
    await visit(page, `/?${TRAPPED}&event=${EVENT}`)
    await page.locator('[data-testid=details-title]').waitFor()
    assert.equal((await page.locator('[data-testid=details-title]').textContent()).trim(), TEXT)
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(page.faults, [])
    await page.context().close()
  })

  for (const timezoneId of ['Pacific/Auckland', 'Pacific/Honolulu']) {
    it(`days are the same days in ${timezoneId}`, async () => {
      const page = await newPage({ timezoneId })
      await visit(page, `/?${TRAPPED}&event=${EVENT}`)
      assert.match(await page.locator('[data-testid=details-when]').textContent(), /Thursday,? 15 May 2025/)
      assert.match(await page.locator('[role=option]').first().getAttribute('aria-label'), /15 May 2025/)
      assert.match(await page.locator('.list').textContent(), /15 May 2025/)
      await page.context().close()
    })
  }

  it('every key of the help table works', async () => {
    const page = await newPage()
    await visit(page, '/?from=2025-05-05&to=2025-06-10&type=talks')
    const active = () => page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.getAttribute('aria-label') ?? '')
    await page.locator('[role=listbox]').focus()
    await page.keyboard.press('Home')
    const first = await active()
    await page.keyboard.press('End')
    const last = await active()
    assert.notEqual(last, first)
    await page.keyboard.press('Home')
    assert.equal(await active(), first)
    await page.keyboard.press('ArrowRight')
    assert.notEqual(await active(), first)
    await page.keyboard.press('ArrowLeft')
    assert.equal(await active(), first)
    const href = () => page.evaluate(() => location.href)
    let address = await href()
    for (const key of ['PageDown', 'PageUp', '+', '-', '0', 't']) {
      await page.keyboard.press(key)
      await page.waitForFunction((before) => location.href !== before, address)
      address = await href()
    }
    await visit(page, '/?from=2025-05-05&to=2025-06-10&type=talks')
    await page.locator('[role=listbox]').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press(' ')
    assert.match(await active(), /picked/)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.dataset.testid === 'details-title')
    const titled = (other, title) => page.waitForFunction(
      ([isOther, title]) => (document.querySelector('[data-testid=details-title]').textContent !== title) === isOther, [other, title])
    await page.locator('[data-testid=details] .thread a').first().waitFor()
    const title = await page.locator('[data-testid=details-title]').textContent()
    await page.keyboard.press('n')
    await titled(true, title)
    await page.keyboard.press('p')
    await titled(false, title)
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox')
    await page.keyboard.press('l')
    await page.waitForFunction(() => document.activeElement?.dataset.testid === 'event')
    await page.keyboard.press('/')
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'search')
    await page.keyboard.press('t')
    assert.equal(await page.locator('[data-testid=search]').inputValue(), 't', 'letters are letters in a field')
    await page.locator('[role=listbox]').focus()
    for (const key of ['?', 'g']) {
      await page.keyboard.press(key)
      await page.locator('dialog[open]').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('dialog[open]').waitFor({ state: 'detached' })
    }
    await page.context().close()
  })
})
