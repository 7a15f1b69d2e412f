import type { Columns } from '../data/columns'
import { countIn, type Lane, rowsIn } from '../data/lanes'
import type { Row } from '../data/nouns'
import { dateOf } from '../time/day'
import { type Level, levelOf, Scale, type Span } from '../time/scale'
import { type Item, itemOf, reachOf, stack, withHour } from './items'
import { type Placeable, type Placed, place, placeLabels, ROW } from './place'

/** One lane as it stands after the view has come to rest. */
export interface LaneLayout {
  lane: Lane
  top: number
  height: number
  mode: 'marks' | 'columns' | 'empty'
  /** Days per density column: a week or a month. */
  bucket: 'week' | 'month'
  items: Item[]
  placed: Map<number, Placed>
  /** Label texts by row, cut to the width that was placed. */
  labels: Map<number, string[]>
  inView: number
  unlabelled: number
  /** Where hours are drawn: how many rows at the top are for whole days. */
  allDay: number
}

export interface StageLayout {
  lanes: LaneLayout[]
  height: number
  level: Level
}

export interface StageInput {
  lanes: Lane[]
  columns: Columns
  longest: number
  span: Span
  width: number
  selected: string
  event(row: number): Row | undefined
  /** Text width in pixels. */
  measure(text: string): number
  stackTitle(n: number): string
}

export const PAD = 8
const FOLDED = 32
const LEAST = 58
const COLUMNS = LEAST + 10
const MOST_MARKS = 700
/** More titles than this are not fetched for one window. */
const MOST_NAMED = 1500

const ROWS: Record<Level, number> = { years: 3, months: 3, weeks: 7, days: 40, hours: 40 }
const LABEL_WIDTH: Record<Level, number> = { years: 200, months: 220, weeks: 250, days: 420, hours: 520 }

/** Lays the whole stage out for a window that has come to rest. */
export function layoutStage(input: StageInput): StageLayout {
  const level = levelOf(input.span)
  const scale = new Scale(input.span, input.width)
  let top = 0
  const lanes = input.lanes.map((lane) => {
    const layout = layoutLane(input, lane, level, scale)
    layout.top = top
    top += layout.height
    return layout
  })
  return { lanes, height: top, level }
}

function layoutLane(input: StageInput, lane: Lane, level: Level, scale: Scale): LaneLayout {
  const { columns, longest, span } = input
  const days = span.to - span.from
  const visible = rowsIn(columns, lane.rows, lane.days, span.from, span.to, longest)
  const empty: LaneLayout = {
    lane,
    top: 0,
    height: FOLDED,
    mode: 'empty',
    bucket: level === 'years' ? 'month' : 'week',
    items: [],
    placed: new Map(),
    labels: new Map(),
    inView: visible.length,
    unlabelled: 0,
    allDay: 0,
  }
  const nearby = countIn(lane.days, span.from - days, span.to + days)
  if (nearby === 0 && visible.length === 0) return empty
  if (level === 'hours') return layoutHours(input, visible, scale, empty)
  if (visible.length <= MOST_MARKS) {
    const marks = layoutMarks(input, lane, level, scale, empty)
    if (marks) return marks
  }
  return layoutColumns(input, visible, level, scale, empty)
}

/** Columns, with the most corroborated event of each year or month named above them where it fits. */
function layoutColumns(
  input: StageInput,
  rows: number[],
  level: Level,
  scale: Scale,
  base: LaneLayout,
): LaneLayout {
  const known = rows.length > MOST_NAMED ? [] : rows.filter((row) => input.event(row))
  const items = known.map((row) => itemOf(input.columns, row, input.event(row)))
  const labels = labelsOf(items, level, input)
  const named = items.filter((item) => labels.has(item.row))
  const placed = placeLabels(
    named.map((item) => placeable(item, scale, labels, input)),
    1,
    input.width,
  )
  return {
    ...base,
    mode: 'columns',
    height: COLUMNS + (placed.size > 0 ? ROW : 0),
    items: named.filter((item) => placed.has(item.row)),
    placed,
    labels,
  }
}

/** Where the columns of a lane begin, under the events that are named. */
export function columnsTop(lane: LaneLayout): number {
  return lane.top + PAD + (lane.items.length > 0 ? ROW : 0)
}

/** Hours: events that have one stand at it, the others in rows of their own for the whole day. */
function layoutHours(input: StageInput, rows: number[], scale: Scale, base: LaneLayout): LaneLayout {
  const items = rows.map((row) => withHour(itemOf(input.columns, row, input.event(row))))
  const whole = items.filter((item) => !item.clock).map((item) => wholeDay(item, scale))
  const timed = items.filter((item) => item.clock)
  const labels = labelsOf([...whole, ...timed], 'hours', input)
  const placed = (own: Item[]) =>
    place(
      own.map((item) => placeable(item, scale, labels, input)),
      ROWS.hours,
      input.width,
    )
  const [above, below] = [placed(whole), placed(timed)]
  for (const [row, spot] of below.placed) above.placed.set(row, { ...spot, row: spot.row + above.rows })
  return {
    ...base,
    mode: 'marks',
    height: Math.max(base.inView ? LEAST : FOLDED, (above.rows + below.rows) * ROW + PAD * 2),
    items: [...whole, ...timed],
    placed: above.placed,
    labels,
    unlabelled: above.unlabelled + below.unlabelled,
    allDay: above.rows,
  }
}

