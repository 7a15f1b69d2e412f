import type { Columns } from '../data/columns'
import type { Row, Status, When } from '../data/nouns'
import { dayOf } from '../time/day'
import type { Scale } from '../time/scale'

/** How the time of an event is drawn: a bar is duration, a bracket is doubt. */
export interface Extent {
  kind: 'point' | 'bar' | 'bracket'
  /** The start of the first day; the end of the last, or its middle for a bar. */
  from: number
  to: number
  /** Where the mark stands. */
  at: number
  openLeft: boolean
  openRight: boolean
  /** Month or blunter: the mark is a ring. */
  ring: boolean
  /** Other days that sources claim. */
  others: number[]
}

/** An event, or a stack of events of one day, on the stage. */
export interface Item {
  row: number
  /** More than one for a stack: all its rows. */
  rows: number[]
  extent: Extent
  type: number
  status: Status
  /** Whether it stands at an hour; only where hours are drawn. */
  clock?: boolean
  /** What is known by now of the event itself. */
  event: Row | undefined
}

const RINGS = new Set(['month', 'season', 'year'])

/** Whether the mark is a ring: the month or less is known, the day is not. */
export function isRing(when: When): boolean {
  return RINGS.has(when.precision)
}

/** The extent of a date as its source gives it. */
export function extentOf(when: When): Extent {
  const start = dayOf(when.start || when.end)
  const end = dayOf(when.end || when.start)
  const openLeft = when.start === ''
  const openRight = when.end === ''
  if (openLeft) return { ...plain('bracket', end - 6, end + 1), at: end + 0.5, openLeft }
  if (openRight && when.open === 'since')
    return { ...plain('bar', start, start + 7), at: start + 0.5, openRight }
  if (openRight) return { ...plain('bracket', start, start + 7), at: start + 0.5, openRight }
  if (start === end) return plain('point', start, start + 1)
  if (when.lasting) return barOf(start, end)
  return { ...plain('bracket', start, end + 1), ring: isRing(when) }
}

/** The extent as far as the index tells, until the event itself has come. */
export function extentInIndex(columns: Columns, row: number): Extent {
  const [from, to] = [columns.day[row]!, columns.last[row]! + 1]
  const precision = columns.legend.precision[columns.precision[row]!] ?? 'day'
  if (to - from === 1) return plain('point', from, to)
  if (precision === 'day') return barOf(from, to - 1)
  return { ...plain('bracket', from, to), ring: RINGS.has(precision) }
}

/** From the middle of the first day to the middle of the last, as the marks of days stand. */
function barOf(start: number, end: number): Extent {
  return { ...plain('bar', start, end + 0.5), at: start + 0.5 }
}

function plain(kind: Extent['kind'], from: number, to: number): Extent {
  return { kind, from, to, at: (from + to) / 2, openLeft: false, openRight: false, ring: false, others: [] }
}

/** The days that other sources claim, at their middle. */
function othersOf(event: Row): number[] {
  return (event.claimed ?? [])
    .map((date) => date.split('/').map(dayOf))
    .map((days) => (days[0]! + days[days.length - 1]! + 1) / 2)
    .filter((day) => !Number.isNaN(day))
}

/** An exact day with its hour: a point within the day, as the clocks stood where it happened. */
export function withHour(item: Item): Item {
  const [hour, minute] = (item.event?.when.clock ?? '').split(':').map(Number)
  if (
    item.extent.kind !== 'point' ||
    hour === undefined ||
    minute === undefined ||
    Number.isNaN(hour + minute)
  )
    return item
  return {
    ...item,
    clock: true,
    extent: { ...item.extent, at: item.extent.from + (hour + minute / 60) / 24 },
  }
}

const extents = new WeakMap<Row, Extent>()

/** An event's own extent, with the other dates that sources give: read once. */
function extentOfEvent(event: Row): Extent {
  const before = extents.get(event)
  if (before) return before
  const own = extentOf(event.when)
  const extent = event.claimed?.length ? { ...own, others: othersOf(event) } : own
  extents.set(event, extent)
  return extent
}

/** The room that a date takes beside its mark: bar, bracket, arrow head, other days claimed; null for a mark alone. */
export function reachOf({ extent }: Item, scale: Scale): [number, number] | null {
  if (extent.kind === 'point' && extent.others.length === 0) return null
  const others = extent.others.flatMap((day) => [day - 0.5, day + 0.5])
  const [from, to] = extent.kind === 'point' ? [extent.at - 0.5, extent.at + 0.5] : [extent.from, extent.to]
  const head = extent.kind === 'bar' && extent.openRight ? 8 : 0
  return [scale.x(Math.min(from, ...others)), scale.x(Math.max(to, ...others)) + head]
}

/** The item of a row, with the days that other sources claim. */
export function itemOf(columns: Columns, row: number, event: Row | undefined): Item {
  const extent = event ? extentOfEvent(event) : extentInIndex(columns, row)
  return {
    row,
    rows: [row],
    extent,
    type: columns.type[row]!,
    status: (columns.legend.status[columns.status[row]!] ?? 'happened') as Status,
    event,
  }
}

/** Joins more than `most` point items of one day into one item with all their rows. */
export function stack(items: Item[], most: number): Item[] {
  const days = new Map<number, Item[]>()
  for (const item of items) {
    if (item.extent.kind !== 'point') continue
    const day = days.get(item.extent.from)
    if (day) day.push(item)
    else days.set(item.extent.from, [item])
  }
  const joined = new Set<Item>()
  const stacks: Item[] = []
  for (const day of days.values()) {
    if (day.length <= most) continue
    for (const item of day) joined.add(item)
    stacks.push({ ...day[0]!, rows: day.map((item) => item.row) })
  }
  return [...items.filter((item) => !joined.has(item)), ...stacks]
}
