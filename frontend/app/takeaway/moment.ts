import { format } from '../time/when'
import type { TakeAwayWords } from './words'

const MOMENT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
}
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }

/** The moment that is shown: the end of a day, a timestamp, or the present. */
export function momentWords(asOf: string, now: Date, locale: string, t: TakeAwayWords): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(asOf)) return t.endOf(format(locale, DAY).format(new Date(asOf)))
  return `${format(locale, MOMENT).format(asOf ? new Date(asOf) : now)} UTC`
}

/** A moment as addresses take it. */
export function stamp(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}
