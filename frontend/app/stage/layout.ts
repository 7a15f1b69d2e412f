import { type Columns, firstAt } from '../data/columns'
import { countIn, type Lane, rowsIn } from '../data/lanes'
import type { Row } from '../data/nouns'
import { type Level, levelOf, Scale, type Span } from '../time/scale'
import { MOST_NAMED } from './best'
import { type Item, itemOf, reachOf, stack, withHour } from './items'
import { Labels, weightOf } from './labels'
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
  labels: Labels
  inView: number
  unlabelled: number
  /** Where hours are drawn: how many rows at the top are for whole days. */
  allDay: number
}

export interface StageLayout {
  lanes: LaneLayout[]
  height: number
  level: Level
  /** What it was made of. */
  input?: StageInput
}

export interface StageInput {
  lanes: Lane[]
  columns: Columns
  longest: number
  span: Span
  width: number
  selected: string
  /** What is known of a row; another function when more is known. */
  event: (row: number) => Row | undefined
  /** The rows of crowded lanes that may be named. */
  best: ReadonlyMap<Lane, number[]>
  /** Text width in pixels. */
  measure(text: string): number
  stackTitle(n: number): string
}

/** What all lanes are laid out by. */
const SHARED = ['columns', 'span', 'width', 'selected', 'event', 'stackTitle'] as const

export const PAD = 8
const FOLDED = 32
const LEAST = 58
const COLUMNS = LEAST + 10
const MOST_MARKS = 700

const ROWS: Record<Level, number> = { years: 3, months: 3, weeks: 7, days: 40, hours: 40 }

/**
 * Lays the whole stage out for a window that has come to rest. Lanes that a
 * filter has left as they were keep what was laid out before.
 */
export function layoutStage(input: StageInput, before?: StageLayout): StageLayout {
  const level = levelOf(input.span)
  const scale = new Scale(input.span, input.width)
  let top = 0
  const lanes = input.lanes.map((lane) => {
    const layout = { ...(keptLane(input, lane, before) ?? layoutLane(input, lane, level, scale)), lane, top }
    top += layout.height
    return layout
  })
  return { lanes, height: top, level, input }
}

function keptLane(input: StageInput, lane: Lane, before?: StageLayout): LaneLayout | undefined {
  const old = before?.input
  if (!old || !SHARED.every((key) => old[key] === input[key])) return undefined
  const kept = before.lanes.find((other) => other.lane.id === lane.id)
  if (!kept || old.best.get(kept.lane) !== input.best.get(lane)) return undefined
  const [rows, others] = [laidOut(input, lane), laidOut(input, kept.lane)]
  return rows.length === others.length && rows.every((row, i) => row === others[i]) ? kept : undefined
}

/** The rows of a lane that its layout may look at: those of three windows. */
function laidOut({ span, longest }: StageInput, { rows, days }: Lane): Uint32Array {
  const wide = span.to - span.from
  return rows.subarray(firstAt(days, span.from - wide - longest - 1), firstAt(days, span.to + wide + 1))
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
    labels: new Labels([], level, input),
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
  const named = input.best.get(base.lane) ?? (rows.length > MOST_NAMED ? [] : rows)
  const known = named.filter((row) => input.event(row))
  const items = known.map((row) => itemOf(input.columns, row, input.event(row)))
  const labels = new Labels(items, level, input)
  const candidates = items.filter((item) => labels.has(item))
  const placed = placeLabels(
    candidates.map((item) => placeable(item, scale, labels, input)),
    1,
    input.width,
  )
  return {
    ...base,
    mode: 'columns',
    height: COLUMNS + (placed.size > 0 ? ROW : 0),
    items: candidates.filter((item) => placed.has(item.row)),
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
  const labels = new Labels([...whole, ...timed], 'hours', input)
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
  const labels = new Labels(items, level, input)
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

function placeable(item: Item, scale: Scale, labels: Labels, input: StageInput): Placeable {
  const x = scale.x(item.extent.at)
  const [left, right] = reachOf(item, scale) ?? [x, x]
  return {
    key: item.row,
    x,
    left,
    right,
    least: x < 0 ? Number.POSITIVE_INFINITY : labels.least(item),
    labels: () => labels.widths(item),
    weight: weightOf(item, input.selected),
  }
}

/** The lane in which the selected event stands chosen; in its other lanes stand its twins. '' for none. */
export function homeOf(layout: StageLayout, selected: string, chosen: string): string {
  if (!selected) return ''
  const own = layout.lanes.filter((lane) => lane.items.some((item) => item.event?.id === selected))
  return (own.find((lane) => lane.lane.id === chosen) ?? own[0])?.lane.id ?? ''
}

/** The label of a row as it was placed; undefined where it found no room. */
export function labelOf(lane: LaneLayout, row: number): string | undefined {
  const placed = lane.placed.get(row)
  return placed?.side ? lane.labels.textsOf(row)[placed.cut] : undefined
}

/** The middle of the row in which an item of a lane stands. */
export function rowMiddle(lane: LaneLayout, row: number): number {
  return lane.top + PAD + row * ROW + ROW / 2
}
