import type { Lane } from '../data/lanes'
import { countIn } from '../data/lanes'
import type { Month } from '../data/nouns'
import { dayOf, mondayOf, monthStart } from '../time/day'
import type { Scale } from '../time/scale'
import type { Tick } from '../time/ticks'
import type { Item } from './items'
import { type LaneLayout, labelOf, PAD, type StageLayout } from './layout'
import { drawMark, lookOf } from './marks'
import { familyColour, type Palette } from './palette'
import { ROW } from './place'

export const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
const DIMMED = 0.45

/** What a frame of the stage needs to be drawn. */
export interface Frame {
  g: CanvasRenderingContext2D
  scale: Scale
  height: number
  layout: StageLayout
  palette: Palette
  ticks: Tick[]
  now: number
  uncovered: [number, number][]
  selected: string
  focused: number
  /** The thread that is followed; '' for none. */
  thread: string
  tokenOf(type: number): string
  shapeOf(type: number): string
}

/** Paints the lanes: bands, grid, columns and marks, the thread, the red line. */
export function paintStage(frame: Frame): void {
  const { g, scale, height } = frame
  g.clearRect(0, 0, scale.width, height)
  paintWeekends(frame)
  paintUncovered(frame)
  paintGrid(frame)
  if (frame.thread) paintThread(frame)
  for (const lane of frame.layout.lanes) paintLane(frame, lane)
  paintNow(frame)
}

function paintWeekends({ g, scale, height, layout, palette }: Frame): void {
  if (layout.level === 'years' || layout.level === 'months') return
  g.fillStyle = palette.surface
  for (let day = mondayOf(scale.span.from) + 5; day < scale.span.to; day += 7) {
    g.fillRect(scale.x(day), 0, scale.perDay * 2, height)
  }
}

/** Months in which no source was collected: a hatch, told apart from quiet. */
function paintUncovered({ g, scale, height, uncovered, palette }: Frame): void {
  for (const [from, to] of uncovered) {
    hatch(g, scale.x(from), 0, scale.x(to) - scale.x(from), height, palette.line)
  }
}

/** A diagonal hatch in a rectangle. */
export function hatch(
  g: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
): void {
  const left = Math.max(x, -8)
  const right = Math.min(x + width, 8192)
  if (right <= left) return
  g.save()
  g.beginPath()
  g.rect(left, y, right - left, height)
  g.clip()
  g.strokeStyle = colour
  g.lineWidth = 1.2
  g.beginPath()
  for (let at = Math.floor((left - height) / 8) * 8; at < right; at += 8) {
    g.moveTo(at, y + height)
    g.lineTo(at + height, y)
  }
  g.stroke()
  g.restore()
}

function paintGrid({ g, scale, height, ticks, palette, layout }: Frame): void {
  g.fillStyle = palette.line
  for (const tick of ticks) g.fillRect(Math.round(scale.x(tick.day)), 0, 1, height)
  for (const lane of layout.lanes) g.fillRect(0, lane.top + lane.height - 1, scale.width, 1)
}

function paintLane(frame: Frame, lane: LaneLayout): void {
  if (lane.mode === 'columns') paintColumns(frame, lane)
  else if (lane.mode === 'marks') paintMarks(frame, lane)
}

/** The start of the bucket that holds a day, and of the one after it. */
export function bucketAt(day: number, bucket: 'week' | 'month'): [number, number] {
  if (bucket === 'week') return [mondayOf(day), mondayOf(day) + 7]
  return [monthStart(day), monthStart(day, 1)]
}

