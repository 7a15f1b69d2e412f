import type { When } from '../data/nouns'
import { dateOf, dayOf } from './day'

/** The words around a date, one set per language. */
export interface DateWords {
  locale: string
  weekend(days: string): string
  week(days: string): string
  month(month: string): string
  season(days: string): string
  year(year: string): string
  oneOf(days: string): string
  part(which: 'early' | 'mid' | 'late', month: string, days: string): string
  by(day: string): string
  before(day: string): string
  until(day: string): string
  after(day: string): string
  since(day: string): string
  /** day is empty where it is the same in UTC; hour is empty where the place lives by UTC. */
  clock(utc: string, day: string, hour: string): string
  /** Of an hour whose zone no source gives. */
  localTime(hour: string): string
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A cached Intl format. The zone is always UTC, because days are stored as UTC midnights. */
export function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    formats.set(key, made)
  }
  return made
}

const LONG: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }

export function longDay(day: number, words: DateWords): string {
  return format(words.locale, LONG).format(dateOf(day))
}

export function shortDay(day: number, words: DateWords): string {
  return format(words.locale, SHORT).format(dateOf(day))
}

export function fullDay(day: number, words: DateWords): string {
  return format(words.locale, { weekday: 'long', ...LONG }).format(dateOf(day))
}

export function monthName(day: number, words: DateWords): string {
  return format(words.locale, { month: 'long', year: 'numeric' }).format(dateOf(day))
}

const ranges = new Map<string, string>()

/** "23–25 May 2025"; both days included. Kept, because formatRange is slow. */
export function dayRange(from: number, to: number, words: DateWords): string {
  const key = `${from} ${to} ${words.locale}`
  let range = ranges.get(key)
  if (range === undefined) {
    range = format(words.locale, LONG)
      .formatRange(dateOf(from), dateOf(to))
      .replace(/^(\d{1,2})\s–\s(\d{1,2}\s)/, '$1–$2')
    if (ranges.size > 2000) ranges.clear()
    ranges.set(key, range)
  }
  return range
}

/** The date of an event in words, never sharper than its source. */
export function whenWords(when: When, words: DateWords): string {
  const date = dateWords(when, words, longDay)
  return withHour(when, date, words)
}

/**
 * The bounds that a source gives for a date, "2025-05-16/2025-05-18" or
 * "../2025-06-02", in words. They may have been imported: what is no day is
 * shown as it was given.
 */
export function valueWords(value: string, words: DateWords): string {
  const [first, last = first] = value.split('/') as [string, string?]
  const [from, to] = [dayOf(first), dayOf(last)]
  if (first === '..' && !Number.isNaN(to)) return words.by(longDay(to, words))
  if (last === '..' && !Number.isNaN(from)) return words.since(longDay(from, words))
  if (Number.isNaN(from) || Number.isNaN(to)) return value
  return from === to ? longDay(from, words) : dayRange(from, to, words)
}

/** The date of an event in words, with the weekday where the day is exact. */
export function whenFull(when: When, words: DateWords): string {
  const date = dateWords(when, words, fullDay)
  return withHour(when, date, words)
}

/** Puts the hour of an exact day behind it, in UTC and at the place: "15:20 UTC, 18:20 Kyiv". */
function withHour({ start, end, clock, zone }: When, date: string, words: DateWords): string {
  if (!clock || start !== end) return date
  if (!zone) return `${date}, ${words.localTime(clock)}`
  try {
    const ahead = (at: number) =>
      Date.parse(`${new Date(at).toLocaleString('sv', { timeZone: zone }).replace(' ', 'T')}Z`) - at
    const local = Date.parse(`${start}T${clock}Z`)
    // Where summer time begins or ends, the offset is that of the hour meant.
    const at = new Date(local - ahead(local - ahead(local)))
    const [day, hour] = at.toISOString().split('T') as [string, string]
    return `${date}, ${words.clock(
      hour.slice(0, 5),
      day === start ? '' : format(words.locale, { day: 'numeric', month: 'long' }).format(at),
      zone === 'UTC' ? '' : `${clock} ${zone.replace(/.*\//, '').replaceAll('_', ' ')}`,
    )}`
  } catch {
    return `${date}, ${clock} (${zone})` // no zone that this browser knows, or no hour
  }
}

type DayFormat = (day: number, words: DateWords) => string

function dateWords(when: When, words: DateWords, exact: DayFormat): string {
  if (when.open) return openWords(when, words)
  const [from, to] = [dayOf(when.start), dayOf(when.end)]
  if (from === to && when.precision === 'day') return exact(from, words)
  const days = dayRange(from, to, words)
  if (when.lasting) return days
  switch (when.precision) {
    case 'weekend':
      return words.weekend(days)
    case 'week':
      return words.week(days)
    case 'part_of_month':
      return partWords(from, to, words)
    case 'month':
      return words.month(monthName(from, words))
    case 'season':
      return words.season(days)
    case 'year':
      return words.year(format(words.locale, { year: 'numeric' }).format(dateOf(from)))
    case 'day':
      return days
    default:
      return words.oneOf(days)
  }
}

function partWords(from: number, to: number, words: DateWords): string {
  const [first, last] = [dateOf(from).getUTCDate(), dateOf(to).getUTCDate()]
  const which = first <= 1 ? 'early' : first <= 11 ? 'mid' : 'late'
  return words.part(which, monthName(from, words), `${first}–${last}`)
}

function openWords(when: When, words: DateWords): string {
  const day = longDay(dayOf(when.start || when.end), words)
  switch (when.open) {
    case 'by':
      return words.by(day)
    case 'before':
      return words.before(day)
    case 'until':
      return words.until(day)
    case 'after':
      return words.after(day)
    default:
      return words.since(day)
  }
}
