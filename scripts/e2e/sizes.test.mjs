// How large things are: controls for pointer and finger, and the page for a
// reader whose text is twice as large.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 19
const MAY = 'from=2025-05-05&to=2025-06-10'
const PAGES = {
  timeline: `/?${MAY}&lanes=actor&as_of=2025-06-20`,
  details: `/?${MAY}&event=2025-05-16-istanbul-direct-talks`,
  list: `/?view=list&${MAY}&q=Istanbul&type=talks`,
  map: '/?view=map&from=2025-01-01&to=2025-12-31',
  compare: '/?view=compare&compare=thread:istanbul-talks-2025,thread:thirty-day-ceasefire-2025&align=chosen',
  'nothing found': '/?q=qqqq&type=talks',
  threads: '/t',
  thread: '/t/istanbul-talks-2025',
  event: '/e/2025-05-16-istanbul-direct-talks',
  sources: '/sources',
  source: '/sources/bbc',
  about: '/about',
  briefing: '/briefing/2025-W20',
  embed: '/embed?thread=istanbul-talks-2025',
  missing: '/e/none',
}
const MOUSE = { viewport: { width: 1440, height: 900 } }
const FINGER = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

describe('sizes', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)

  async function visit(page, path) {
    await page.goto(at.server.url + path)
    if (!path.startsWith('/?')) return
    await page.locator('[data-testid=stage][data-state=ready]').waitFor({ state: 'attached' })
    await page.waitForTimeout(800) // details, notices and lists come after the first picture
    if (path.includes('view=list')) {
      await page.locator('[data-testid=pick]').first().check()
      await page.locator('[data-testid=picks]').waitFor()
    }
  }

  /**
   * Controls lower than `least`, boxes to tick that stand alone and are under 24 px, and links that are lower than 24 px and have
   * another target within 24 px of their middle (WCAG 2.5.8); links within a
   * sentence are as high as its line.
   */
  const small = (page, least) => page.evaluate((least) => {
    const targets = [...document.querySelectorAll('a[href], button, select, input, textarea, summary, [role=slider], [role=tab], [role=separator]')]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.unseen, .skip'))
      .map((e) => {
        const box = (/checkbox|radio/.test(e.type) && e.closest('label') ? e.closest('label') : e).getBoundingClientRect()
        const covers = getComputedStyle(e, '::after').position === 'absolute' // a row that is all link
        const link = e.matches('a:not(.btn), [role=separator]')
        const inText = link && getComputedStyle(e).display === 'inline' && (e.parentElement.closest('p, li, dd, td, h2, h3') ?? e.parentElement).textContent.trim().length > e.textContent.trim().length + 1
        return { e, box, covers, link, inText, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
      })
      .filter(({ box }) => box.width > 0 && box.height > 0)
    const name = ({ e, box }) => `${e.tagName} ${(e.textContent || e.getAttribute('aria-label') || e.type || '').trim().slice(0, 40)}: ${Math.round(box.width)} × ${Math.round(box.height)}`
    const near = (one) => targets.some((other) => other.e !== one.e && !other.covers && !one.e.contains(other.e) &&
      Math.hypot(Math.max(other.box.left - one.x, one.x - other.box.right, 0), Math.max(other.box.top - one.y, one.y - other.box.bottom, 0)) < 12)
    return targets
      .filter((t) => !t.covers && !t.inText)
      .filter((t) => (t.link ? (t.box.height < 23.5 || t.box.width < 23.5) && near(t) : t.box.height < (/checkbox|radio/.test(t.e.type) && !t.e.closest('label') ? 24 : least) - 0.5 || t.box.width < 23.5))
      .map(name)
  }, least)

  for (const [means, options, least] of [['a mouse', MOUSE, 32], ['a finger', FINGER, 44]]) {
    for (const [name, path] of Object.entries(PAGES)) {
      it(`${name}: controls are at least ${least} px high for ${means}`, async () => {
        const page = await at.browser.newPage(options)
        await visit(page, path)
        assert.deepEqual(await small(page, least), [])
        await page.close()
      })
    }
  }

  for (const width of [320, 390]) {
    it(`the head of a phone of ${width} px is one row`, async () => {
      const page = await at.browser.newPage({ ...FINGER, viewport: { width, height: 844 } })
      await visit(page, PAGES.timeline)
      const rows = await page.locator('header > :not(nav)').evaluateAll((parts) => parts.filter((part) => part.checkVisibility()).map((part) => {
        const { top, bottom } = part.getBoundingClientRect()
        return Math.round((top + bottom) / 2)
      }))
      assert.ok(rows.length > 2 && Math.max(...rows) - Math.min(...rows) < 4, String(rows))
      await page.close()
    })
  }

  for (const [name, path] of Object.entries(PAGES)) {
    it(`${name}: holds with text of twice the size`, async () => {
      const page = await at.browser.newPage(MOUSE)
      // As a browser does whose reader asks for text of 32 px: before anything is laid out.
      await page.addInitScript(() => {
        const grow = () => (document.documentElement.style.fontSize = '200%')
        new MutationObserver((_, observer) => document.documentElement && (grow(), observer.disconnect())).observe(document, { childList: true })
      })
      await visit(page, path)
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px')
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 1440, `${wide} px wide`)
      // No control is cut by its own box or lies on another one.
      const broken = await page.evaluate(() => {
        const shown = [...document.querySelectorAll('button, .btn, select, input, h1, h2, label')].filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('.unseen, .skip, [hidden]'))
        const cut = shown.filter((e) => e.matches('button, .btn') && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2)).map((e) => `cut: ${e.textContent.trim().slice(0, 40)}`)
        const header = [...document.querySelectorAll('header a, header button, header input, .filters .btn, .filters select')].filter((e) => shown.includes(e) || e.tagName === 'A')
        const boxes = header.map((e) => [e, e.getBoundingClientRect()]).filter(([e, b]) => b.width > 1 && e.checkVisibility({ visibilityProperty: true }))
        const over = []
        for (const [i, [a, x]] of boxes.entries())
          for (const [b, y] of boxes.slice(i + 1))
            if (!a.contains(b) && !b.contains(a) && !(a.closest('form') && a.closest('form') === b.closest('form')) && x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1)
              over.push(`${a.textContent.trim().slice(0, 20)} lies on ${b.textContent.trim().slice(0, 20)}`)
        return [...cut, ...over]
      })
      assert.deepEqual(broken, [])
      await page.close()
    })
  }
})
