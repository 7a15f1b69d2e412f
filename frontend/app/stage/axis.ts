import { dateOf, isoOf } from '../time/day'
import type { Scale } from '../time/scale'
import type { Tick } from '../time/ticks'
import { type DateWords, format } from '../time/when'
import type { Palette } from './palette'

export const AXIS = 34
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'

/** The text of a tick. */
export function tickText(tick: Tick, words: DateWords): string {
  const date = dateOf(tick.day)
  switch (tick.unit) {
    case 'year':
      return format(words.locale, { year: 'numeric' }).format(date)
    case 'quarter':
      return format(words.locale, { month: 'short' }).format(date)
    case 'month':
      return format(
        words.locale,
        tick.major ? { month: 'long', year: 'numeric' } : { month: 'short' },
      ).format(date)
    case 'week':
      return format(words.locale, { weekday: 'short', day: 'numeric' }).format(date)
    case 'day':
      return format(
        words.locale,
        tick.major
          ? { weekday: 'long', day: 'numeric', month: 'long' }
          : { weekday: 'short', day: 'numeric' },
      ).format(date)
    default:
      return format(words.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
        new Date(Math.round(tick.day * 24) * 3_600_000),
      )
  }
}

/** Paints the two lines of the axis and the flag of the red line. */
/** No name of a tick is wider. */
const EDGE = 90

export function paintAxis(
  g: CanvasRenderingContext2D,
  scale: Scale,
  ticks: Tick[],
  now: { day: number; label: string },
  palette: Palette,
  words: DateWords,
): void {
  g.clearRect(0, 0, scale.width, AXIS)
  const flag = flagExtent(g, scale, now)
  // Where there is nothing under them, the names stand there: clear of the flag.
  const low = ticks.every((tick) => tick.major)
  paintMajor(g, scale, ticks, palette, words, low ? null : flag, low ? 29 : 13)
  paintMinor(g, scale, ticks, palette, words)
  if (flag) paintFlag(g, flag, now.label, palette)
  g.fillStyle = palette.line
  g.fillRect(0, AXIS - 1, scale.width, 1)
}

function paintMajor(
  g: CanvasRenderingContext2D,
  scale: Scale,
  ticks: Tick[],
  palette: Palette,
  words: DateWords,
  flag: [number, number] | null,
  line: number,
): void {
  g.font = `600 13px ${FAMILY}`
  g.textBaseline = 'alphabetic'
  g.textAlign = 'left'
  g.fillStyle = palette.ink
  const majors = ticks.filter((tick) => tick.major)
  majors.forEach((tick, i) => {
    const text = tickText(tick, words)
    const width = g.measureText(text).width
    const next = majors[i + 1]
    const end = next ? scale.x(next.day) - 8 : scale.width
    const x = Math.min(Math.max(scale.x(tick.day) + 4, 2), end - width)
    if (x + width > scale.width + 40 || x < scale.x(tick.day) - 1) return
    if (flag && x < flag[1] + 6 && x + width > flag[0] - 6) return
    g.fillText(text, x, line)
  })
}

function paintMinor(
  g: CanvasRenderingContext2D,
  scale: Scale,
  ticks: Tick[],
  palette: Palette,
  words: DateWords,
): void {
  g.font = `12px ${FAMILY}`
  const majorDays = new Set(
    ticks.filter((tick) => tick.major && tick.unit === 'year').map((tick) => isoOf(tick.day)),
  )
  for (const tick of ticks) {
    const x = Math.round(scale.x(tick.day))
    g.fillStyle = palette.line
    // A month may begin within a week's name: its own tick stays above that.
    g.fillRect(x, tick.major ? 2 : 22, 1, tick.major ? 15 : AXIS)
    if (x < -4 || tick.major || (tick.unit === 'quarter' && majorDays.has(isoOf(tick.day)))) continue
    const text = tickText(tick, words)
    // Half a name at the edge is none.
    if (x > scale.width - EDGE && x + 4 + g.measureText(text).width > scale.width) continue
    g.fillStyle = palette.mute
    g.fillText(text, x + 4, 29)
  }
}

function flagExtent(
  g: CanvasRenderingContext2D,
  scale: Scale,
  now: { day: number; label: string },
): [number, number] | null {
  const x = scale.x(now.day + 0.5)
  if (x < -2 || x > scale.width + 2) return null
  g.font = `600 12px ${FAMILY}`
  const width = g.measureText(now.label).width + 16
  return x + width > scale.width ? [x - width, x] : [x, x + width]
}

function paintFlag(
  g: CanvasRenderingContext2D,
  [left, right]: [number, number],
  label: string,
  palette: Palette,
): void {
  g.fillStyle = palette.now
  g.beginPath()
  g.roundRect(left, 1, right - left, 18, 4)
  g.fill()
  g.fillStyle = palette.bg
  g.font = `600 12px ${FAMILY}`
  g.textAlign = 'left'
  g.fillText(label, left + 8, 14)
}
