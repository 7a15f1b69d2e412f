/**
 * Days as whole numbers since 1 January 1970, and as ISO strings. A day is a
 * calendar day, never a moment: no function here knows a time zone.
 */

const MS = 86_400_000

/** dayOf('2025-05-16') is 20224; NaN for what is no day. */
export function dayOf(iso: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!match) return Number.NaN
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = utc(year, month - 1, day)
  return date.getUTCMonth() === month - 1 ? date.getTime() / MS : Number.NaN
}

/** isoOf(20224) is '2025-05-16'. */
export function isoOf(day: number): string {
  return dateOf(day).toISOString().slice(0, 10)
}

/** The midnight in UTC that stands for a day, for Intl with timeZone UTC only. */
export function dateOf(day: number): Date {
  return new Date(Math.floor(day) * MS)
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (((Math.floor(day) + 3) % 7) + 7) % 7
}

export function mondayOf(day: number): number {
  return Math.floor(day) - weekdayOf(day)
}

/** The first day of the month that lies `months` after the month of `day`. */
export function monthStart(day: number, months = 0): number {
  const date = dateOf(day)
  return utc(date.getUTCFullYear(), date.getUTCMonth() + months, 1).getTime() / MS
}

export function yearStart(day: number, years = 0): number {
  return utc(dateOf(day).getUTCFullYear() + years, 0, 1).getTime() / MS
}

function utc(year: number, month: number, day: number): Date {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date
}
