import type { Scale } from '../time/scale'
import { isolate } from '../words/isolate'
import { paintBar, paintBracket, paintClaimed } from './certainty'
import { type Item, reachOf } from './items'
import { type LaneLayout, labelOf, PAD, rowMiddle, type StageLayout } from './layout'
import { drawMark, lookOf } from './marks'
import type { Frame } from './paint'
import { DIMMED, FONT, familyColour, type Palette } from './palette'
import { ROW } from './place'

type Point = [number, number]

/** Paints the marks of a lane with their labels, what is chosen on top. */
export function paintMarks(frame: Frame, lane: LaneLayout): void {
  const { scale, selected, focused } = frame
  if (lane.allDay > 0) paintAllDay(frame, lane)
  const last: Item[] = []
  for (const item of lane.items) {
    if (scale.x(item.extent.from) > scale.width + 300 || scale.x(item.extent.to) < -500) continue
    if (item.row === focused || (item.event && item.event.id === selected)) last.push(item)
    else paintItem(frame, lane, item)
  }
  for (const item of last) paintItem(frame, lane, item)
}

/** The ground under events of whole days, where hours are drawn. */
function paintAllDay({ g, scale, palette, allDay }: Frame, lane: LaneLayout): void {
  g.fillStyle = palette.surface
  g.fillRect(0, lane.top + PAD, scale.width, lane.allDay * ROW)
  g.fillStyle = palette.mute
  g.font = `12px ${FONT.slice(5)}`
  g.textAlign = 'right'
  g.textBaseline = 'middle'
  g.fillText(allDay, scale.width - 6, rowMiddle(lane, 0))
}

/** Where the old dates of postponed events stand, and where the new ones. */
export function postponements(layout: StageLayout, scale: Scale): [Point, Point][] {
  const items = layout.lanes.flatMap((lane) => lane.items)
  const moved = items.flatMap(({ event }): [string, string][] =>
    event?.postponed_to ? [[event.id, event.postponed_to]] : [],
  )
  if (moved.length === 0) return []
  const spots = new Map<string, Point>()
  for (const lane of layout.lanes)
    for (const item of lane.items) {
      const placed = lane.placed.get(item.row)
      if (placed && item.event)
        spots.set(item.event.id, [scale.x(item.extent.at), rowMiddle(lane, placed.row)])
    }
  return moved.flatMap(([old, next]) => {
    const [from, to] = [spots.get(old), spots.get(next)]
    return from && to ? [[from, to] as [Point, Point]] : []
  })
}

/** A thin arc from the old date of a postponed event to the new one. */
export function paintPostponed({ g, scale, layout, palette }: Frame): void {
  g.strokeStyle = palette.edge
  g.lineWidth = 1.2
  for (const [from, to] of postponements(layout, scale)) arc(g, from, to)
}

function arc(g: CanvasRenderingContext2D, [x, y]: Point, [endX, endY]: Point): void {
  const top = Math.min(y, endY) - 18
  g.beginPath()
  g.moveTo(x, y - 8)
  g.bezierCurveTo(x, top, endX, top, endX, endY - 9)
  g.stroke()
  g.beginPath()
  g.moveTo(endX - 3, endY - 13)
  g.lineTo(endX, endY - 9)
  g.lineTo(endX + 3, endY - 13)
  g.stroke()
}

function paintItem(frame: Frame, lane: LaneLayout, item: Item): void {
  const { g, scale, palette } = frame
  const placed = lane.placed.get(item.row)
  if (!placed) return
  const y = rowMiddle(lane, placed.row)
  const x = scale.x(item.extent.at)
  const colour = familyColour(palette, frame.tokenOf(item.type))
  const label = labelOf(lane, item.row)
  const isSelected = item.event !== undefined && item.event.id === frame.selected
  g.globalAlpha = frame.thread && !isSelected && item.event?.thread !== frame.thread ? DIMMED : 1
  const isTwin = isSelected && lane.lane.id !== frame.home
  if (isSelected) paintSelection(frame, item, y, isTwin ? undefined : label, placed.side, isTwin)
  if (item.extent.kind === 'bracket') paintBracket(g, scale, item, y, colour)
  if (item.extent.kind === 'bar') paintBar(g, scale, item, y, colour)
  if (item.extent.others.length > 0) paintClaimed(frame, item, y, colour)
  if (item.rows.length > 1) paintStack(g, x, y, item.rows.length, colour, palette)
  else {
    const ink = {
      colour,
      background: isSelected && !isTwin ? palette.sel : palette.bg,
      danger: palette.danger,
    }
    const look = lookOf(item.status, item.event?.flags ?? [])
    drawMark(g, frame.shapeOf(item.type), look, item.extent.ring, x, y, ink)
  }
  if (label) paintLabel(frame, item, label, placed.side, y, isSelected && !isTwin)
  if (item.event) paintChange(frame, item.event.id, x, y)
  g.globalAlpha = 1
}

