import type { Columns } from './columns'

/** The fields that a filter can restrict, by the names of the API. */
export const FIELDS = ['type', 'actor', 'place', 'source', 'thread', 'status', 'precision', 'review'] as const
export type Field = (typeof FIELDS)[number]

/** Wanted and unwanted values of one field: within `is` "or". */
export interface Choice {
  is: string[]
  not: string[]
}

export interface Filter {
  q: string
  choices: Partial<Record<Field, Choice>>
}

export const NO_FILTER: Filter = { q: '', choices: {} }

/** The fields that the column index answers; the server answers the rest. */
export const LOCAL = ['type', 'status', 'precision'] as const
export type LocalField = (typeof LOCAL)[number]

export function choiceOf(filter: Filter, field: Field): Choice {
  return filter.choices[field] ?? { is: [], not: [] }
}

export function chosen(filter: Filter): number {
  return Object.values(filter.choices).reduce((sum, c) => sum + c.is.length + c.not.length, 0)
}

/** The filter with a value turned to wanted, unwanted or neither. */
export function withValue(filter: Filter, field: Field, value: string, how: 'is' | 'not' | null): Filter {
  const old = choiceOf(filter, field)
  const next: Choice = { is: old.is.filter((v) => v !== value), not: old.not.filter((v) => v !== value) }
  if (how) next[how] = [...next[how], value].sort()
  const choices = { ...filter.choices, [field]: next }
  if (next.is.length + next.not.length === 0) delete choices[field]
  return { ...filter, choices }
}

export function without(filter: Filter, field: Field): Filter {
  const choices = { ...filter.choices }
  delete choices[field]
  return { ...filter, choices }
}

/** What the server has to answer: everything but the local fields, as query parameters. */
export function serverQuery(filter: Filter): URLSearchParams {
  return filterParams({ ...filter, choices: omitLocal(filter.choices) })
}

function omitLocal(choices: Filter['choices']): Filter['choices'] {
  const kept = { ...choices }
  for (const field of LOCAL) delete kept[field]
  return kept
}

/** The filter as the API's parameters, in a fixed order. */
export function filterParams(filter: Filter): URLSearchParams {
  const params = new URLSearchParams()
  for (const field of FIELDS) {
    const { is } = choiceOf(filter, field)
    if (is.length) params.set(field, is.join(','))
  }
  if (filter.q) params.set('q', filter.q)
  for (const field of FIELDS) {
    const { not } = choiceOf(filter, field)
    if (not.length) params.set(`not.${field}`, not.join(','))
  }
  return params
}

/** The entries that pass the local part of a filter, and counts per value under the other local filters. */
export interface Selection {
  rows: Uint32Array
  counts: Record<LocalField, Uint32Array>
}

export function select(columns: Columns, filter: Filter): Selection {
  const pass = LOCAL.map((field) => passing(columns.legend[field], choiceOf(filter, field)))
  const data = LOCAL.map((field) => columns[field])
  const counts = LOCAL.map((field) => new Uint32Array(columns.legend[field].length))
  const rows = new Uint32Array(columns.size)
  let kept = 0
  for (let i = 0; i < columns.size; i++) {
    const [a, b, c] = [data[0]![i]!, data[1]![i]!, data[2]![i]!]
    const [pa, pb, pc] = [pass[0]![a]!, pass[1]![b]!, pass[2]![c]!]
    if (pb & pc) counts[0]![a]!++
    if (pa & pc) counts[1]![b]!++
    if (pa & pb) counts[2]![c]!++
    if (pa & pb & pc) rows[kept++] = i
  }
  return {
    rows: rows.slice(0, kept),
    counts: { type: counts[0]!, status: counts[1]!, precision: counts[2]! },
  }
}

/** One entry per legend value; what the legend lacks (255) passes unless something is wanted. */
function passing(legend: string[], choice: Choice): Uint8Array {
  const pass = new Uint8Array(256).fill(choice.is.length === 0 ? 1 : 0)
  legend.forEach((value, i) => {
    const wanted = choice.is.length === 0 || choice.is.includes(value)
    pass[i] = wanted && !choice.not.includes(value) ? 1 : 0
  })
  return pass
}
