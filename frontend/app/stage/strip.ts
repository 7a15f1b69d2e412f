import type { Columns } from '../data/columns'
import type { Month } from '../data/nouns'
import { dayOf, isoOf, mondayOf, monthStart } from '../time/day'
import type { Span } from '../time/scale'
import { hatch } from './paint'
import { familyColour, type Palette } from './palette'

/** One column of the overview: a month, and how many events of each family fall into it. */
export interface Bin {
  from: number
  to: number
  counts: number[]
  planned: number
  uncovered: boolean
}

/** The columns that the first answer brings. */
export function binsOfMonths(months: readonly Month[], families: string[]): Bin[] {
  return months.map((month) => {
    const from = dayOf(`${month.month.slice(0, 7)}-01`)
    return {
      from,
      to: monthStart(from, 1),
      counts: families.map((family) => month.family[family] ?? 0),
      planned: month.planned,
      uncovered: Boolean(month.uncovered),
    }
  })
}

/**
 * The columns of the chosen rows on the months of the frame. `family` gives
 * the index of a type's family.
 */
export function binsOfRows(
  columns: Columns,
  rows: Uint32Array,
  frame: Bin[],
  family: Int8Array,
  today: number,
): Bin[] {
  const bins = frame.map((bin) => ({ ...bin, counts: bin.counts.map(() => 0), planned: 0 }))
  const planned = columns.legend.status.indexOf('planned')
  let at = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const day = columns.day[row]!
    while (at < bins.length - 1 && day >= bins[at]!.to) at++
    const bin = bins[at]
    if (!bin || day < bin.from || day >= bin.to) continue
    if (columns.status[row] === planned && columns.last[row]! >= today) bin.planned++
    else bin.counts[Math.max(0, family[columns.type[row]!]!)]!++
  }
  return bins
}

/** Periods of less than three years are counted by the week, longer ones by the month. */
export function countedByWeek(period: Span): boolean {
  return period.to - period.from < 3 * 365
}

/** Months or weeks from the first to the last day, empty. */
export function emptyBins({ from, to }: Span, families: number, weeks: boolean): Bin[] {
  const bins: Bin[] = []
  const next = (day: number) => (weeks ? day + 7 : monthStart(day, 1))
  for (let day = weeks ? mondayOf(from) : monthStart(from); day < to; day = next(day)) {
    bins.push({
      from: day,
      to: next(day),
      counts: Array(families).fill(0),
      planned: 0,
      uncovered: false,
    })
  }
  return bins
}

/** Puts the columns of the first answer into a frame of all months. */
export function fillBins(frame: Bin[], given: Bin[]): Bin[] {
  const by = new Map(given.map((bin) => [bin.from, bin]))
  return frame.map((bin) => by.get(bin.from) ?? bin)
}

/** Weeks with what the first answer says of the months that they begin in: only whether sources were read. */
export function markUncovered(frame: Bin[], months: Bin[]): Bin[] {
  const by = new Map(months.map((month) => [month.from, month.uncovered]))
  return frame.map((bin) => ({ ...bin, uncovered: by.get(monthStart(bin.from)) ?? false }))
}

const total = (bin: Bin) => bin.counts.reduce((a, b) => a + b, 0) + bin.planned

/** Paints the strip: columns stacked by family, the unfiltered outline behind, years below. */
export function paintStrip(
  g: CanvasRenderingContext2D,
  width: number,
  height: number,
  bins: Bin[],
  outline: Bin[],
  tokens: string[],
  today: number,
  palette: Palette,
): void {
  g.clearRect(0, 0, width, height)
  const first = outline[0]?.from ?? 0
  const last = outline[outline.length - 1]?.to ?? 1
  const x = (day: number) => ((day - first) / (last - first)) * width
  const most = Math.max(1, ...outline.map(total))
  const tall = (n: number) => (n > 0 ? Math.max(2, Math.sqrt(n / most) * (height - 22)) : 0)
  const floor = height - 18
  g.fillStyle = palette.line
  g.fillRect(0, floor, width, 1)
  for (const bin of outline) {
    if (bin.uncovered) hatch(g, x(bin.from), 4, x(bin.to) - x(bin.from), floor - 4, palette.edge)
  }
  paintOutline(g, outline, x, tall, floor, palette)
  for (const bin of bins) paintBin(g, bin, x, tall, floor, tokens, palette)
  paintYears(g, first, last, x, floor, palette)
  const red = x(today + 0.5)
  if (red >= 0 && red <= width) {
    g.fillStyle = palette.now
    g.fillRect(Math.round(red) - 0.75, 2, 1.5, floor - 2)
  }
}

function paintOutline(
  g: CanvasRenderingContext2D,
  outline: Bin[],
  x: (day: number) => number,
  tall: (n: number) => number,
  floor: number,
  palette: Palette,
): void {
  g.strokeStyle = palette.edge
  g.lineWidth = 1
  g.beginPath()
  let down = true
  for (const bin of outline) {
    const top = floor - tall(total(bin))
    if (top >= floor) {
      if (!down) g.lineTo(x(bin.from), floor)
      down = true
      continue
    }
    if (down) g.moveTo(x(bin.from), floor)
    down = false
    g.lineTo(x(bin.from) + 0.5, top)
    g.lineTo(x(bin.to) - 0.5, top)
  }
  if (!down) g.lineTo(x(outline[outline.length - 1]!.to), floor)
  g.globalAlpha = 0.6
  g.stroke()
  g.globalAlpha = 1
}

function paintBin(
  g: CanvasRenderingContext2D,
  bin: Bin,
  x: (day: number) => number,
  tall: (n: number) => number,
  floor: number,
  tokens: string[],
  palette: Palette,
): void {
  const sum = total(bin)
  if (sum === 0) return
  const left = x(bin.from) + 0.4
  const width = Math.max(1, x(bin.to) - x(bin.from) - 0.8)
  const height = tall(sum)
  let y = floor
  bin.counts.forEach((n, i) => {
    const part = (n / sum) * height
    y -= part
    g.fillStyle = familyColour(palette, tokens[i] ?? 'proc')
    if (part > 0) g.fillRect(left, y, width, part)
  })
  if (bin.planned === 0) return
  const part = (bin.planned / sum) * height
  g.strokeStyle = palette.mute
  g.lineWidth = 1
  g.setLineDash([2, 1.5])
  g.strokeRect(left + 0.5, y - part + 0.5, Math.max(1, width - 1), Math.max(1, part - 0.5))
  g.setLineDash([])
}

function paintYears(
  g: CanvasRenderingContext2D,
  first: number,
  last: number,
  x: (day: number) => number,
  floor: number,
  palette: Palette,
): void {
  g.font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
  g.textBaseline = 'alphabetic'
  const from = Number(isoOf(first).slice(0, 4))
  const to = Number(isoOf(last).slice(0, 4))
  const room = x(dayOf(`${from + 2}-01-01`)) - x(dayOf(`${from + 1}-01-01`))
  const step = [1, 2, 5, 10].find((n) => n * room > 40) ?? 20
  let written = -1
  for (let year = from; year <= to; year++) {
    const at = x(dayOf(`${year}-01-01`))
    g.fillStyle = palette.edge
    if (at >= 0) g.fillRect(Math.round(at), floor, 1, 5)
    g.fillStyle = palette.mute
    const text = Math.max(at + 3, 0)
    if (year % step !== 0 || text > x(last) - 34 || text < written) continue
    g.fillText(String(year), text, floor + 15)
    written = text + 34
  }
}
