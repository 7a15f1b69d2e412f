import { type Columns, firstAt } from './columns'

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

/** Deals rows out by their type alone: `laneOfType` has a lane for each of 256 letters, −1 for none. */
export function dealOutByType(
  columns: Columns,
  rows: Uint32Array,
  names: LaneName[],
  laneOfType: Int16Array,
): Lane[] {
  const sizes = new Uint32Array(names.length + 1)
  const { type, day } = columns
  for (let i = 0; i < rows.length; i++) sizes[laneOfType[type[rows[i]!]!]! + 1]!++
  const lanes = names.map((name, i) => ({
    ...name,
    rows: new Uint32Array(sizes[i + 1]!),
    days: new Int32Array(sizes[i + 1]!),
  }))
  const next = new Uint32Array(names.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const lane = laneOfType[type[row]!]!
    if (lane < 0) continue
    const at = next[lane]!++
    lanes[lane]!.rows[at] = row
    lanes[lane]!.days[at] = day[row]!
  }
  return lanes
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
