// Every output, of the curated data and of hostile texts, read by libraries
// that others keep and shown in a browser that would run what is live.
// TRUCELINE_LONG=1 takes 1,000 texts, every event, thread and week in every
// output, otherwise a slice, always the same one: TRUCELINE_SEED chooses another.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { after, afterEach, before, describe, it } from 'node:test'
import { launch } from './browser.mjs'
import * as read from './readers/index.mjs'
import { binary, startServer } from './server.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 8
const LONG = process.env.TRUCELINE_LONG === '1'
const SEED = process.env.TRUCELINE_SEED ?? '1'
const TEXTS = LONG ? 1000 : 40
const PAGES = LONG ? 10_000 : 8
const FRAMES = 50 // put into one page at once: over a thousand do not load in time
const hostile = process.env.TRUCELINE_HOSTILE_BIN
const START_MS = 120_000
/** What a search for characters alone is answered. */
const UNSEARCHABLE = /no text|no word to look for/
/** What is no embed code of ours, once values in quotes are taken out. */
const FOREIGN = /on\w+|script:|srcdoc|alert/i

const missing = !binary ? 'TRUCELINE_BIN names no binary' : !read.readable ? 'scripts/e2e/readers is not installed: run npm ci there' : false
suite('curated data', missing, () => startServer(PORT))
suite(`hostile texts, seed ${SEED}`, missing || (hostile ? false : 'TRUCELINE_HOSTILE_BIN names no binary'), startHostile)

