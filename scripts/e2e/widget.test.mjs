// The widget on a page of another origin under the strictest policy.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { axeSource, launch } from './browser.mjs'
import { binary, startServer } from './server.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 2
const LAYOUTS = ['vertical', 'horizontal', 'compact', 'thread', 'countdown']
const FALLBACK = '<ul><li><a href="/e/fallback">Read the timeline</a></li></ul>'

describe('widget', { skip: binary || process.env.TRUCELINE_URL ? false : 'TRUCELINE_BIN names no binary' }, () => {
  let server
  let host
  let browser

  before(async () => {
    server = process.env.TRUCELINE_URL ? { url: process.env.TRUCELINE_URL, stop() {} } : await startServer(PORT)
    host = createServer((request, response) => {
      const url = new URL(request.url, 'http://x')
      const us = url.searchParams.get('us') ?? server.url
      if (url.pathname === '/frames') {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': `default-src 'none'; frame-src ${server.url}; script-src ${server.url}` })
        return response.end(`<!doctype html><html lang="en"><title>Frames</title><iframe id="ours" src="${server.url}/embed/frame?limit=3" width="500" height="100"></iframe>
          <iframe id="event" src="${server.url}/e/2014-09-05-minsk-protocol"></iframe><script async src="${server.url}/embed/v1/frame.js"></script></html>`)
      }
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': `default-src 'none'; script-src ${server.url}; connect-src ${us}; style-src 'none'; require-trusted-types-for 'script'`,
      })
      const one = (layout) => `<truce-line layout="${layout}" thread="istanbul-talks-2025" limit="5" src="${us}" heading="${layout}">${FALLBACK}</truce-line>`
      const count = Number(url.searchParams.get('count') ?? 0)
      const widgets = count ? one('vertical').repeat(count) : LAYOUTS.map(one).join('')
      response.end(`<!doctype html><html lang="${url.searchParams.get('lang') ?? 'en'}"><title>Host</title><main><h1>Host</h1>${widgets}</main><script async src="${server.url}/embed/timeline.js"></script></html>`)
    })
    await new Promise((resolve) => host.listen(PORT + 1, '127.0.0.1', resolve))
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    host?.closeAllConnections()
    host?.close()
    await server?.stop()
  })

  async function visit(query = '') {
    const page = await browser.newPage({ viewport: { width: 900, height: 1400 } })
    const asked = []
    const refused = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
    await page.goto(`http://127.0.0.1:${PORT + 1}/${query}`)
    return { page, asked, refused }
  }

  const shown = (page, n) => page.waitForFunction(
    (wanted) => [...document.querySelectorAll('truce-line')].filter((w) => w.shadowRoot?.querySelector('section')).length === wanted, n)

  it('shows every layout, with dates and links, and breaks no policy', async () => {
    const { page, refused } = await visit()
    await shown(page, LAYOUTS.length)
    const classes = await page.evaluate(() => [...document.querySelectorAll('truce-line')].map((w) => w.shadowRoot.querySelector('section').className))
    assert.deepEqual(classes, LAYOUTS)
    const first = await page.evaluate(() => {
      const item = document.querySelector('truce-line').shadowRoot.querySelector('.item')
      return { date: item.querySelector('.date').textContent, href: item.querySelector('a').href }
    })
    assert.match(first.date, /\d{4}/)
    assert.match(first.href, new RegExp(`^${server.url}/e/`))
    assert.deepEqual(refused, [])
    await page.close()
  })

  it('speaks the language of its page, and English where that names none of ours', async () => {
    for (const [lang, words] of [['uk', /Станом на/], ['en_US', /As of/], ['x', /As of/]]) {
      const { page } = await visit(`?lang=${lang}`)
      await shown(page, LAYOUTS.length)
      for (const foot of await page.evaluate(() => [...document.querySelectorAll('truce-line')].map((w) => w.shadowRoot.querySelector('.foot').textContent))) assert.match(foot, words)
      await page.close()
    }
  })

  it('stands up where there is no room to lie, and lies down again', async () => {
    const { page } = await visit()
    await shown(page, LAYOUTS.length)
    for (const [width, layout] of [[420, 'vertical'], [900, 'horizontal']]) {
      await page.setViewportSize({ width, height: 900 })
      await page.waitForFunction((wanted) => document.querySelector('truce-line[layout=horizontal]').shadowRoot.querySelector('section').className === wanted, layout)
    }
    await page.close()
  })

  it('asks once for twenty widgets of one kind, and no other host', async () => {
    const { page, asked } = await visit('?count=20')
    await shown(page, 20)
    assert.equal(asked.filter((url) => url.includes('/api/')).length, 1)
    assert.deepEqual(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith(`http://127.0.0.1:${PORT + 1}`)), [])
    await page.close()
  })

  it('keeps the fallback links where we cannot be reached', async () => {
    const { page } = await visit('?us=http://127.0.0.1:9')
    await page.waitForTimeout(500)
    assert.ok(await page.locator('truce-line a').first().isVisible())
    await page.close()
  })

  it('shows what the browser had kept, with its time, where we are gone', async () => {
    const data = await (await fetch(`${server.url}/api/v1/events?limit=3`)).text()
    const gone = createServer((_, response) => {
      response.writeHead(200, {
        'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=0', Date: 'Thu, 01 Oct 2026 08:15:00 GMT',
        'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Date',
      })
      response.end(data)
    })
    await new Promise((resolve) => gone.listen(PORT + 2, '127.0.0.1', resolve))
    const us = `http://127.0.0.1:${PORT + 2}`
    const { page } = await visit(`?us=${us}&count=1`)
    await shown(page, 1)
    gone.closeAllConnections()
    await new Promise((resolve) => gone.close(resolve))
    await page.goto(`http://127.0.0.1:${PORT + 1}/?us=${us}&count=1`)
    await shown(page, 1)
    assert.match(await page.evaluate(() => document.querySelector('truce-line').shadowRoot.querySelector('.foot').textContent), /As of 1 October 2026 at 08:15 UTC; not reached since/)
    await page.close()
  })

  it('a frame is as high as what is in it; other pages of ours are in no frame', async () => {
    const { page } = await visit('frames')
    await page.waitForFunction(() => Number(document.querySelector('#ours').height) > 200)
    const frame = page.frames().find((f) => f.url().includes('/embed/frame'))
    const inside = await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))
    assert.equal(Number(await page.locator('#ours').getAttribute('height')), inside)
    await page.evaluate(() => window.postMessage({ truceline: 'height', height: 7 }, '*'))
    await page.waitForTimeout(100)
    assert.equal(Number(await page.locator('#ours').getAttribute('height')), inside)
    assert.ok(!page.frames().some((f) => f.url().includes('/e/2014')), 'a page that only we may show stands in a frame')
    await page.close()
  })

  it('gives axe nothing to find', async () => {
    const { page } = await visit()
    await shown(page, LAYOUTS.length)
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 900, height: 1400 } })
    const open = await context.newPage()
    await open.goto(`http://127.0.0.1:${PORT + 1}/`)
    await shown(open, LAYOUTS.length)
    await open.evaluate(axeSource)
    const result = await open.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
    assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`), [])
    await context.close()
    await page.close()
  })
})
