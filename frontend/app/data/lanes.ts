import { type Columns, firstAt } from './columns'
import type { Selection } from './filter'

/** One lane of the stage: the chosen events that belong to it, in list order. */
export interface Lane {
  id: string
  label: string
  /** The colour token of the lane's name; '' for lanes that mix families. */
  token: string
  shape: string
  rows: Uint32Array
  /** The day of each row: what density columns are counted on. */
  days: Int32Array
}

export interface LaneName {
  id: string
  label: string
  token: string
  shape: string
}

/**
 * Deals rows out to lanes. `lanesOf` gives the lanes of a row as indexes into
 * `names`; a row may stand in several lanes, or in none.
 */
export function dealOut(
  columns: Columns,
  rows: Uint32Array,
  names: LaneName[],
  lanesOf: (row: number) => readonly number[],
): Lane[] {
  const sizes = new Uint32Array(names.length)
  for (const row of rows) for (const lane of lanesOf(row)) sizes[lane]!++
  const lanes = names.map((name, i) => ({
    ...name,
    rows: new Uint32Array(sizes[i]!),
    days: new Int32Array(sizes[i]!),
  }))
  const next = new Uint32Array(names.length)
  for (const row of rows) {
    for (const lane of lanesOf(row)) {
      const at = next[lane]!++
      lanes[lane]!.rows[at] = row
      lanes[lane]!.days[at] = columns.day[row]!
    }
  }
  return lanes
}

/** The rows of lanes, by the lane of each type: kept as long as the selection. */
const dealt = new WeakMap<Selection, { by: string; parts: Pick<Lane, 'rows' | 'days'>[] }>()

/**
 * Deals a selection out by type alone: `laneOfType` has a lane for each of 256
 * letters, the last for those that the legend lacks; −1 for none.
 */
export function dealOutByType(
  columns: Columns,
  selection: Selection,
  names: LaneName[],
  laneOfType: Int16Array,
): Lane[] {
  const by = laneOfType.join()
  let known = dealt.get(selection)
  if (known?.by !== by) {
    known = { by, parts: partsByType(columns, selection, names.length, laneOfType) }
    dealt.set(selection, known)
  }
  return names.map((name, i) => ({ ...name, ...known.parts[i]! }))
}

function partsByType(
  { type }: Columns,
  { rows, days, perType }: Selection,
  lanes: number,
  laneOfType: Int16Array,
): Pick<Lane, 'rows' | 'days'>[] {
  const sizes = new Uint32Array(lanes + 1) // the last for what has no lane
  const target = laneOfType.map((lane) => (lane < 0 ? lanes : lane))
  perType.forEach((n, letter) => {
    sizes[target[letter < perType.length - 1 ? letter : 255]!]! += n
  })
  const parts = Array.from(sizes, (size) =>
    size === rows.length ? { rows, days } : { rows: new Uint32Array(size), days: new Int32Array(size) },
  )
  if (parts.some((part) => part.rows === rows)) return parts
  const next = new Uint32Array(lanes + 1)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const lane = target[type[row]!]!
    const at = next[lane]!++
    const part = parts[lane]!
    part.rows[at] = row
    part.days[at] = days[i]!
  }
  return parts
}

/** How many events of a lane begin in [from, to). */
export function countIn(days: Int32Array, from: number, to: number): number {
  return firstAt(days, to) - firstAt(days, from)
}

/** The longest span that an index holds, so that a search backwards knows where to stop. */
export function longestSpan(columns: Columns): number {
  let longest = 0
  for (let i = 0; i < columns.size; i++) longest = Math.max(longest, columns.last[i]! - columns.day[i]!)
  return longest
}

/** The rows whose possible days meet [from, to), in list order. */
export function rowsIn(
  columns: Columns,
  rows: Uint32Array,
  days: ArrayLike<number>,
  from: number,
  to: number,
  longest: number,
): number[] {
  const found: number[] = []
  const end = firstAt(days, Math.ceil(to))
  for (let i = firstAt(days, Math.floor(from) - longest); i < end; i++) {
    const row = rows[i]!
    if (columns.last[row]! >= Math.floor(from)) found.push(row)
  }
  return found
}

/**
 * The 11 busiest lanes and one for all others, where there are more than 12.
 * Those that the reader has chosen come first, however busy they are.
 */
export function busiest<T extends { id: string; count: number }>(
  values: T[],
  chosen: readonly string[] = [],
  most = 12,
): { kept: T[]; others: T[] } {
  const first = (value: T) => (chosen.includes(value.id) ? 1 : 0)
  const sorted = [...values].sort((a, b) => first(b) - first(a) || b.count - a.count)
  if (sorted.length <= most) return { kept: sorted, others: [] }
  return { kept: sorted.slice(0, most - 1), others: sorted.slice(most - 1) }
}
