import { countIn } from '../data/lanes'
import type { Scale } from '../time/scale'
import { reachOf } from './items'
import { type LaneLayout, labelOf, rowMiddle, type StageLayout } from './layout'
import { eventSpot, type Spot } from './navigate'
import { bucketAt } from './paint'

const HIT = 12

/** What stands under a point of the stage, the nearest mark first. */
export function hitAt(
  layout: StageLayout,
  scale: Scale,
  x: number,
  y: number,
  measure: (text: string) => number,
): Spot | null {
  const index = layout.lanes.findIndex((lane) => y >= lane.top && y < lane.top + lane.height)
  const lane = layout.lanes[index]
  if (!lane) return null
  const mark = markAt(lane, index, scale, x, y, measure)
  return mark ?? (lane.mode === 'columns' ? columnAt(lane, index, scale, x) : null)
}

function columnAt(lane: LaneLayout, index: number, scale: Scale, x: number): Spot | null {
  const [from, to] = bucketAt(scale.at(x), lane.bucket)
  const n = countIn(lane.lane.days, from, to)
  if (n === 0) return null
  return {
    kind: 'column',
    key: `${index}-c${from}`,
    lane: index,
    row: -1,
    rows: [],
    day: from,
    from,
    to,
    n,
    y: 0,
    position: 0,
  }
}

function markAt(
  lane: LaneLayout,
  index: number,
  scale: Scale,
  x: number,
  y: number,
  measure: (text: string) => number,
): Spot | null {
  let best: Spot | null = null
  let nearest = Number.POSITIVE_INFINITY
  for (const item of lane.items) {
    const placed = lane.placed.get(item.row)
    if (!placed) continue
    const middle = rowMiddle(lane, placed.row)
    if (Math.abs(y - middle) > HIT) continue
    const centre = scale.x(item.extent.at)
    const [from, to] = reachOf(item, scale) ?? [centre, centre]
    let left = Math.min(centre - HIT, from)
    let right = Math.max(centre + HIT, to)
    const label = labelOf(lane, item.row)
    if (label && placed.side === 'left') left -= measure(label) + 5
    else if (label) right += measure(label) + 5
    const distance = Math.abs(x - centre) + Math.abs(y - middle)
    if (x < left || x > right || distance >= nearest) continue
    nearest = distance
    best = eventSpot(item, index, middle)
  }
  return best
}