async function startHostile() {
  const child = spawn(hostile, ['-addr', `127.0.0.1:${PORT + 1}`, '-texts', String(TEXTS), '-seed', SEED])
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const url = `http://127.0.0.1:${PORT + 1}`
  for (const until = Date.now() + START_MS; ; ) {
    if ((await fetch(`${url}/readyz`).catch(() => null))?.ok) break
    if (child.exitCode !== null || Date.now() > until) throw new Error(`no server of hostile texts: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      if (said) throw new Error(`the server complained: ${said.slice(0, 2000)}`)
    },
  }
}

function suite(name, skip, start) {
  describe(`outputs of ${name}`, { skip }, () => {
    let server
    let browser
    let context
    let events
    const live = []

    before(async () => {
      server = await start()
      events = read.jsonLines(await text('/api/v1/export.jsonl'))
      browser = await launch()
      // No policy stands between a live script and its dialog here.
      context = await browser.newContext({ bypassCSP: true })
      context.on('page', (page) => page.on('dialog', (dialog) => { live.push(`${page.url()}: ${dialog.message()}`); return dialog.dismiss() }))
      await context.route('**/*', (route) => (route.request().url().startsWith(server.url) || /^(data|about|blob):/.test(route.request().url()) ? route.continue() : route.abort()))
    })
    after(async () => {
      await browser?.close()
      await server?.stop()
    })

    afterEach(() => live.splice(0)) // what one output runs is not told of the next

    const text = async (path) => {
      const answer = await patient(server.url + path)
      const body = await answer.text()
      assert.equal(answer.status, 200, `${path}: ${answer.status} ${body.slice(0, 300)}`)
      return body
    }
    /** Asks for all events in pieces that a list of 200 holds. */
    async function inPieces(path, check) {
      const days = [...new Set(events.map((e) => e.when.start || e.when.end))].sort()
      let found = 0
      for (let at = 0; at < events.length; at += 90) {
        const threads = events.slice(at, at + 90).map((e) => e.thread)
        if (name.startsWith('hostile')) found += await check(await text(`${path}?limit=200&thread=${threads.join(',')}`))
      }
      if (name.startsWith('hostile')) return found
      for (let year = Number(days[0].slice(0, 4)); year <= 2027; year++) {
        for (const [from, to] of [['01-01', '03-31'], ['04-01', '06-30'], ['07-01', '09-30'], ['10-01', '12-31']]) {
          found += await check(await text(`${path}?limit=200&from=${year}-${from}&to=${year}-${to}`))
        }
      }
      return found
    }
    /** Shows a fragment of HTML and gives back what began to run. */
    async function inert(html, what) {
      const page = await context.newPage()
      await page.setContent(`<!doctype html><title>t</title>${html}`, { waitUntil: 'load' })
      await page.waitForTimeout(50)
      const links = await page.evaluate(() => [...document.querySelectorAll('[href],[src]')].map((e) => e.href || e.src).filter((href) => /^\s*(javascript|vbscript|data):/i.test(String(href))))
      await page.close()
      assert.deepEqual([links, live], [[], []], what)
    }
    async function visit(page, path) {
      await page.goto(server.url + path, { waitUntil: 'load' })
      const odd = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter((a) => a.name.startsWith('on') || (['href', 'src', 'action'].includes(a.name) && /^\s*(javascript|vbscript|data):/i.test(a.value))).map((a) => `${e.tagName} ${a.name}=${a.value}`)))
      assert.deepEqual([odd, live], [[], []], path)
    }

    it('exports hold every event and break nothing', async () => {
      const count = events.length
      assert.equal(await read.csv(await text('/api/v1/export.csv')), count)
      assert.equal(await read.geoJSON(await text('/api/v1/export.geojson')), count)
      const linked = await text('/api/v1/export.jsonld')
      await read.jsonLD(linked)
      assert.equal(JSON.parse(linked).about.length, count)
      assert.equal(await read.calendar(await text('/api/v1/export.ics')), count)
      await read.calendar(await text('/calendar.ics'))
      assert.ok((await read.calendar(await text('/calendar.ics?from=2014-01-01'))) > 0)
      assert.equal(await read.ris(await text('/api/v1/export.ris')), count)
      const csl = await read.csl(await text('/api/v1/export.csl.json'))
      assert.equal(csl.count, count)
      await inert(csl.html, 'bibliography')
      const md = await read.markdown(await text('/api/v1/export.md'))
      assert.equal(md.count, count)
      await inert(md.html, 'Markdown')
    })

    it('BibTeX is read whole', async () => {
      assert.equal(await read.bibTeX(await text('/api/v1/export.bib')), events.length)
    })

    it('TimelineJS shows its slides and runs nothing', async () => {
      const document = JSON.parse(await text('/api/v1/export.timeline.json'))
      assert.equal(document.events.length, events.length)
      await inert(document.events.map((slide) => slide.text.headline + slide.text.text).join('\n'), 'slides')
      document.events = document.events.slice(-(LONG ? 200 : 25))
      const page = await context.newPage()
      await page.setContent('<!doctype html><div id="t" style="height:600px"></div>')
      await page.addScriptTag({ content: readFileSync(read.timelineJS, 'utf8') })
      await page.evaluate((json) => { new globalThis.TL.Timeline('t', json, { font: null, is_embed: true }) }, document)
      await page.waitForFunction((n) => globalThis.document.querySelectorAll('.tl-timemarker').length === n, document.events.length, { timeout: 60_000 })
      await page.close()
      assert.deepEqual(live, [])
    })

    it('feeds are read by two readers and run nothing', async () => {
      const ids = new Map()
      for (const [kind, element] of [['atom', 'entry'], ['rss', 'item'], ['json', '']]) {
        let all = ''
        ids.set(kind, new Set())
        await inPieces(`/feeds/events.${kind}`, async (body) => {
          if (element) await read.xml(body, element)
          const items = await read.feed(body, kind)
          for (const item of items) {
            assert.ok(item.id && typeof item.title === 'string', JSON.stringify(item))
            ids.get(kind).add(item.id)
            all += item.html
          }
          return items.length
        })
        assert.equal(ids.get(kind).size, events.length, kind)
        await inert(all, kind)
        for (const other of ['corrections', 'editions']) {
          const body = await text(`/feeds/${other}.${kind}`)
          if (element) await read.xml(body, element)
          await inert((await read.feed(body, kind)).map((item) => item.html).join('\n'), `${other}.${kind}`)
        }
      }
    })

    it('briefings of all weeks in four forms', async () => {
      for (const week of weeks(events)) {
        const at = `/api/v1/briefings/${week}`
        JSON.parse(await text(at))
        assert.doesNotMatch(await text(`${at}.txt`), /[\0-\x08\x0b-\x1f\x7f]/)
        const md = await read.markdown(await text(`${at}.md`))
        const html = await text(`${at}.html`)
        assert.deepEqual([...new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map((m) => m[1]).filter((tag) => !['h1', 'h2', 'h3', 'p', 'ul', 'ol', 'li', 'a', 'strong', 'em'].includes(tag)))], [], week)
        assert.deepEqual(await read.html(html), [], `${at}.html`)
        await inert(md.html + html, week)
      }
    })

    it('pages are valid, their linked data expands, oEmbed answers', async () => {
      const threads = [...new Set(events.map((e) => e.thread).filter(Boolean))]
      const paths = ['/', '/t', '/sources', '/about', '/embed', '/embed/frame?limit=100', ...slice(weeks(events), PAGES).map((week) => `/briefing/${week}`), ...slice(threads, PAGES).map((id) => `/t/${id}`), ...slice(events, PAGES).map((e) => `/e/${e.id}`)]
      const frames = []
      for (const path of paths) {
        const body = await text(path)
        assert.deepEqual(await read.html(body), [], path)
        for (const [, data] of body.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)) await read.jsonLD(data)
        if (path.startsWith('/embed/frame')) continue
        const found = /<link rel="alternate" type="application\/json\+oembed"[^>]* href="([^"]+)"/.exec(body)?.[1] ?? /<link [^>]*href="([^"]+)"[^>]*oembed/.exec(body)?.[1]
        assert.ok(found, `${path} does not say where its oEmbed is`)
        const address = found.replaceAll('&amp;', '&').replace(/^https?:\/\/[^/]+/, '')
        const said = JSON.parse(await text(address))
        assert.deepEqual([said.type, said.version, typeof said.width, typeof said.height], ['rich', '1.0', 'number', 'number'])
        assert.equal(await read.xml(await text(`${address}&format=xml`.replace('format=json&', '')), 'oembed'), 1)
        assert.doesNotMatch(said.html.replaceAll(/="[^"]*"/g, ''), FOREIGN, path)
        frames.push(said.html.replaceAll(/ src="[^"]*"/g, ' sandbox')) // what they would load is looked at below
      }
      for (let at = 0; at < frames.length; at += FRAMES) await inert(frames.slice(at, at + FRAMES).join(''), 'oEmbed')
    })

    it('pages run nothing foreign', async () => {
      const page = await context.newPage()
      for (const path of ['/', '/t', '/sources', '/about', '/embed', '/embed/frame?limit=100', '/embed/frame?limit=100&order=newest']) await visit(page, path)
      for (const week of slice(weeks(events), PAGES)) {
        await visit(page, `/briefing/${week}`)
        if (name.startsWith('hostile')) await visit(page, `/briefing/${week}/edition`)
      }
      for (const event of slice(events, PAGES)) await visit(page, `/e/${event.id}`)
      for (const thread of slice([...new Set(events.map((e) => e.thread).filter(Boolean))], PAGES)) {
        await visit(page, `/t/${thread}`)
        await visit(page, `/embed/frame?thread=${thread}`)
      }
      await page.close()
    })

    it('the explorer shows each event and runs nothing foreign', async () => {
      const page = await context.newPage()
      await visit(page, '/')
      await page.waitForSelector('[data-testid=stage][data-state=ready]')
      for (const event of slice(events, PAGES)) {
        // As if gone back to: the address is the state.
        await page.evaluate((id) => { history.pushState(null, '', `/?event=${id}`); dispatchEvent(new PopStateEvent('popstate')) }, event.id)
        await page.waitForSelector(`aside a[href$="/e/${event.id}"]`, { state: 'attached' })
        const odd = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href).filter((href) => !/^(https?|mailto|blob):/.test(href)))
        assert.deepEqual([odd, live], [[], []], event.id)
      }
      await page.close()
    })

    it('a hostile search in the address breaks no output', { skip: name.startsWith('hostile') ? false : 'its words are not hostile' }, async () => {
      const page = await context.newPage()
      let all = ''
      const frames = []
      for (const { title } of slice(events, PAGES)) {
        const q = [...title].slice(0, 200).join('')
        const query = `?q=${encodeURIComponent(q)}`
        const first = await patient(`${server.url}/api/v1/events${query}`)
        if (first.status === 400) {
          assert.match((await first.json()).error.message, UNSEARCHABLE, JSON.stringify(q))
          continue
        }
        const found = (await first.json()).total
        assert.equal(await read.csv(await text(`/api/v1/export.csv${query}`)), found, q)
        assert.equal(read.jsonLines(await text(`/api/v1/export.jsonl${query}`)).length, found, q)
        assert.equal(await read.geoJSON(await text(`/api/v1/export.geojson${query}`)), found, q)
        await read.jsonLD(await text(`/api/v1/export.jsonld${query}`))
        assert.equal(await read.calendar(await text(`/api/v1/export.ics${query}`)), found, q)
        await read.calendar(await text(`/calendar.ics${query}`))
        assert.equal(await read.bibTeX(await text(`/api/v1/export.bib${query}`)), found, q)
        assert.equal(await read.ris(await text(`/api/v1/export.ris${query}`)), found, q)
        assert.equal((await read.csl(await text(`/api/v1/export.csl.json${query}`))).count, found, q)
        assert.equal(JSON.parse(await text(`/api/v1/export.timeline.json${query}`)).events.length, found, q)
        all += (await read.markdown(await text(`/api/v1/export.md${query}`))).html
        for (const [kind, element] of [['atom', 'entry'], ['rss', 'item'], ['json', '']]) {
          const body = await text(`/feeds/events.${kind}${query}`)
          if (element) await read.xml(body, element)
          all += (await read.feed(body, kind)).map((item) => item.html).join('')
        }
        await read.xml(await text(`/embed/timeline.svg${query}`), 'text')
        assert.deepEqual(await read.html(await text(`/embed/frame${query}`)), [], q)
        const said = JSON.parse(await text(`/oembed?url=${encodeURIComponent(`${server.url}/${query}`)}`))
        assert.doesNotMatch(said.html.replaceAll(/="[^"]*"/g, ''), FOREIGN, q)
        frames.push(said.html.replaceAll(/ src="[^"]*"/g, ' sandbox'))
        await visit(page, `/embed${query}`)
      }
      await page.close()
      await inert(all, 'searches')
      for (let at = 0; at < frames.length; at += FRAMES) await inert(frames.slice(at, at + FRAMES).join(''), 'oEmbed of searches')
    })

    it('the widget shows texts as texts', async () => {
      const page = await context.newPage()
      for (const layout of ['vertical', 'horizontal', 'compact', 'thread', 'countdown']) {
        const widgets = []
        const piece = layout === 'countdown' && name.startsWith('hostile') ? 1 : 50 // it shows the next event alone
        for (let at = 0; at < Math.min(events.length, TEXTS); at += piece) {
          const threads = [...new Set(events.slice(at, at + piece).map((e) => e.thread).filter(Boolean))]
          widgets.push(`<truce-line layout="${layout}" limit="50" thread="${threads.join(',')}"></truce-line>`)
        }
        await page.goto(`${server.url}/embed/frame?limit=1`)
        await page.setContent(`<!doctype html><script src="${server.url}/embed/v1/timeline.js"></script>${widgets.join('')}`)
        await page.waitForFunction((n) => [...document.querySelectorAll('truce-line')].filter((w) => w.shadowRoot?.querySelector('section')).length === n, widgets.length)
        const odd = await page.evaluate(() => [...document.querySelectorAll('truce-line')].flatMap((w) => [...w.shadowRoot.querySelectorAll('script, img, iframe, [href^="javascript" i]')].map((e) => e.outerHTML)))
        assert.deepEqual([odd, live], [[], []], layout)
      }
      await page.close()
    })

    it('pictures for mail run nothing', async () => {
      const page = await context.newPage()
      for (const event of slice(events, PAGES)) {
        assert.ok((await read.xml(await text(`/embed/timeline.svg?event=${event.id}`), 'text')) > 0)
        await visit(page, `/embed/timeline.svg?event=${event.id}`)
      }
      for (const event of slice(events, PAGES)) {
        const answer = await patient(`${server.url}/embed/timeline.png?event=${event.id}`)
        const start = Buffer.from(await answer.arrayBuffer()).subarray(0, 8).toString('latin1')
        assert.deepEqual([answer.status, start], [200, '\x89PNG\r\n\x1a\n'], event.id)
      }
      await visit(page, '/about') // the document of a picture takes no HTML
      await page.setContent(`<img src="${server.url}/embed/timeline.png?limit=5" alt="">`, { waitUntil: 'load' })
      assert.equal(await page.evaluate(() => document.querySelector('img').naturalWidth), 1280)
      await page.close()
    })

    it('what tells programs of us', async () => {
      await read.openAPI(JSON.parse(await text('/api/v1/openapi.json')))
      assert.ok((await read.xml(await text('/sitemap.xml'), 'url')) >= events.length)
      for (const [, address] of (await text('/sitemap.xml')).matchAll(/<loc>([^<]+)/g)) assert.ok(URL.canParse(address), address)
      await inert((await read.markdown(await text('/llms.txt'))).html, 'llms.txt')
      await inPieces('/api/v1/events', async (body) => JSON.parse(body).events.length)
      const client = await read.mcpClient(server.url, patient)
      for (const event of slice(events, PAGES)) {
        JSON.parse(await text(`/api/v1/events/${event.id}`))
        JSON.parse(await text(`/api/v1/events/${event.id}/history`))
        const answer = await client.callTool({ name: 'get_event', arguments: { id: event.id } })
        assert.ok(!answer.isError && answer.structuredContent, JSON.stringify(answer).slice(0, 500))
      }
      const days = slice([...new Set(events.map((e) => e.when.start).filter(Boolean))], PAGES)
      const calls = [['search_events', { limit: 50 }], ['timeline_as_of', { as_of: '2025-06-01', from: '2025-05-01', to: '2025-06-30' }],
        ...days.map((day) => ['timeline_as_of', { as_of: '2025-06-09', from: day, to: day }]),
        ...slice(weeks(events), PAGES).map((week) => ['weekly_briefing', { week }]),
        ...(name.startsWith('hostile') ? slice(events, PAGES).filter((e) => e.title.trim()).map((e) => ['search_events', { query: [...printable(e.title)].slice(0, 200).join('') }]) : [])]
      for (const [tool, args] of calls) {
        const answer = await client.callTool({ name: tool, arguments: args })
        if (tool === 'search_events' && answer.isError) assert.match(answer.content[0].text, UNSEARCHABLE)
        else assert.ok(!answer.isError, `${tool}: ${JSON.stringify(answer).slice(0, 500)}`)
      }
      await client.close()
    })
  })
}

/** Asks again after the time that a server which limits its readers names. */
async function patient(...request) {
  const answer = await fetch(...request)
  if (answer.status !== 429) return answer
  await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after'))))
  return patient(...request)
}

/** A text without what no parameter may hold. */
function printable(text) {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}\ufffd]/gu, ' ')
}

/** Some of a list, spread over it. */
function slice(list, n) {
  const step = Math.max(1, list.length / n)
  return Array.from({ length: Math.min(n, list.length) }, (_, i) => list[Math.floor(i * step)])
}

/** The ISO weeks in which events begin; a slice of them on most days. */
function weeks(events) {
  const found = new Set(events.filter((e) => e.when.start).map((e) => isoWeek(e.when.start)))
  return slice([...found].sort(), LONG ? 10_000 : 5)
}

function isoWeek(day) {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const first = Date.UTC(date.getUTCFullYear(), 0, 1)
  return `${date.getUTCFullYear()}-W${String(Math.ceil(((date - first) / 86_400_000 + 1) / 7)).padStart(2, '0')}`
}
