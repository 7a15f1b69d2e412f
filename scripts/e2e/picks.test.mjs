// Events that the reader picks one by one, on the stage or in the list: shown
// alone, exported, compared, made a thread of.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, describe, it } from 'node:test'
import { axeSource } from './browser.mjs'
import { binary } from './server.mjs'
import { site } from './site.mjs'

const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 16
const MAY = 'from=2025-05-05&to=2025-06-10'

describe('picked events', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  const at = site(PORT)
  let page
  afterEach(() => page?.context().close())

  const by = (id) => page.locator(`[data-testid=${JSON.stringify(id)}]`)

  /** The list with its first three events picked; gives their ids. */
  async function pickThree(options = {}) {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'], ...options })
    page = await context.newPage()
    await page.goto(`${at.server.url}/?view=list&${MAY}`)
    await by('pick').nth(2).waitFor()
    for (let i = 0; i < 3; i++) await by('pick').nth(i).check()
    await by('picks').waitFor()
    return page.locator('.list [data-event]').evaluateAll((all) => all.slice(0, 3).map((link) => link.dataset.event))
  }

  async function axe() {
    await page.evaluate(axeSource)
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
    return violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`)
  }

  it('are exported, these and no others', async () => {
    const picked = await pickThree({ bypassCSP: true })
    await by('pick-export').click()
    assert.ok(await by('scope-picked').isChecked())
    assert.deepEqual(await axe(), [])
    const waiting = page.waitForEvent('download')
    await by('download').click()
    const rows = readFileSync(await (await waiting).path(), 'utf8').split('\r\n').slice(1, -1)
    assert.deepEqual(rows.map((row) => row.slice(0, row.indexOf(','))).sort(), picked.toSorted())
    // Opened in the usual way, the dialog means all again.
    await page.keyboard.press('Escape')
    await by('take-away').click()
    assert.ok(await by('scope-all').isChecked())
  })

  it('are shown alone at an address of their own, as a chip that can be dropped', async () => {
    const picked = await pickThree()
    const count = () => by('count').getAttribute('data-count').then(Number)
    const all = await count()
    await by('pick-only').click()
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=count]').dataset.count) === 3)
    assert.equal(new URL(page.url()).searchParams.get('pick'), picked.toSorted().join(','))
    await page.reload()
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=count]').dataset.count) === 3)
    assert.match(await page.locator('.chips').innerText(), /Picked · 3/)
    await by('drop-pick').click()
    await page.waitForFunction((n) => Number(document.querySelector('[data-testid=count]').dataset.count) === n, all)
  })

  it('make a thread by an entry and commands that the program takes', async () => {
    const picked = await pickThree({ bypassCSP: true })
    await by('pick-thread').click()
    await by('thread-name').fill('First steps: “May”')
    assert.match(await by('thread-entry').inputValue(), /^- id: first-steps-may\n {2}title: "First steps: “May”"\n/)
    assert.deepEqual(await axe(), [])
    // The command as it stands, to a thread that the topic has already.
    const commands = (await by('thread-commands').inputValue()).split('\n')
    assert.deepEqual(commands.map((line) => line.split(' ')[3]).sort(), picked.toSorted())
    const words = commands[0].replace('first-steps-may', 'minsk').split(' ').slice(1)
    execFileSync(binary, [...words, '--db', at.server.db], { stdio: ['ignore', 'ignore', 'inherit'] })
    const event = await (await fetch(`${at.server.url}/api/v1/events/${words[2]}`)).json()
    assert.equal(event.thread, 'minsk')
    await page.keyboard.press('Escape')
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'pick-thread')
  })

  it('can be used where they were picked on the stage', async () => {
    const context = await at.browser.newContext({ viewport: { width: 1440, height: 1000 } })
    page = await context.newPage()
    await page.goto(`${at.server.url}/?${MAY}`)
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 5 && document.querySelector('[data-testid=event]'))
    await page.locator('[role=listbox]').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press(' ')
    await by('pick-export').click()
    assert.ok(await by('scope-picked').isChecked())
  })
})
