import { describe, expect, it } from 'vitest'
import { en } from './en'
import { uk } from './uk'

/** Names, numbers and signs are the same in every language. */
const SAME = new Set([
  'brand',
  'dates.locale',
  'dates.clock',
  'name',
  'unreviewed',
  'filters.chosen',
  'number',
  'details.recorded',
])

/** Every text of a language by its key; functions are called with something of each kind. */
function textsOf(words: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    const at = path + key
    if (typeof value === 'string') texts.set(at, value)
    else if (typeof value === 'function') texts.set(at, said(value))
    else for (const [inner, text] of textsOf(value, `${at}.`)) texts.set(inner, text)
  }
  return texts
}

function said(speak: (...given: unknown[]) => unknown): string {
  for (const given of [
    [2, 3, 4, 1, 1],
    ['x', 'y', 'z'],
    ['mid', 'y', 'z'],
    [3, 'x'],
    ['x', 'y', 3, 2, 1],
  ]) {
    try {
      const text = String(speak(...given))
      if (!/undefined|NaN/.test(text)) return text
    } catch {
      // It wants something of another kind.
    }
  }
  throw new Error(`nothing to say: ${speak}`)
}

describe('Ukrainian', () => {
  const [english, ukrainian] = [textsOf(en), textsOf(uk)]
  it('has a text of its own for every English one', () => {
    const missing = [...english].filter(
      ([key, text]) =>
        !SAME.has(key) &&
        /[a-z]{2}/i.test(text) &&
        !/\.rows\.\d+\.0$/.test(key) &&
        !/[а-яіїєґ]/i.test(ukrainian.get(key) ?? ''),
    )
    expect(missing.map(([key]) => key)).toEqual([])
  })
  it('says that no speaker has reviewed it', () => {
    expect(en.unreviewed).toBe('')
    expect(uk.unreviewed).toMatch(/ще не перевірив/)
  })
})
