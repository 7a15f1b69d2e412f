import { dateOf, mondayOf, monthStart, yearStart } from './day'
import type { Level, Scale } from './scale'

export interface Tick {
  day: number
  /** A major tick carries the larger unit above the line. */
  major: boolean
  unit: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour'
}

/** The ticks of the axis for a window; never closer than `gap` pixels. */
export function ticksOf(scale: Scale, level: Level, gap = 56): Tick[] {
  const plan: [Tick['unit'], Tick['unit']] = PLANS[level]
  const major = unitTicks(scale, plan[0], true)
  const minor = unitTicks(scale, plan[1], false)
  const kept = plan[1] === 'hour' ? minor : thin(minor, scale, gap)
  return [...major, ...kept].sort((a, b) => a.day - b.day || Number(b.major) - Number(a.major))
}

const PLANS: Record<Level, [Tick['unit'], Tick['unit']]> = {
  years: ['year', 'quarter'],
  months: ['year', 'month'],
  weeks: ['month', 'week'],
  days: ['month', 'day'],
  hours: ['day', 'hour'],
}

/** The start of the unit that holds a day, and the start of the n-th after it. */
const STARTS: Record<Exclude<Tick['unit'], 'hour'>, (day: number, n: number) => number> = {
  year: yearStart,
  quarter: (day, n) => monthStart(day, n * 3 - (dateOf(day).getUTCMonth() % 3)),
  month: monthStart,
  week: (day, n) => mondayOf(day) + n * 7,
  day: (day, n) => Math.floor(day) + n,
}

function unitTicks(scale: Scale, unit: Tick['unit'], major: boolean): Tick[] {
  const { from, to } = scale.span
  if (unit === 'hour') return hourTicks(from, to, scale.perDay)
  const ticks: Tick[] = []
  for (let n = 0, day = STARTS[unit](from, 0); day < to; day = STARTS[unit](from, ++n)) {
    ticks.push({ day, major, unit })
  }
  return ticks
}

function hourTicks(from: number, to: number, perDay: number): Tick[] {
  const step = [1, 2, 3, 6, 12].find((hours) => (hours / 24) * perDay >= 56) ?? 24
  const ticks: Tick[] = []
  for (let hour = Math.floor(from) * 24; hour < to * 24; hour += step) {
    if (hour >= from * 24) ticks.push({ day: hour / 24, major: false, unit: 'hour' })
  }
  return ticks
}

/** Leaves every second, third … tick out until the rest are far enough apart; the same ones at any pan. */
function thin(ticks: Tick[], scale: Scale, gap: number): Tick[] {
  const first = ticks[0]
  if (!first) return ticks
  const apart = DAYS[first.unit] * scale.perDay
  const step = Math.max(1, Math.ceil(gap / apart))
  if (step === 1) return ticks
  const sparse = STEPS[first.unit].find((s) => s >= step)
  return sparse ? ticks.filter((tick) => ordinal(tick) % sparse === 0) : []
}

const DAYS: Record<Tick['unit'], number> = {
  year: 365,
  quarter: 91,
  month: 30,
  week: 7,
  day: 1,
  hour: 1 / 24,
}

const STEPS: Record<Tick['unit'], number[]> = {
  year: [1, 2, 5, 10],
  quarter: [2],
  month: [2, 3, 6],
  week: [2, 4],
  day: [2, 7],
  hour: [],
}

function ordinal(tick: Tick): number {
  const date = dateOf(tick.day)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
  if (tick.unit === 'year') return date.getUTCFullYear()
  if (tick.unit === 'quarter') return months / 3
  if (tick.unit === 'month') return months
  if (tick.unit === 'week') return Math.floor((tick.day + 3) / 7)
  return tick.day
}
