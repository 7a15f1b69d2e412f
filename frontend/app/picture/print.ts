import type { Event } from '../data/nouns'
import { readPalette } from '../stage/palette'
import type { Explorer } from '../state/explorer.svelte'
import { words } from '../words/words.svelte'
import { drawPicture } from './picture'
import { drawReferences, fetchReferences } from './references'

/**
 * Puts the stage as a vector picture in light colours onto paper, with the
 * list under it, and takes it away again. Printed by key, the list has its
 * references as numbered notes; a browser's menu does not wait for them.
 */
export function preparePrint(explorer: Explorer): void {
  const sheet = document.createElement('figure')
  sheet.className = 'sheet'
  let events: Event[] | null = null
  addEventListener('beforeprint', () => {
    const root = document.documentElement
    const theme = root.dataset.theme
    root.dataset.theme = 'light'
    const palette = readPalette()
    if (theme) root.dataset.theme = theme
    else delete root.dataset.theme
    sheet.replaceChildren(drawPicture(explorer, words.t, location.href, palette))
    if (events) sheet.append(drawReferences(events, words.t))
    sheet.classList.toggle('with-references', events !== null)
    document.body.prepend(sheet)
  })
  addEventListener('afterprint', () => {
    sheet.remove()
    events = null
  })
  addEventListener('keydown', async (key) => {
    if (key.key.toLowerCase() !== 'p' || !(key.ctrlKey || key.metaKey) || key.shiftKey || key.altKey) return
    key.preventDefault()
    events = await fetchReferences(explorer).catch(() => null)
    print()
  })
}
