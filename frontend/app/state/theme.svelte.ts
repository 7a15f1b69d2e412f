import { type Palette, readPalette } from '../stage/palette'

/** Light or dark: the system's choice until somebody chooses. */
class Theme {
  dark = $state(false)
  palette = $state.raw<Palette>({} as Palette)

  start(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', () => this.#refresh())
    matchMedia('(forced-colors: active)').addEventListener('change', () => this.#refresh())
    this.#refresh()
  }

  toggle(): void {
    const chosen = this.dark ? 'light' : 'dark'
    document.documentElement.dataset.theme = chosen
    try {
      localStorage.setItem('theme', chosen)
    } catch {
      // Storage is switched off: the choice lasts as long as the page.
    }
    this.#refresh()
  }

  #refresh(): void {
    const chosen = document.documentElement.dataset.theme
    this.dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    this.palette = readPalette()
  }
}

export const theme = new Theme()