/** What changed since a moment: a plus at what was added, an arrow from where a corrected date stood. */
function paintChange({ g, scale, palette, kinds, moved }: Frame, id: string, x: number, y: number): void {
  const kind = kinds.get(id)
  if (!kind) return
  g.strokeStyle = palette.accent
  g.lineWidth = 2
  g.beginPath()
  const old = moved.get(id)
  if (kind === 'added') {
    g.moveTo(x - 12, y - 9)
    g.lineTo(x - 6, y - 9)
    g.moveTo(x - 9, y - 12)
    g.lineTo(x - 9, y - 6)
  } else if (old !== undefined) {
    const from = scale.x(old)
    const end = x + (from < x ? -10 : 10)
    const back = from < x ? -5 : 5
    g.moveTo(from, y - 6)
    g.lineTo(from, y + 6)
    g.moveTo(from, y)
    g.lineTo(end, y)
    g.moveTo(end + back, y - 4)
    g.lineTo(end, y)
    g.lineTo(end + back, y + 4)
  } else g.arc(x - 9, y - 9, 2.2, 0, 7)
  g.stroke()
}

function edges(scale: Scale, item: Item): [number, number] {
  const x = scale.x(item.extent.at)
  const [left, right] = reachOf(item, scale) ?? [x, x]
  return [Math.min(x - 9, left), Math.max(x + 9, right)]
}

/** A filled outline round mark and label; round a twin, the same event in another lane, a thin one. */
function paintSelection(
  { g, scale, palette }: Frame,
  item: Item,
  y: number,
  label: string | undefined,
  side: 'left' | 'right' | null,
  isTwin: boolean,
): void {
  let [left, right] = edges(scale, item)
  if (label) {
    g.font = `600 ${FONT}`
    const width = g.measureText(label).width + 8
    if (side === 'left') left -= width
    else right += width
  }
  g.beginPath()
  const wide = isTwin ? 3 : 5
  const high = isTwin ? 11 : 13
  g.roundRect(left - wide, y - high, right - left + 2 * wide, 2 * high, high)
  g.fillStyle = palette.sel
  if (!isTwin) g.fill()
  g.strokeStyle = palette.accent
  g.lineWidth = isTwin ? 1 : 2
  g.stroke()
}

function paintStack(
  g: CanvasRenderingContext2D,
  x: number,
  y: number,
  n: number,
  colour: string,
  palette: Palette,
): void {
  const width = n > 99 ? 30 : 24
  g.beginPath()
  g.roundRect(x - width / 2, y - 9, width, 18, 9)
  g.fillStyle = colour
  g.fill()
  g.strokeStyle = palette.bg
  g.lineWidth = 1.5
  g.stroke()
  g.fillStyle = palette.bg
  g.font = `600 12px ${FONT.slice(5)}`
  g.textAlign = 'center'
  g.textBaseline = 'middle'
  g.fillText(String(n), x, y + 0.5)
}

function paintLabel(
  { g, scale, palette }: Frame,
  item: Item,
  label: string,
  side: 'left' | 'right' | null,
  y: number,
  selected: boolean,
): void {
  const [left, right] = edges(scale, item)
  g.font = selected ? `600 ${FONT}` : FONT
  g.textBaseline = 'middle'
  g.textAlign = side === 'left' ? 'right' : 'left'
  const x = side === 'left' ? left - 4 : right + 4
  const text = isolate(label)
  if (!selected) {
    g.strokeStyle = palette.bg
    g.lineWidth = 3
    g.lineJoin = 'round'
    g.strokeText(text, x, y + 0.5)
  }
  g.fillStyle = palette.ink
  g.fillText(text, x, y + 0.5)
}

/** A thin line through the marks of the followed thread, in order of time. */
export function paintThread({ g, scale, layout, palette, thread }: Frame): void {
  const points: [number, number][] = []
  for (const lane of layout.lanes) {
    for (const item of lane.items) {
      const placed = lane.placed.get(item.row)
      if (placed && item.event?.thread === thread)
        points.push([scale.x(item.extent.at), rowMiddle(lane, placed.row)])
    }
  }
  inTurn(points)
  g.strokeStyle = palette.accent
  g.globalAlpha = 0.45
  g.lineWidth = 1.2
  g.beginPath()
  points.forEach(([x, y], i) => {
    const [beforeX, beforeY] = points[i - 1] ?? [x, y]
    const bend = (beforeX + x) / 2
    if (i === 0) g.moveTo(x, y)
    else g.bezierCurveTo(bend, beforeY, bend, y, x, y)
  })
  g.stroke()
  g.globalAlpha = 1
}

/** In order of time; those of one day upwards or downwards, whichever goes on from where the line is. */
export function inTurn(points: [number, number][]): void {
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  for (let from = 0, to = 0; from < points.length; from = to) {
    while (to < points.length && points[to]![0] === points[from]![0]) to++
    const y = points[from - 1]?.[1] ?? points[from]![1]
    const nearLast = Math.abs(points[to - 1]![1] - y) < Math.abs(points[from]![1] - y)
    if (nearLast) points.splice(from, to - from, ...points.slice(from, to).reverse())
  }
}
