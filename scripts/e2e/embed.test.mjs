// The builder of embeds: choices change the preview and the three codes, and the codes work.
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 6
const THREAD = 'istanbul-talks-2025'

describe('embed builder', { skip: binary || process.env.TRUCELINE_URL ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)
  let page

  afterEach(() => page?.context().close())

  async function visit(query = '', options = {}) {
    const context = await at.browser.newContext({ viewport: { width: 1200, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'], ...options })
    page = await context.newPage()
    page.faults = []
    page.on('console', (message) => message.type() === 'error' && page.faults.push(message.text()))
    await page.goto(`${at.server.url}/embed${query}`)
  }
  const code = (id) => page.locator(`#${id}`).inputValue()
  const drawn = (layout) => page.waitForFunction((wanted) => document.querySelector('#preview truce-line')?.shadowRoot?.querySelector('section')?.className === wanted, layout)

  it('shows what was chosen, by keyboard alone, under the policy of pages', async () => {
    await visit()
    await drawn('vertical')
    await page.locator('select[name=thread]').focus()
    await page.keyboard.type('Istanbul talks')
    await page.locator('select[name=layout]').focus()
    await page.keyboard.type('Compact')
    await drawn('compact')
    assert.match(await code('element'), /<truce-line thread="[^"]+" layout="compact">/)
    await page.getByRole('button', { name: 'Copy: Frame' }).press('Enter')
    await page.getByText('Copied: Frame.').waitFor()
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code('iframe'))
    assert.deepEqual(page.faults, [])
  })

  it('keeps the filter of the view it was opened from, and its codes are answered', async () => {
    await visit(`?thread=${THREAD}&type=talks&limit=5&not.type=statement`)
    await drawn('vertical')
    assert.match(await page.locator('#kept').innerText(), /type talks/)
    assert.match(await code('element'), /type="talks" not\.type="statement"/)
    const frame = /src="([^"]+)"/.exec(await code('iframe'))[1].replaceAll('&#38;', '&')
    assert.equal((await fetch(frame)).status, 200)
    const said = await (await fetch(await code('oembed'))).json()
    assert.equal(said.type, 'rich')
    const script = /src="([^"]+)"/.exec(await code('element'))[1]
    const answer = await fetch(script)
    assert.match(answer.headers.get('cache-control'), /max-age=3600/)
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin')
  })

  it('is complete without script', async () => {
    await visit('', { javaScriptEnabled: false })
    for (const id of ['element', 'iframe', 'oembed', 'picture']) assert.ok((await code(id)).includes(at.server.url), id)
  })

  it('gives axe nothing to find, light, dark and on a phone', async () => {
    for (const options of [{}, { colorScheme: 'dark' }, { viewport: { width: 380, height: 800 } }]) {
      await visit('', { ...options, bypassCSP: true })
      await drawn('vertical')
      await page.evaluate(axeSource)
      const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
      assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`), [])
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    }
  })
})
