import { readPalette } from '../stage/palette'
import type { Explorer } from '../state/explorer.svelte'
import { words } from '../words/words.svelte'
import { drawPicture } from './picture'

/** Puts the stage as a vector picture in light colours onto paper, and takes it away again. */
export function preparePrint(explorer: Explorer): void {
  const sheet = document.createElement('figure')
  sheet.className = 'sheet'
  addEventListener('beforeprint', () => {
    const root = document.documentElement
    const theme = root.dataset.theme
    root.dataset.theme = 'light'
    const palette = readPalette()
    if (theme) root.dataset.theme = theme
    else delete root.dataset.theme
    sheet.replaceChildren(drawPicture(explorer, words.t, location.href, palette))
    document.body.prepend(sheet)
  })
  addEventListener('afterprint', () => sheet.remove())
}