function paintColumns(frame: Frame, { lane, top, height, bucket }: LaneLayout): void {
  const { g, scale, palette } = frame
  const room = height - PAD * 2
  const most = tallest(lane, bucket)
  g.fillStyle = familyColour(palette, lane.token || 'accent')
  g.globalAlpha = frame.thread ? DIMMED : 0.86
  let [from, to] = bucketAt(scale.span.from, bucket)
  while (from < scale.span.to) {
    const n = countIn(lane.days, from, to)
    if (n > 0) {
      const tall = Math.max(2, Math.sqrt(n / most) * room)
      const left = scale.x(from)
      const gap = Math.min(1, (scale.x(to) - left) / 6)
      g.fillRect(left + gap / 2, top + height - PAD - tall, scale.x(to) - left - gap, tall)
    }
    ;[from, to] = bucketAt(to, bucket)
  }
  g.globalAlpha = 1
}

const peaks = new WeakMap<Int32Array, { week: number; month: number }>()

/** The fullest bucket of a lane over its whole time, so that columns keep their height while panning. */
function tallest(lane: Lane, bucket: 'week' | 'month'): number {
  const known = peaks.get(lane.days) ?? { week: 0, month: 0 }
  if (known[bucket] === 0) {
    known[bucket] = 1
    const end = lane.days[lane.days.length - 1] ?? 0
    let [from, to] = bucketAt(lane.days[0] ?? 0, bucket)
    while (from <= end) {
      known[bucket] = Math.max(known[bucket], countIn(lane.days, from, to))
      ;[from, to] = bucketAt(to, bucket)
    }
    peaks.set(lane.days, known)
  }
  return known[bucket]
}

function paintMarks(frame: Frame, lane: LaneLayout): void {
  const { scale, selected, focused } = frame
  const last: Item[] = []
  for (const item of lane.items) {
    if (scale.x(item.extent.from) > scale.width + 300 || scale.x(item.extent.to) < -500) continue
    if (item.row === focused || (item.event && item.event.id === selected)) last.push(item)
    else paintItem(frame, lane, item)
  }
  for (const item of last) paintItem(frame, lane, item)
}

/** The middle of the row in which an item of a lane stands. */
export function rowMiddle(lane: LaneLayout, row: number): number {
  return lane.top + PAD + row * ROW + ROW / 2
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
  if (isSelected) paintSelection(frame, item, y, label, placed.side)
  if (item.extent.kind === 'bracket') paintBracket(g, scale, item, y, colour)
  if (item.extent.kind === 'bar') paintBar(g, scale, item, y, colour)
  if (item.rows.length > 1) paintStack(g, x, y, item.rows.length, colour, palette)
  else {
    const ink = { colour, background: isSelected ? palette.sel : palette.bg, danger: palette.danger }
    const look = lookOf(item.status, item.event?.flags ?? [])
    drawMark(g, frame.shapeOf(item.type), look, item.extent.ring, x, y, ink)
  }
  if (label) paintLabel(frame, item, label, placed.side, y, isSelected)
  g.globalAlpha = 1
}

function edges(scale: Scale, item: Item): [number, number] {
  const x = scale.x(item.extent.at)
  if (item.extent.kind === 'point') return [x - 9, x + 9]
  return [Math.min(x - 9, scale.x(item.extent.from)), Math.max(x + 9, scale.x(item.extent.to))]
}

function paintSelection(
  { g, scale, palette }: Frame,
  item: Item,
  y: number,
  label: string | undefined,
  side: 'left' | 'right' | null,
): void {
  let [left, right] = edges(scale, item)
  if (label) {
    g.font = `600 ${FONT}`
    const width = g.measureText(label).width + 8
    if (side === 'left') left -= width
    else right += width
  }
  g.beginPath()
  g.roundRect(left - 5, y - 13, right - left + 10, 26, 13)
  g.fillStyle = palette.sel
  g.fill()
  g.strokeStyle = palette.accent
  g.lineWidth = 2
  g.stroke()
}

