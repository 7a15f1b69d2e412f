// The briefing page: complete without script; with it, lines are chosen, ordered and copied.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 4

/** The source of a sanitiser as editors use one, undefined where the foreign readers are not installed. */
function sanitiser() {
  try {
    const require = createRequire(new URL('./readers/package.json', import.meta.url))
    return readFileSync(require.resolve('dompurify/dist/purify.min.js'), 'utf8')
  } catch {
    return undefined
  }
}

describe('briefing', { skip: binary || process.env.TRUCELINE_URL ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)


  async function visit(query = '', options = {}, week = '2025-W20') {
    const context = await at.browser.newContext({ viewport: { width: 1200, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'], ...options })
    const page = await context.newPage()
    page.faults = []
    page.on('console', (message) => message.type() === 'error' && page.faults.push(message.text()))
    page.on('pageerror', (error) => page.faults.push(String(error)))
    await page.goto(`${at.server.url}/briefing/${week}${query}`)
    return page
  }

  const clipboard = (page, type) => page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read()
    return item.types.includes(wanted) ? (await item.getType(wanted)).text() : null
  }, type)

  it('is whole without script', async () => {
    const page = await visit('', { javaScriptEnabled: false })
    assert.match(await page.locator('.prose').innerText(), /Lancaster House/)
    assert.equal(await page.locator('input').count(), 0)
    assert.ok((await page.locator('.references li').count()) > 20)
    await page.context().close()
  })

  it('copies what is shown, as rich text and as plain text, and an editor keeps it', async () => {
    const page = await visit('?length=7')
    await page.getByTestId('copy').click()
    await page.getByText('Copied as formatted text.').waitFor()
    const rich = await clipboard(page, 'text/html')
    assert.match(await clipboard(page, 'text/plain'), /HAPPENED/)
    assert.deepEqual([...new Set([...rich.matchAll(/<(\w+)/g)].map((m) => m[1]))].filter((tag) => !['h1', 'h2', 'h3', 'p', 'ul', 'ol', 'li', 'a', 'html', 'head', 'body', 'meta'].includes(tag)), [])
    const shown = await page.getByTestId('preview').innerText()
    await page.evaluate(() => {
      const editor = document.createElement('div')
      editor.contentEditable = 'true'
      editor.id = 'editor'
      document.body.append(editor)
      editor.focus()
    })
    await page.keyboard.press('Control+V')
    const editor = page.locator('#editor')
    assert.match(await editor.innerText(), /Lancaster House/)
    assert.equal((await editor.innerText()).replace(/\s+/g, ' ').trim(), shown.replace(/\s+/g, ' ').trim())
    assert.ok((await editor.locator('h2').count()) >= 3)
    assert.ok((await editor.locator('a[href^="https://"]').count()) > 10)
    assert.deepEqual(page.faults, [])
    await page.context().close()
  })

  it('puts nothing on the clipboard that a sanitiser of headings, paragraphs, lists and links takes away', async (t) => {
    const purify = sanitiser()
    if (!purify) return t.skip('scripts/e2e/readers is not installed')
    for (const week of ['2025-W20', '2023-W32']) {
      const page = await visit('', {}, week)
      await page.getByTestId('copy').click()
      await page.getByText('Copied as formatted text.').waitFor()
      const rich = await clipboard(page, 'text/html')
      const editor = await page.context().newPage()
      await editor.evaluate(purify)
      const left = await editor.evaluate((html) => {
        const outline = (text) => {
          const body = new DOMParser().parseFromString(text, 'text/html').body
          return [...body.querySelectorAll('*')].map((e) => `${e.localName} ${[...e.attributes].map((a) => `${a.name}=${a.value}`)} ${e.textContent}`)
        }
        const clean = globalThis.DOMPurify.sanitize(html, { ALLOWED_TAGS: ['h1', 'h2', 'h3', 'p', 'ul', 'ol', 'li', 'a', '#text'], ALLOWED_ATTR: ['href'] })
        return { before: outline(html), after: outline(clean) }
      }, rich)
      assert.deepEqual(left.after, left.before)
      assert.ok(left.after.length > 5)
      assert.deepEqual(page.faults, [])
      await page.context().close()
    }
  })

  it('copies of a quiet week what its files say: no rows of nothing, and what there is nothing of', async () => {
    const page = await visit('', {}, '2026-W46')
    const text = await page.getByTestId('preview').innerText()
    const file = await (await fetch(`${at.server.url}/api/v1/briefings/2026-W46.txt`)).text()
    for (const said of ['No events (median 0 in every family)', 'Nothing is on record as still planned']) {
      assert.ok(text.includes(said) && file.includes(said), `${said}\n${text}\n${file}`)
    }
    assert.doesNotMatch(text, /0 events \(median 0\)/)
    await page.context().close()
  })

  it('drops lines, names the day of a sentence that lost the one before, and numbers references anew', async () => {
    const page = await visit('?length=7')
    const preview = page.getByTestId('preview')
    assert.match(await preview.innerText(), /The same day, /)
    await page.locator('.prose [data-line]').first().getByTestId('keep').uncheck()
    const text = await preview.innerText()
    assert.doesNotMatch(text.split('Happened')[0], /108 drones/)
    assert.match(text, /On Monday 12 May, Weimar\+ foreign ministers/)
    assert.match(text, /Lancaster House in London\. \[1\]/)
    await page.getByLabel('Section: Happened').uncheck()
    assert.doesNotMatch(await preview.innerText(), /Monday 12 May 2025/)
    await page.getByLabel('Markdown', { exact: true }).check()
    assert.match(await preview.innerText(), /^# Week 20 of 2025/)
    await page.getByTestId('copy').click()
    await page.getByText('Copied as markdown.').waitFor()
    assert.equal((await clipboard(page, 'text/plain')).trim(), (await preview.innerText()).trim())
    assert.equal(await clipboard(page, 'text/html'), null)
    await page.context().close()
  })

  it('orders lines by buttons and by dragging', async () => {
    const page = await visit()
    const list = page.locator('section[data-part]').nth(1).locator('ul').first().locator('li')
    const titles = () => list.locator('[data-text]').allInnerTexts()
    const [first, second, third] = await titles()
    await list.nth(1).getByRole('button', { name: /^Move up/ }).click()
    assert.deepEqual((await titles()).slice(0, 2), [second, first])
    const preview = await page.getByTestId('preview').innerText()
    assert.ok(preview.lastIndexOf(second) < preview.lastIndexOf(first))
    await list.nth(2).dragTo(list.nth(0), { targetPosition: { x: 60, y: 2 } })
    assert.equal((await titles())[0], third)
    await page.context().close()
  })

  it('gives axe nothing to find, light and dark', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await visit('', { bypassCSP: true, colorScheme })
      await page.evaluate(axeSource)
      const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
      assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`), [])
      await page.context().close()
    }
  })
})