/** Its mark stands at the start of the part of the day that is in view, never at an hour. */
function wholeDay(item: Item, scale: Scale): Item {
  const from = Math.max(item.extent.from, scale.span.from)
  return {
    ...item,
    extent: {
      ...item.extent,
      kind: item.extent.kind === 'bracket' ? 'bracket' : 'point',
      at: from + 16 / scale.perDay,
    },
  }
}

/** Marks with labels over three windows; null where they stand too close and columns tell more. */
function layoutMarks(
  input: StageInput,
  lane: Lane,
  level: Level,
  scale: Scale,
  base: LaneLayout,
): LaneLayout | null {
  const { columns, longest, span } = input
  const days = span.to - span.from
  const rows = rowsIn(columns, lane.rows, lane.days, span.from - days, span.to + days, longest)
  if (rows.length > MOST_MARKS * 3) return null
  let items = rows.map((row) => itemOf(columns, row, input.event(row)))
  if (level === 'weeks' || level === 'months') items = stack(items, 4)
  const labels = labelsOf(items, level, input)
  const things = items.map((item) => placeable(item, scale, labels, input))
  const placement = place(things, ROWS[level], input.width)
  const crowdedAt = Math.max(2, base.inView * 0.12)
  if ((level === 'years' || level === 'months') && placement.crowded > crowdedAt) return null
  const height = base.inView === 0 ? FOLDED : Math.max(LEAST, placement.rows * ROW + PAD * 2)
  return {
    ...base,
    mode: 'marks',
    height,
    items,
    placed: placement.placed,
    labels,
    unlabelled: level === 'years' || level === 'months' ? 0 : placement.unlabelled,
  }
}

function placeable(item: Item, scale: Scale, labels: Map<number, string[]>, input: StageInput): Placeable {
  const { extent } = item
  const x = scale.x(extent.at)
  const [left, right] = reachOf(item, scale) ?? [x, x]
  const selected = item.event !== undefined && item.event.id === input.selected
  const texts = x >= 0 ? (labels.get(item.row) ?? []) : []
  return {
    key: item.row,
    x,
    left,
    right,
    labels: texts.map(
      (text) => Math.ceil(input.measure(text) * (selected ? BOLDER : 1)) + (selected ? 8 : 0),
    ),
    weight: weightOf(item, input.selected),
  }
}

/** Selected first, then the best supported, then the more significant. */
function weightOf(item: Item, selected: string): number {
  const { event } = item
  if (event && event.id === selected) return 1e9
  if (!event) return 0
  return (event.corroboration?.independent ?? 0) * 100 + (event.significance ?? 0) * 10 + item.rows.length
}

/** Which items have a label at this level, and its text, whole and cut short. */
function labelsOf(items: Item[], level: Level, input: StageInput): Map<number, string[]> {
  const labels = new Map<number, string[]>()
  for (const item of chosenFor(items, level, input.selected)) {
    const text = item.rows.length > 1 ? input.stackTitle(item.rows.length) : item.event?.title
    if (text) labels.set(item.row, cuts(text, LONGEST[level], LABEL_WIDTH[level], input.measure))
  }
  return labels
}

function chosenFor(items: Item[], level: Level, selected: string): Item[] {
  if (level !== 'years' && level !== 'months') return items
  const best = new Map<number, Item>()
  for (const item of items) {
    const date = dateOf(item.extent.at)
    const key = date.getUTCFullYear() * 12 + (level === 'months' ? date.getUTCMonth() : 0)
    const rival = best.get(key)
    if (!rival || weightOf(item, selected) > weightOf(rival, selected)) best.set(key, item)
  }
  return [...best.values()]
}

/** The whole title where there is room for it; in a narrow window it is never cut. */
const LONGEST: Record<Level, number> = { years: 300, months: 320, weeks: 420, days: 1200, hours: 1200 }
const SHORT_LABEL = 128
/** A cut that leaves less says nothing ("Joint…"): none is better. */
const LEAST_LABEL = 80
/** How much wider the label of the selected event is, which is set in bold. */
const BOLDER = 1.09

/** The whole title where there is room for it, else ever shorter. */
export function cuts(
  text: string,
  longest: number,
  width: number,
  measure: (text: string) => number,
): string[] {
  const texts = [...new Set([longest, width, SHORT_LABEL].map((most) => cut(text, most, measure)))]
  return texts.filter((short) => short === text || measure(short) >= LEAST_LABEL)
}

const known = new Map<string, string>()

/** Cuts a text to a width at a word, with an ellipsis. */
export function cut(text: string, width: number, measure: (text: string) => number): string {
  const key = `${width} ${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  let short = text
  if (measure(text) > width) {
    const words = text.split(' ')
    while (words.length > 1 && measure(`${words.join(' ')}…`) > width) words.pop()
    short = `${words.join(' ').replace(/[,;:–-]$/, '')}…`
  }
  known.set(key, short)
  return short
}

/** The label of a row as it was placed; undefined where it found no room. */
export function labelOf(lane: LaneLayout, row: number): string | undefined {
  const placed = lane.placed.get(row)
  return placed?.side ? lane.labels.get(row)?.[placed.cut] : undefined
}

/** The middle of the row in which an item of a lane stands. */
export function rowMiddle(lane: LaneLayout, row: number): number {
  return lane.top + PAD + row * ROW + ROW / 2
}
