import { countIn } from '../data/lanes'
import type { Scale, Span } from '../time/scale'
import type { Item } from './items'
import { rowMiddle, type StageLayout } from './layout'
import { bucketAt } from './paint'

/** Something on the stage that can have the focus: an event, a stack, or a density column. */
export interface Spot {
  kind: 'event' | 'column'
  key: string
  lane: number
  /** The row of an event or of the first of a stack; −1 for a column. */
  row: number
  rows: number[]
  day: number
  from: number
  to: number
  n: number
  y: number
  /** 1 for the first of its lane. */
  position: number
}

/** The spot of an event or a stack in a lane, not yet counted in it. */
export function eventSpot(item: Item, lane: number, y: number): Spot {
  return {
    kind: 'event',
    key: `${lane}-${item.row}`,
    lane,
    row: item.row,
    rows: item.rows,
    day: item.extent.at,
    from: item.extent.from,
    to: item.extent.to,
    n: item.rows.length,
    y,
    position: 0,
  }
}

export interface Option {
  spot: Spot
  x: number
  y: number
}

/** The spots in view, lane by lane, in order of time. */
export function spotsOf(layout: StageLayout, span: Span): Spot[][] {
  return layout.lanes.map((lane, index) => {
    const spots = markSpots(layout, index, span)
    if (lane.mode === 'columns') spots.push(...columnSpots(layout, index, span))
    spots.sort((a, b) => a.day - b.day || a.row - b.row)
    spots.forEach((spot, i) => {
      spot.position = i + 1
    })
    return spots
  })
}

function markSpots(layout: StageLayout, index: number, span: Span): Spot[] {
  const lane = layout.lanes[index]!
  const spots: Spot[] = []
  for (const item of lane.items) {
    const placed = lane.placed.get(item.row)
    if (!placed || item.extent.to <= span.from || item.extent.from >= span.to) continue
    spots.push(eventSpot(item, index, rowMiddle(lane, placed.row)))
  }
  return spots
}

function columnSpots(layout: StageLayout, index: number, span: Span): Spot[] {
  const lane = layout.lanes[index]!
  const spots: Spot[] = []
  let [from, to] = bucketAt(span.from, lane.bucket)
  while (from < span.to) {
    const n = countIn(lane.lane.days, from, to)
    if (n > 0) {
      spots.push({
        kind: 'column',
        key: `${index}-c${from}`,
        lane: index,
        row: -1,
        rows: [],
        day: (from + to) / 2,
        from,
        to,
        n,
        y: lane.top + lane.height - 20,
        position: 0,
      })
    }
    ;[from, to] = bucketAt(to, lane.bucket)
  }
  return spots
}

/** The next or previous spot of the same lane; null at its end. */
export function nextSpot(spots: Spot[][], active: Spot | null, step: 1 | -1): Spot | null {
  if (!active) return spots.flat()[0] ?? null
  const lane = spots[active.lane] ?? []
  const at = lane.findIndex((spot) => spot.key === active.key)
  if (at >= 0) return lane[at + step] ?? null
  const later = lane.filter((spot) => (step > 0 ? spot.day > active.day : spot.day < active.day))
  return (step > 0 ? later[0] : later[later.length - 1]) ?? null
}

/** The spot nearest in time in the next lane above or below that has one. */
export function nearestSpot(spots: Spot[][], active: Spot | null, step: 1 | -1): Spot | null {
  if (!active) return spots.flat()[0] ?? null
  for (let lane = active.lane + step; lane >= 0 && lane < spots.length; lane += step) {
    const own = spots[lane]!
    if (own.length === 0) continue
    return own.reduce((a, b) => (Math.abs(b.day - active.day) < Math.abs(a.day - active.day) ? b : a))
  }
  return active
}

const POOL = 60

/** The elements that stand over their marks: the active spot and those around it. */
export function optionsOf(spots: Spot[][], active: Spot | null, scale: Scale, layout: StageLayout): Option[] {
  if (layout.lanes.length === 0) return []
  const centre = active?.day ?? (scale.span.from + scale.span.to) / 2
  const all = spots.flat()
  const near =
    all.length <= POOL
      ? all
      : [...all].sort((a, b) => distance(a, centre, active) - distance(b, centre, active)).slice(0, POOL)
  const kept = new Set(near)
  return all.filter((spot) => kept.has(spot)).map((spot) => ({ spot, x: scale.x(spot.day), y: spot.y }))
}

function distance(spot: Spot, centre: number, active: Spot | null): number {
  if (active && spot.key === active.key) return -1
  return Math.abs(spot.day - centre) * (active && spot.lane === active.lane ? 1 : 2)
}
