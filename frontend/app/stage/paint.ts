import type { Lane } from '../data/lanes'
import { countIn } from '../data/lanes'
import type { Month } from '../data/nouns'
import type { Kind } from '../state/changes.svelte'
import { dayOf, mondayOf, monthStart } from '../time/day'
import type { Scale } from '../time/scale'
import type { Tick } from '../time/ticks'
import { columnsTop, type LaneLayout, PAD, type StageLayout } from './layout'
import { paintMarks, paintPostponed, paintThread } from './paintmarks'
import { DIMMED, familyColour, type Palette } from './palette'

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
  /** The lane in which it stands chosen; elsewhere are its twins. */
  home: string
  focused: number
  /** The thread that is followed; '' for none. */
  thread: string
  /** The words for events without an hour. */
  allDay: string
  /** What changed since a moment, by event; empty where that is not shown. */
  kinds: ReadonlyMap<string, Kind>
  /** Where events stood whose date was corrected since. */
  moved: ReadonlyMap<string, number>
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
  paintPostponed(frame)
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
  if (lane.items.length > 0) paintMarks(frame, lane)
}

/** The start of the bucket that holds a day, and of the one after it. */
export function bucketAt(day: number, bucket: 'week' | 'month'): [number, number] {
  if (bucket === 'week') return [mondayOf(day), mondayOf(day) + 7]
  return [monthStart(day), monthStart(day, 1)]
}

function paintColumns(frame: Frame, layout: LaneLayout): void {
  const { g, scale, palette } = frame
  const { lane, bucket } = layout
  const floor = layout.top + layout.height - PAD
  const room = floor - columnsTop(layout)
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
      g.fillRect(left + gap / 2, floor - tall, scale.x(to) - left - gap, tall)
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
