// How the explorer reads aloud: asserted on Chromium's accessibility tree. No
// screen reader was used.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { launch } from './browser.mjs'
import { binary, startServer } from './server.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 12
const MAY = '?from=2025-05-05&to=2025-06-10'

describe('reading aloud', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  let server
  let browser
  let page
  let nodes
  before(async () => {
    server = await startServer(PORT)
    browser = await launch()
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    await page.goto(`${server.url}/${MAY}`)
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 20 && document.querySelectorAll('[data-testid=event]').length > 5)
    await page.waitForFunction(() => [...document.querySelectorAll('[role=option]')].some((o) => /Istanbul/.test(o.getAttribute('aria-label'))))
    await page.waitForTimeout(900) // the summary is said when the view has rested
    nodes = await tree()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** The tree in reading order, without what is ignored: role, name, value, properties, depth. */
  async function tree() {
    const cdp = await page.context().newCDPSession(page)
    const { nodes } = await cdp.send('Accessibility.getFullAXTree')
    const by = new Map(nodes.map((node) => [node.nodeId, node]))
    const found = []
    const walk = (node, within) => {
      const role = node.role?.value ?? ''
      const own = node.ignored ? null : {
        role, name: node.name?.value ?? '', value: node.value?.value, within,
        ...Object.fromEntries((node.properties ?? []).map((p) => [p.name, p.value.value])),
      }
      if (own) found.push(own)
      for (const id of node.childIds ?? []) if (by.has(id)) walk(by.get(id), own ? [...within, own] : within)
    }
    walk(nodes[0], [])
    return found
  }

  const all = (role, name = /./) => nodes.filter((n) => n.role === role && name.test(n.name))
  const one = (role, name) => {
    const found = all(role, name)
    assert.equal(found.length, 1, `${role} ${name}: ${found.map((n) => n.name).join(' | ')}`)
    return found[0]
  }
  const at = (node) => nodes.indexOf(node)

  it('has one h1 and the regions of a page, in order', () => {
    assert.equal(nodes.filter((n) => n.role === 'heading' && n.level === 1).length, 1)
    const order = [nodes.find((n) => n.role === 'banner'), one('navigation', /Main/), nodes.find((n) => n.role === 'search'), one('region', /Filters/), nodes.find((n) => n.role === 'main')]
    assert.ok(order.every(Boolean))
    assert.deepEqual([...order].sort((a, b) => at(a) - at(b)), order)
    assert.equal(nodes.filter((n) => n.role === 'application').length, 0)
  })

  it('offers the way round the picture first, and hides the picture', () => {
    const skip = one('link', /Skip to the list of events/)
    assert.ok(at(skip) < at(nodes.find((n) => n.role === 'banner')))
    assert.equal(nodes.filter((n) => /canvas/i.test(n.role)).length, 0)
  })

  it('has the period as two sliders that say their day', async () => {
    const sliders = all('slider')
    assert.deepEqual(sliders.map((s) => s.name), ['Start of the window', 'End of the window'])
    const texts = await page.locator('[role=slider]').evaluateAll((all) => all.map((s) => s.getAttribute('aria-valuetext')))
    assert.deepEqual(texts, ['from 5 May 2025', 'to 10 June 2025'])
    assert.ok(sliders.every((s) => s.within.some((n) => n.role === 'group' && n.name === 'Period')))
  })

  it('sums the view up in one polite paragraph', async () => {
    const said = await page.locator('.stage p[aria-live=polite]').textContent()
    assert.match(said, /^5 May 2025 to 10 June 2025\. \d+ events in (five|\d) lanes.*\. Busiest: \d+ \w+ 2025, \d+ events\. Longest quiet stretch: \d+ days?\.$/)
    assert.equal(await page.locator('.stage [aria-live]').count(), 1)
  })

  it('has the stage as one list box of lanes of options, each with its place in its lane', () => {
    const box = one('listbox', /Timeline/)
    assert.equal(box.orientation, 'horizontal')
    const options = nodes.filter((n) => n.role === 'option' && n.within.includes(box))
    assert.ok(options.length > 20 && options.length <= 61, `${options.length} options`)
    const lanes = new Set(options.map((o) => o.within.findLast((n) => n.role === 'group')?.name))
    for (const lane of ['Talks and visits', 'Statements and law', 'On the ground']) assert.ok(lanes.has(lane), lane)
  })

  it('names an option by title, type, status, date with certainty, place and sources', () => {
    const talks = one('option', /^First direct Ukraine-Russia talks/)
    assert.match(talks.name, /^First direct .+ swap\. Negotiation round, happened\. Friday,? 16 May 2025, exact\. Istanbul\. 4 sources, 2 known to be independent\.$/)
  })

  it('counts the options of each lane', async () => {
    const lanes = await page.locator('[role=listbox] [role=group]').evaluateAll((groups) => groups.map((g) =>
      [...g.querySelectorAll('[role=option]')].map((o) => [Number(o.getAttribute('aria-posinset')), Number(o.getAttribute('aria-setsize'))])))
    for (const lane of lanes) {
      assert.ok(lane.every(([position, size]) => position >= 1 && position <= size))
      assert.deepEqual(lane.map(([p]) => p), lane.map(([p]) => p).toSorted((a, b) => a - b), 'in order of time')
    }
  })

  it('has the list as the complete equivalent: heading, months, an article per event', () => {
    const list = one('region', /Events in view/)
    const inside = nodes.filter((n) => n.within.includes(list))
    const levels = (level) => inside.filter((n) => n.role === 'heading' && n.level === level)
    assert.equal(levels(2).length, 1)
    assert.ok(levels(3).some((n) => /^May 2025$/.test(n.name)))
    const articles = inside.filter((n) => n.role === 'article')
    assert.ok(articles.length >= 20)
    for (const article of articles.slice(0, 5)) {
      const own = inside.filter((n) => n.within.includes(article))
      assert.ok(own.some((n) => n.role === 'heading' && n.level === 4) && own.some((n) => n.role === 'link'))
    }
    assert.ok(inside.some((n) => n.role === 'StaticText' && n.name === 'proposed'), 'a status that is not "happened" is a word')
    assert.ok(at(list) > at(one('listbox', /Timeline/)))
  })

  it('has details as complementary, headed by the title', async () => {
    await page.locator('[data-testid=event]', { hasText: 'First direct' }).first().click()
    await page.locator('[data-testid=details-title]').waitFor()
    assert.notEqual(await page.evaluate(() => document.activeElement.dataset.testid), 'details-title', 'a pointer moves no focus')
    nodes = await tree()
    const details = one('complementary', /Event details/)
    const headings = nodes.filter((n) => n.role === 'heading' && n.within.includes(details))
    assert.match(headings[0].name, /^First direct Ukraine-Russia talks/)
    assert.equal(headings[0].level, 2)
    const option = nodes.find((n) => n.role === 'option' && /^First direct/.test(n.name))
    assert.equal(option.selected, true)
  })

  it('says of columns what they hold and what Enter does', async () => {
    await page.goto(`${server.url}/?from=2025-01-01&to=2025-12-31`)
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 20)
    nodes = await tree()
    assert.ok(all('option', /^Week of \d+ \w+ 2025, \d+ events?\. Enter to zoom\.$/).length > 5)
  })
})
