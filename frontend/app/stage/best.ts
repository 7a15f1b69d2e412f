import { type Columns, firstAt, type ManyColumn } from '../data/columns'
import { type Lane, rowsIn } from '../data/lanes'
import { mondayOf, monthStart, yearStart } from '../time/day'
import { levelOf, type Scale } from '../time/scale'

/** More titles than these are not fetched for one window: only the best are named. */
export const MOST_NAMED = 1500
/** A lane with so few events has all of their titles also where the others have too many. */
const FEW = 200
/** A name with its mark takes about as much: nearer ones would not both be drawn. */
const ROOM = 240

/** The rows of each lane whose titles are worth fetching where a window holds too many. */
export function bestOf(
  lanes: Lane[],
  columns: Columns,
  longest: number,
  independent: ManyColumn,
  scale: Scale,
): Map<Lane, number[]> {
  const { from, to } = scale.span
  return new Map(
    lanes.map((lane) => {
      const rows = rowsIn(columns, lane.rows, lane.days, from, to, longest)
      return [lane, rows.length <= FEW ? rows : bestRows(lane, independent, scale)]
    }),
  )
}

/**
 * Of each year, month or week of a window the event with the most independent
 * sources, the earlier of equals: as many as have room beside each other.
 */
export function bestRows(lane: Lane, independent: ManyColumn, scale: Scale): number[] {
  const counts = independent.legend.map(Number)
  const rank = (row: number) => counts[independent.values[independent.starts[row]!]!] ?? 0
  const end = firstAt(lane.days, Math.ceil(scale.span.to))
  const best: { row: number; day: number; rank: number }[] = []
  let until = Number.NEGATIVE_INFINITY
  for (let i = firstAt(lane.days, Math.floor(scale.span.from)); i < end; i++) {
    const event = { row: lane.rows[i]!, day: lane.days[i]!, rank: rank(lane.rows[i]!) }
    if (event.day >= until) {
      best.push(event)
      until = periodEnd(event.day, scale)
    } else if (event.rank > best[best.length - 1]!.rank) best[best.length - 1] = event
  }
  best.sort((a, b) => b.rank - a.rank || a.day - b.day)
  const days: number[] = []
  return best.flatMap(({ row, day }) => {
    if (days.some((other) => Math.abs(other - day) * scale.perDay < ROOM)) return []
    days.push(day)
    return [row]
  })
}

/** Where the year, month or week ends of which one event is named. */
function periodEnd(day: number, { span }: Scale): number {
  const level = levelOf(span)
  if (level === 'years') return yearStart(day, 1)
  return level === 'months' ? monthStart(day, 1) : mondayOf(day) + 7
}
