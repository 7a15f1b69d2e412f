/** Where a day lies on the line. No DOM here. */

/** A window of time: from the start of day `from` to the start of day `to`. */
export interface Span {
  from: number
  to: number
}

/** What is drawn: see the table of semantic zoom levels. */
export type Level = 'years' | 'months' | 'weeks' | 'days' | 'hours'

export const MIN_DAYS = 1
export const MAX_DAYS = 366 * 60

export class Scale {
  readonly perDay: number

  constructor(
    readonly span: Span,
    readonly width: number,
  ) {
    this.perDay = width / (span.to - span.from)
  }

  /** The left edge of a day; fractions are hours. */
  x(day: number): number {
    return (day - this.span.from) * this.perDay
  }

  /** The middle of a day, where a mark of an exact day stands. */
  mid(day: number): number {
    return this.x(day + 0.5)
  }

  /** The point in time under a pixel. */
  at(x: number): number {
    return this.span.from + x / this.perDay
  }
}

export function levelOf(span: Span): Level {
  const days = span.to - span.from
  if (days > 3 * 366) return 'years'
  if (days > 92) return 'months'
  if (days > 22) return 'weeks'
  if (days > 2) return 'days'
  return 'hours'
}

export function pan(span: Span, days: number): Span {
  return { from: span.from + days, to: span.to + days }
}

/** Zooms by a factor (2: twice the days); the day `anchor` stays where it is. */
export function zoom(span: Span, factor: number, anchor: number): Span {
  const days = span.to - span.from
  const wanted = Math.min(MAX_DAYS, Math.max(MIN_DAYS, days * factor))
  const share = (anchor - span.from) / days
  return { from: anchor - share * wanted, to: anchor + (1 - share) * wanted }
}

/** Keeps at least a sliver of the bounds in view, so that nobody gets lost. */
export function clamp(span: Span, bounds: Span): Span {
  const days = span.to - span.from
  const slack = days / 2
  if (span.from < bounds.from - slack) return { from: bounds.from - slack, to: bounds.from - slack + days }
  if (span.to > bounds.to + slack) return { from: bounds.to + slack - days, to: bounds.to + slack }
  return span
}

/** The window between two, `share` of the way, for easing. */
export function between(a: Span, b: Span, share: number): Span {
  const eased = 1 - (1 - share) ** 3
  return { from: a.from + (b.from - a.from) * eased, to: a.to + (b.to - a.to) * eased }
}
