import type { Words } from '../words/en'
import { choiceOf, type Filter } from './filter'

/** How many events one address may name: what the API takes. */
export const MOST_PICKS = 100

/** Events that a filter names one by one, counted in words; '' for none. */
export function pickWords(filter: Filter, t: Words): string {
  const { is, not } = choiceOf(filter, 'pick')
  const n = is.length || not.length
  return n ? t.filters.chosen(`${is.length ? '' : `${t.filters.not} `}${t.filters.pick}`, n) : ''
}
