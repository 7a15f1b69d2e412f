import type { Columns } from '../data/columns'
import type { Row } from '../data/nouns'
import { longDay, monthName, whenWords } from '../time/when'
import type { Words } from '../words/en'

/** A row of the list, and what stands between it and the one before. */
export interface Entry {
  row: number
  event: Row | undefined
  /** Sentences on the silence before it: quiet, or not covered. */
  silence: string[]
  /** The first entry after the red line. */
  afterNow: boolean
  /** 1 for the first of the whole list. */
  position: number
}

export interface Group {
  key: string
  name: string
  entries: Entry[]
}

export interface GroupInput {
  rows: readonly number[]
  /** How many rows of the whole list stand before the first. */
  before: number
  columns: Columns
  uncovered: readonly (readonly [number, number])[]
  now: number
  event(row: number): Row | undefined
  t: Words
}

/** Rows under their months; with `byDay` under their dates in words, as on phones. */
export function groupsOf(input: GroupInput, byDay: boolean): Group[] {
  const { rows, columns, t } = input
  const limit = Math.max(7, 3 * medianGap(rows, columns))
  const groups: Group[] = []
  let reached = Number.NaN
  let past = false
  rows.forEach((row, i) => {
    const day = columns.day[row]!
    const event = input.event(row)
    const name = !byDay
      ? monthName(day, t.dates)
      : event
        ? whenWords(event.when, t.dates)
        : longDay(day, t.dates)
    const last = groups[groups.length - 1]
    const group = last?.name === name ? last : { key: `${row}`, name, entries: [] }
    if (group !== last) groups.push(group)
    const afterNow = day > input.now && past
    group.entries.push({
      row,
      event,
      silence: silence(reached + 1, day, limit, input),
      afterNow,
      position: input.before + i + 1,
    })
    past = day <= input.now
    reached = Math.max(Number.isNaN(reached) ? -Infinity : reached, columns.last[row]!)
  })
  return groups
}

/** What to say of the days [from, to) without events: nothing, where they are few. */
function silence(from: number, to: number, limit: number, { uncovered, t }: GroupInput): string[] {
  if (Number.isNaN(from) || to - from < limit) return []
  const said: string[] = []
  let quiet = to - from
  for (const [start, end] of uncovered) {
    const [a, b] = [Math.max(start, from), Math.min(end, to)]
    if (a >= b) continue
    quiet -= b - a
    said.push(t.stage.uncovered(longDay(a, t.dates), longDay(b - 1, t.dates)))
  }
  return quiet >= limit ? [t.list.gap(quiet), ...said] : said
}

function medianGap(rows: readonly number[], { day }: Columns): number {
  const gaps = rows.slice(1).map((row, i) => day[row]! - day[rows[i]!]!)
  gaps.sort((a, b) => a - b)
  return gaps[gaps.length >> 1] ?? 0
}
