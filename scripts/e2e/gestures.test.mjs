// What the pointer does on strip and stage, and how the picture answers.
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 17
const MAY = 'from=2025-05-05&to=2025-06-10'
const DAY = 86_400_000

describe('gestures', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)
  let page
  afterEach(() => page?.context().close())

  async function open(query, options = {}) {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options })
    page = await context.newPage()
    await page.goto(`${at.server.url}/?${query}`)
    await page.locator('[data-testid=stage][data-state=ready]').waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 5)
    // Lanes have their last height once all titles are here.
    await page.waitForFunction(() => [...document.querySelectorAll('[role=option]')].every((o) => o.getAttribute('aria-label').length > 30))
    await page.waitForTimeout(300)
  }

  const handle = (edge) => page.locator(`[data-testid=handle-${edge}]`)
  const edges = () => Promise.all(['from', 'to'].map((edge) => handle(edge).getAttribute('aria-valuenow').then(Number)))
  const bounds = async () => [Number(await handle('from').getAttribute('aria-valuemin')), Number(await handle('from').getAttribute('aria-valuemax'))]
  const strip = () => page.locator('[data-testid=overview]').boundingBox()
  const query = () => new URL(page.url()).searchParams
  const addressed = (key, old) => page.waitForFunction(([key, old]) => new URL(location.href).searchParams.get(key) !== old, [key, old])
  const counted = (name) => page.locator(`[data-testid=${name === 'total' ? 'count' : 'stage'}]`).getAttribute(name === 'total' ? 'data-count' : 'data-visible').then(Number)

  it('a window is drawn on an empty part of the strip', async () => {
    await open(MAY)
    const box = await strip()
    const [first, last] = await bounds()
    const dayAt = (share) => first + share * (last - first)
    await page.mouse.move(box.x + box.width * 0.6, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.65, box.y + 20, { steps: 3 })
    await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 3 })
    await page.mouse.up()
    await addressed('from', '2025-05-05')
    const drawn = await edges()
    for (const [i, share] of [[0, 0.6], [1, 0.7]]) assert.ok(Math.abs(drawn[i] - dayAt(share)) <= 2, `edge ${i} at ${drawn[i]}, drawn at ${dayAt(share)}`)
  })

  it('the brush is dragged by its middle and widened by a handle', async () => {
    await open('from=2025-01-01&to=2025-12-31')
    const box = await strip()
    const [first, last] = await bounds()
    const perDay = box.width / (last - first)
    const [from, to] = await edges()
    const middle = box.x + ((from + to) / 2 - first) * perDay
    await page.mouse.move(middle, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(middle - 200 * perDay, box.y + 20, { steps: 4 })
    await page.mouse.up()
    await addressed('from', '2025-01-01')
    const moved = await edges()
    assert.ok(Math.abs(from - moved[0] - 200) <= 2, `moved by ${from - moved[0]} days`)
    assert.ok(Math.abs(moved[1] - moved[0] - (to - from)) <= 1, 'as wide as before')
    const grip = box.x + (moved[1] - first) * perDay + 2
    const old = query().get('to')
    await page.mouse.move(grip, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(grip + 100 * perDay, box.y + 20, { steps: 4 })
    await page.mouse.up()
    await addressed('to', old)
    const wider = await edges()
    assert.equal(wider[0], moved[0])
    assert.ok(Math.abs(wider[1] - moved[1] - 100) <= 2, `wider by ${wider[1] - moved[1]} days`)
  })

  it('a double click on the strip shows everything that matches', async () => {
    await open(MAY)
    const box = await strip()
    assert.ok((await counted('visible')) < (await counted('total')))
    await page.mouse.dblclick(box.x + box.width * 0.3, box.y + 20)
    await page.waitForFunction(() => {
      const stage = document.querySelector('[data-testid=stage]')
      return stage.dataset.visible === document.querySelector('[data-testid=count]').dataset.count && stage.getAttribute('aria-busy') !== 'true'
    })
  })

  it('a change of level is a cross-fade of 120 ms in which no date moves under the pointer', async () => {
    await open('from=2025-05-05&to=2025-05-30')
    await page.evaluate(() => {
      globalThis.fades = []
      const animate = Element.prototype.animate
      Element.prototype.animate = function (frames, timing) {
        globalThis.fades.push({ ghost: this.classList.contains('ghost'), frames, timing, painted: this.width > 0 && this.getContext('2d').getImageData(0, 0, this.width, this.height).data.some((v) => v > 0) })
        return animate.call(this, frames, timing)
      }
    })
    const plane = await page.locator('.plane').boundingBox()
    const [x, y] = [plane.x + plane.width * 0.4, plane.y + 60]
    const dayUnder = async () => {
      const [from, to] = await page.evaluate(() => ['from', 'to'].map((key) => Date.parse(new URL(location.href).searchParams.get(key))))
      return from / DAY + ((x - plane.x) / plane.width) * ((to - from) / DAY + 1)
    }
    const before = await dayUnder()
    await page.mouse.move(x, y)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -60)
    await page.keyboard.up('Control')
    await page.waitForFunction(() => globalThis.fades.length > 0)
    await addressed('from', '2025-05-05')
    const fades = await page.evaluate(() => globalThis.fades)
    assert.deepEqual(fades.map(({ ghost, frames, timing }) => ({ ghost, frames, timing })), [{ ghost: true, frames: { opacity: [1, 0] }, timing: 120 }])
    assert.ok(fades[0].painted, 'what fades out is the picture that was there')
    assert.ok(Math.abs((await dayUnder()) - before) < 1, `${await dayUnder()} under the pointer after ${before}`)
  })

  it('with reduced motion the next level is there at once', async () => {
    await open('from=2025-05-05&to=2025-05-30', { reducedMotion: 'reduce' })
    await page.evaluate(() => {
      globalThis.fades = 0
      Element.prototype.animate = () => globalThis.fades++
    })
    await page.locator('[data-testid=zoom-in]').click()
    await page.locator('[data-testid=zoom-in]').click()
    await addressed('from', '2025-05-05')
    assert.equal(await page.evaluate(() => globalThis.fades), 0)
  })

  it('opening an event makes room for its details: stage and strip grow narrower', async () => {
    await open(MAY)
    const [option] = await page.locator('[role=option]').evaluateAll((all) => all.map((o) => [o.offsetLeft + 12, o.offsetTop + 12]))
    const plane = await page.locator('.plane').boundingBox()
    await page.mouse.click(plane.x + option[0], plane.y + option[1])
    await page.locator('[data-testid=details-title]').waitFor()
    await page.waitForTimeout(400)
    const details = await page.locator('[data-testid=details]').boundingBox()
    for (const part of ['.plane canvas', '.axis canvas', '[data-testid=overview] canvas', '[data-testid=fit]', '#list']) {
      const box = await page.locator(part).first().boundingBox()
      assert.ok(box.x + box.width <= details.x + 1, `${part} ends at ${box.x + box.width}, details begin at ${details.x}`)
    }
  })

  it('an event in several lanes stands chosen in one; its twins have a thin outline', async () => {
    await open(`${MAY}&lanes=actor`)
    const named = () => page.locator('[role=option]').evaluateAll((all) => all.map((o) => ({ name: o.getAttribute('aria-label'), lane: o.parentElement.getAttribute('aria-label'), x: o.offsetLeft + 12, y: o.offsetTop + 12 })))
    const all = await named()
    const twice = all.map((o) => all.filter((other) => other.name === o.name)).find((same) => same.length >= 2 && same[1].y < 400)
    const plane = await page.locator('.plane').boundingBox()
    // The second of them is chosen, not the first.
    await page.mouse.click(plane.x + twice[1].x, plane.y + twice[1].y)
    await page.locator('[data-testid=details-title]').waitFor()
    await page.waitForTimeout(500)
    const after = (await named()).filter((o) => o.name === twice[0].name)
    assert.ok(after.length >= 2)
    const stroke = ({ x, y }) => page.evaluate(([x, y]) => {
      const g = document.querySelector('.plane canvas').getContext('2d')
      const at = (x, y) => [...g.getImageData(x, y, 1, 1).data].slice(0, 3)
      const [accent, sel] = ['--accent', '--sel'].map((name) => {
        const probe = document.createElement('i')
        probe.style.color = `var(${name})`
        document.body.append(probe)
        const rgb = getComputedStyle(probe).color.match(/\d+/g).slice(0, 3).map(Number)
        probe.remove()
        return rgb
      })
      const near = (a, b, most) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) < most
      // Straight down through the outline above the mark, a little beside its middle, where the thread runs.
      const columns = [-2, 2].map((dx) => Array.from({ length: 9 }, (_, i) => at(x + dx, Math.floor(y) - 16 + i)))
      const rows = columns.map((column) => column.filter((c) => near(c, accent, 120)).length)
      return { accent: Math.min(...rows), filled: columns[0].some((c) => near(c, sel, 24)) }
    }, [Math.round(x), y])
    const chosen = after.find((o) => o.lane === twice[1].lane)
    const said = await stroke(chosen)
    assert.ok(said.accent >= 1 && said.filled, JSON.stringify(said))
    for (const twin of after.filter((o) => o.lane !== twice[1].lane)) {
      const { accent, filled } = await stroke(twin)
      assert.ok(accent === 1 && !filled, `in ${twin.lane}: ${accent} rows of the outline, filled ${filled}`)
    }
  })

  describe('on a phone in landscape', () => {
    const PHONE = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true }
    let fingers
    async function held(viewport = PHONE.viewport) {
      await open(MAY, { ...PHONE, viewport })
      const cdp = await page.context().newCDPSession(page)
      /** Puts, moves or (with none) lifts fingers. */
      fingers = (type, ...points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
      await page.locator('.plane').evaluate((plane) => plane.scrollIntoView({ block: 'center' }))
      return page.locator('.plane').boundingBox()
    }
    /** The first mark that a finger can reach. */
    const mark = () => page.locator('[role=option]').evaluateAll((all) => all.map((o) => o.getBoundingClientRect()).map((r) => [r.x + r.width / 2, r.y + r.height / 2]).find(([x, y]) => x > 240 && x < 700 && y > 60 && y < 330))
    const zoomed = () => page.evaluate(() => document.querySelector('[data-testid=stage]').getAttribute('aria-busy') === 'true')
    const scrolled = () => page.evaluate(() => scrollY)

    for (const [width, height] of [[844, 390], [667, 375]]) {
      it(`${width} × ${height}: one row of head, lanes on the first screen, within its width`, async () => {
        const { y } = await held({ width, height })
        assert.ok(y + (await scrolled()) < height - 40, `the lanes begin at ${y}`)
        assert.ok(await page.locator('.plane canvas').first().isVisible())
        assert.equal(await page.locator('.list.rail').count(), 0)
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width)
        const head = await page.locator('header').boundingBox()
        assert.ok(head.height < 60, `the head is ${head.height} px high`)
        for (const path of ['/sources', '/about']) assert.ok(await page.locator(`a[href="${path}"]:visible`).count(), `no way to ${path}`)
      })
    }

    it('held upright, the list is the timeline', async () => {
      await page?.context().close()
      const context = await at.browser.newContext({ ...PHONE, viewport: { width: 390, height: 844 } })
      page = await context.newPage()
      await page.goto(`${at.server.url}/?${MAY}`)
      await page.locator('.list.rail').waitFor()
      assert.equal(await page.locator('.plane').count(), 0)
      await page.setViewportSize(PHONE.viewport)
      await page.locator('.plane').waitFor()
      assert.equal(await page.locator('.list.rail').count(), 0)
    })

    it('two fingers zoom, and lifting them from a mark opens nothing', async () => {
      await held()
      const [x, y] = await mark()
      const days = async () => (Date.parse(query().get('to')) - Date.parse(query().get('from'))) / DAY + 1
      const before = await days()
      await fingers('touchStart', [x - 40, y], [x + 40, y])
      for (const apart of [60, 80, 100]) await fingers('touchMove', [x - apart, y], [x + apart, y])
      // One finger lifts, the other stands on the mark.
      await fingers('touchMove', [x, y], [x + 200, y])
      await fingers('touchEnd')
      await addressed('from', '2025-05-05')
      const after = await days()
      assert.ok(after < before * 0.75, `${after} of ${before} days`)
      assert.equal(query().get('event'), null)
      assert.equal(await page.evaluate(() => visualViewport.scale), 1, 'the page itself is not zoomed')
    })

    it('two fingers of which one stands beside the stage zoom nothing of it', async () => {
      await held()
      const [, y] = await mark()
      await fingers('touchStart', [60, y], [500, y])
      for (const by of [20, 40, 60]) await fingers('touchMove', [60, y], [500 + by, y])
      assert.equal(await zoomed(), false)
      await fingers('touchEnd')
      assert.equal(query().get('from'), '2025-05-05')
    })

    it('one finger scrolls the page', async () => {
      await held()
      const [x, y] = await mark()
      const before = await scrolled()
      await fingers('touchStart', [x, y])
      for (const by of [10, 20, 40, 80, 120]) await fingers('touchMove', [x, y - by])
      await fingers('touchEnd')
      await page.waitForFunction((before) => scrollY > before, before)
      assert.equal(query().get('event'), null)
    })

    it('a swipe that ends on a mark neither moves the window nor opens an event; a tap on it does', async () => {
      await held()
      const [x, y] = await mark()
      await fingers('touchStart', [x - 80, y])
      for (const by of [60, 40, 20, 0]) await fingers('touchMove', [x - by, y])
      await fingers('touchEnd')
      assert.equal(await zoomed(), false)
      assert.deepEqual([query().get('from'), query().get('event')], ['2025-05-05', null])
      await fingers('touchStart', [x, y])
      await fingers('touchEnd')
      await page.waitForFunction(() => new URL(location.href).searchParams.get('event') || document.querySelector('.stack'))
    })
  })
})
