import { choiceOf, FIELDS } from '../data/filter'
import { pickWords } from '../data/picks'
import { catalogue } from '../state/catalogue.svelte'
import type { Explorer } from '../state/explorer.svelte'
import type { Words } from '../words/en'

/** The filter in one line of words. */
export function filterWords(explorer: Explorer, t: Words): string {
  const parts = FIELDS.flatMap((field) => {
    if (field === 'pick') return pickWords(explorer.filter, t) || []
    const { is, not } = choiceOf(explorer.filter, field)
    const values = [
      ...is.map((v) => catalogue.name(field, v)),
      ...not.map((v) => `${t.filters.not} ${catalogue.name(field, v)}`),
    ]
    return values.length ? [`${t.filters[field]}: ${values.join(', ')}`] : []
  })
  if (explorer.filter.q) parts.unshift(`“${explorer.filter.q}”`)
  return parts.join(' · ')
}
