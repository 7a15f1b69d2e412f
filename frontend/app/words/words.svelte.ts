import { en, type Words } from './en'

/** The languages that there is a file for. A new one is a file and a line here. */
const LANGUAGES: Record<string, { name: string; load: () => Promise<Words> }> = {
  en: { name: 'English', load: async () => en },
  uk: { name: 'Українська', load: async () => (await import('./uk')).uk },
}

class Language {
  t = $state.raw<Words>(en)
  code = $state('en')

  get languages(): { code: string; name: string }[] {
    return Object.entries(LANGUAGES).map(([code, { name }]) => ({ code, name }))
  }

  /** Takes the language that was chosen before. */
  start(): void {
    try {
      const code = localStorage.getItem('language')
      if (code && code !== this.code) void this.use(code)
    } catch {
      // Storage is switched off: English it is.
    }
  }

  /** Takes a language; unknown ones leave what is. */
  async use(code: string): Promise<void> {
    const language = LANGUAGES[code]
    if (!language) return
    this.t = await language.load()
    this.code = code
    document.documentElement.lang = code
    try {
      localStorage.setItem('language', code)
    } catch {
      // The choice lasts as long as the page.
    }
  }
}

export const words = new Language()
