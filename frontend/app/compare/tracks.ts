import { fetchTrack, Refused } from '../data/api'
import type { Row } from '../data/nouns'
import { dayOf, monthStart } from '../time/day'
import type { Span } from '../time/scale'

/** One line of a comparison: the events of a thread, an actor or a place. */
export interface Track {
  id: string
  name: string
  events: Row[]
  /** Why there are no events: it is not known here, it could not be asked for; '' where there are some or none match. */
  problem: '' | 'unknown' | 'failed'
}

export const KINDS = ['thread', 'actor', 'place'] as const
export type Kind = (typeof KINDS)[number]

/** "thread:istanbul" → its kind and id; null for what is neither. */
export function readTrack(id: string): { kind: Kind; value: string } | null {
  const [kind, value] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)]
  return (KINDS as readonly string[]).includes(kind) && value ? { kind: kind as Kind, value } : null
}

export async function loadTrack(id: string, name: string, query: URLSearchParams): Promise<Track> {
  const track = readTrack(id)
  if (!track) return { id, name, events: [], problem: 'unknown' }
  try {
    return { id, name, events: await fetchTrack(track.kind, track.value, query), problem: '' }
  } catch (error) {
    const unknown = error instanceof Refused && error.field === track.kind
    return { id, name, events: [], problem: unknown ? 'unknown' : 'failed' }
  }
}

export function daysOf(track: Track): number[] {
  return track.events.map((event) => dayOf(event.when.start || event.when.end))
}

/**
 * The day that counts as 0 in each track: its first event for "first", else
 * the event of `align` that is one of its own, its first where there is none.
 * All zero, the calendar, where nothing is aligned.
 */
export function zeroDays(tracks: readonly Track[], align: readonly string[]): number[] {
  return tracks.map((track) => {
    if (align.length === 0) return 0
    const days = daysOf(track)
    const chosen = track.events.findIndex((event) => align.includes(event.id))
    return days[Math.max(0, chosen)] ?? 0
  })
}

/** The event that each track is aligned at, by id. */
export function alignedAt(tracks: readonly Track[], align: readonly string[]): string[] {
  return tracks.map(
    (track) => (track.events.find((event) => align.includes(event.id)) ?? track.events[0])?.id ?? '',
  )
}

/** The days that all tracks together need, each counted from its own zero. */
export function spanOf(tracks: readonly Track[], zero: readonly number[]): Span {
  const all = tracks.flatMap((track, i) => daysOf(track).map((day) => day - zero[i]!))
  if (all.length === 0) return { from: 0, to: 1 }
  const [from, to] = [Math.min(...all), Math.max(...all)]
  const margin = Math.max(2, (to - from) * 0.03)
  return { from: from - margin, to: to + 1 + margin }
}

/** Events per month over a span: the small overview of a track. */
export function perMonth(days: readonly number[], span: Span): { from: number; to: number; n: number }[] {
  const months = []
  for (let from = monthStart(span.from); from < span.to; from = monthStart(from, 1)) {
    const to = monthStart(from, 1)
    const n = days.filter((day) => day >= from && day < to).length
    if (n > 0) months.push({ from, to, n })
  }
  return months
}

/** The same in numbers; `reach` is the days from day 0 to the last event. */
export function numbers(
  days: readonly number[],
  zero = 0,
): { events: number; first: number; last: number; gap: number; reach: number } {
  const gaps = days.slice(1).map((day, i) => day - days[i]!)
  gaps.sort((a, b) => a - b)
  const last = days[days.length - 1] ?? Number.NaN
  return {
    events: days.length,
    first: days[0] ?? Number.NaN,
    last,
    gap: gaps.length ? gaps[gaps.length >> 1]! : Number.NaN,
    reach: last - zero,
  }
}
