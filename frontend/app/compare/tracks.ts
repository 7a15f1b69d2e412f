import { fetchTrack } from '../data/api'
import type { Row } from '../data/nouns'
import { dayOf } from '../time/day'

/** One line of a comparison: the events of a thread, an actor or a place. */
export interface Track {
  id: string
  name: string
  events: Row[]
}

export const KINDS = ['thread', 'actor', 'place'] as const
export type Kind = (typeof KINDS)[number]

/** "thread:istanbul" → its kind and id; null for what is neither. */
export function readTrack(id: string): { kind: Kind; value: string } | null {
  const [kind, value] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)]
  return (KINDS as readonly string[]).includes(kind) && value ? { kind: kind as Kind, value } : null
}

export async function loadTrack(id: string, name: string, asOf: string): Promise<Track> {
  const track = readTrack(id)
  return { id, name, events: track ? await fetchTrack(track.kind, track.value, asOf) : [] }
}

export function daysOf(track: Track): number[] {
  return track.events.map((event) => dayOf(event.when.start || event.when.end))
}

/** The same in numbers. */
export function numbers(days: number[]): { events: number; first: number; last: number; gap: number } {
  const gaps = days.slice(1).map((day, i) => day - days[i]!)
  gaps.sort((a, b) => a - b)
  return {
    events: days.length,
    first: days[0] ?? Number.NaN,
    last: days[days.length - 1] ?? Number.NaN,
    gap: gaps.length ? gaps[gaps.length >> 1]! : Number.NaN,
  }
}