/** A bracket is doubt: it happened once, somewhere in here. */
function paintBracket(
  g: CanvasRenderingContext2D,
  scale: Scale,
  item: Item,
  y: number,
  colour: string,
): void {
  const { extent } = item
  const [left, right] = [scale.x(extent.from), scale.x(extent.to)]
  const alpha = g.globalAlpha
  g.fillStyle = colour
  g.globalAlpha = alpha * 0.14
  g.fillRect(left, y - 6, right - left, 12)
  g.globalAlpha = alpha
  g.strokeStyle = colour
  g.lineWidth = 1.6
  g.beginPath()
  if (extent.openLeft) arrow(g, left, y, -1)
  else cap(g, left, y, 1)
  if (extent.openRight) arrow(g, right, y, 1)
  else cap(g, right, y, -1)
  g.stroke()
  g.lineWidth = 1.2
  g.setLineDash([1.5, 2.5])
  g.beginPath()
  g.moveTo(left, y)
  g.lineTo(right, y)
  g.stroke()
  g.setLineDash([])
}

function cap(g: CanvasRenderingContext2D, x: number, y: number, inward: 1 | -1): void {
  g.moveTo(x + inward * 3, y - 6)
  g.lineTo(x, y - 6)
  g.lineTo(x, y + 6)
  g.lineTo(x + inward * 3, y + 6)
}

function arrow(g: CanvasRenderingContext2D, x: number, y: number, outward: 1 | -1): void {
  g.moveTo(x - outward * 5, y - 4)
  g.lineTo(x, y)
  g.lineTo(x - outward * 5, y + 4)
}

/** A bar is duration: the event took that long. */
function paintBar(g: CanvasRenderingContext2D, scale: Scale, item: Item, y: number, colour: string): void {
  const { extent, status } = item
  const [left, right] = [scale.x(extent.at), scale.x(extent.to)]
  const alpha = g.globalAlpha
  g.fillStyle = colour
  g.globalAlpha = alpha * (status === 'happened' || status === 'claimed' ? 0.55 : 0.3)
  g.beginPath()
  g.roundRect(left, y - 4, Math.max(4, right - left), 8, 4)
  g.fill()
  g.globalAlpha = alpha
  if (!extent.openRight) return
  g.beginPath()
  g.moveTo(right, y - 6)
  g.lineTo(right + 8, y)
  g.lineTo(right, y + 6)
  g.fill()
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
  const x = side === 'left' ? left - 3 : right + 3
  if (!selected) {
    g.strokeStyle = palette.bg
    g.lineWidth = 3
    g.lineJoin = 'round'
    g.strokeText(label, x, y + 0.5)
  }
  g.fillStyle = palette.ink
  g.fillText(label, x, y + 0.5)
}

/** A thin line through the marks of the followed thread, in order of time. */
function paintThread({ g, scale, layout, palette, thread }: Frame): void {
  const points: [number, number][] = []
  for (const lane of layout.lanes) {
    for (const item of lane.items) {
      const placed = lane.placed.get(item.row)
      if (placed && item.event?.thread === thread)
        points.push([scale.x(item.extent.at), rowMiddle(lane, placed.row)])
    }
  }
  points.sort((a, b) => a[0] - b[0])
  g.strokeStyle = palette.accent
  g.globalAlpha = 0.6
  g.lineWidth = 1.4
  g.beginPath()
  points.forEach(([x, y], i) => {
    if (i === 0) g.moveTo(x, y)
    else g.lineTo(x, y)
  })
  g.stroke()
  g.globalAlpha = 1
}

function paintNow({ g, scale, height, now, palette }: Frame): void {
  const x = scale.x(now + 0.5)
  if (x < -2 || x > scale.width + 2) return
  g.fillStyle = palette.now
  g.fillRect(Math.round(x) - 1, 0, 2, height)
}

/** Months of the first answer in which no source was collected, joined to stretches of days. */
export function uncoveredOf(months: readonly Month[]): [number, number][] {
  const stretches: [number, number][] = []
  for (const month of months) {
    if (!month.uncovered) continue
    const from = dayOf(`${month.month.slice(0, 7)}-01`)
    const to = monthStart(from, 1)
    const last = stretches[stretches.length - 1]
    if (last && last[1] === from) last[1] = to
    else stretches.push([from, to])
  }
  return stretches
}
