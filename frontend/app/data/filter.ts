import type { Columns } from './columns'

/** The fields that a filter can restrict, by the names of the API; `pick` names the events themselves. */
export const FIELDS = [
  'type',
  'actor',
  'place',
  'source',
  'thread',
  'status',
  'precision',
  'review',
  'pick',
] as const
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
  /** The day of each row. */
  days: Int32Array
  counts: Record<LocalField, Uint32Array>
  /** How many rows there are of each type, those that the legend lacks last. */
  perType: Uint32Array
}

const REMEMBERED = 4
const remembered = new WeakMap<Columns, Map<string, Selection>>()

/** What `select` gives; the last ones are kept, so that a filter that is taken back finds its rows, and what hangs on them. */
export function selectionOf(columns: Columns, filter: Filter): Selection {
  const key = JSON.stringify(LOCAL.map((field) => choiceOf(filter, field)))
  const kept = remembered.get(columns) ?? new Map<string, Selection>()
  remembered.set(columns, kept)
  const selection = kept.get(key) ?? select(columns, filter)
  kept.delete(key)
  kept.set(key, selection)
  for (const oldest of kept.keys()) if (kept.size > REMEMBERED) kept.delete(oldest)
  return selection
}

export function select(columns: Columns, filter: Filter): Selection {
  const { cell, sizes, filled } = cellsOf(columns)
  const pass = LOCAL.map((field) => passing(columns.legend[field], choiceOf(filter, field)))
  const counts = LOCAL.map((field) => new Uint32Array(columns.legend[field].length))
  const perType = new Uint32Array(sizes[0]!)
  const passes = new Uint8Array(filled.length)
  let total = 0
  for (let at = 0; at < filled.length; at++) {
    const n = filled[at]!
    if (n === 0) continue
    const [a, b, c] = [
      Math.floor(at / (sizes[1]! * sizes[2]!)),
      Math.floor(at / sizes[2]!) % sizes[1]!,
      at % sizes[2]!,
    ]
    const [pa, pb, pc] = [pass[0]![a]!, pass[1]![b]!, pass[2]![c]!]
    if (pb & pc && a < counts[0]!.length) counts[0]![a]! += n
    if (pa & pc && b < counts[1]!.length) counts[1]![b]! += n
    if (pa & pb && c < counts[2]!.length) counts[2]![c]! += n
    passes[at] = pa & pb & pc
    if (!passes[at]) continue
    total += n
    perType[a]! += n
  }
  const rows = new Uint32Array(total)
  const days = new Int32Array(total)
  const { size, day } = columns
  // No branch in the loop; what stands past the end is not kept.
  for (let i = 0, kept = 0; i < size; i++) {
    rows[kept] = i
    days[kept] = day[i]!
    kept += passes[cell[i]!]!
  }
  return { rows, days, counts: { type: counts[0]!, status: counts[1]!, precision: counts[2]! }, perType }
}

/** Every event's cell in the table of type × status × precision, and how many are in each. */
interface Cells {
  cell: Uint16Array
  sizes: number[]
  filled: Uint32Array
}

const cells = new WeakMap<Columns, Cells>()

function cellsOf(columns: Columns): Cells {
  const before = cells.get(columns)
  if (before) return before
  // The last place of each side is for what the legend lacks.
  const sizes = LOCAL.map((field) => columns.legend[field].length + 1)
  const { type, status, precision } = columns
  const cell = new Uint16Array(columns.size)
  const filled = new Uint32Array(sizes[0]! * sizes[1]! * sizes[2]!)
  const [most, mostB, mostC] = sizes.map((size) => size - 1) as [number, number, number]
  for (let i = 0; i < columns.size; i++) {
    const at =
      (Math.min(type[i]!, most) * (mostB + 1) + Math.min(status[i]!, mostB)) * (mostC + 1) +
      Math.min(precision[i]!, mostC)
    cell[i] = at
    filled[at]!++
  }
  const made = { cell, sizes, filled }
  cells.set(columns, made)
  return made
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
