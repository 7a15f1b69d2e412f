import { en, type Words } from './en'

/** The languages that there is a file for. A new one is a file and a line here. */
const LANGUAGES: Record<string, () => Promise<Words>> = {
  en: async () => en,
  uk: async () => (await import('./uk')).uk,
}

class Language {
  t = $state.raw<Words>(en)
  code = $state('en')

  get codes(): string[] {
    return Object.keys(LANGUAGES)
  }

  /** Takes a language; unknown ones leave what is. */
  async use(code: string): Promise<void> {
    const load = LANGUAGES[code]
    if (!load) return
    this.t = await load()
    this.code = code
    document.documentElement.lang = code
  }
}

export const words = new Language()
