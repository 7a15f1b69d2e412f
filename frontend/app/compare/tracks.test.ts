import { describe, expect, it } from 'vitest'
import type { Row } from '../data/nouns'
import { dayOf } from '../time/day'
import { alignedAt, numbers, perMonth, readTrack, spanOf, type Track, zeroDays } from './tracks'

const on = (id: string, day: string) => ({ id, when: { start: day, end: day } }) as Row
const track = (id: string, ...days: string[]): Track => ({
  id,
  name: id,
  problem: '',
  events: days.map((day, i) => on(`${id}${i}`, day)),
})
const tracks = [track('a', '2026-01-10', '2026-01-20', '2026-03-01'), track('b', '2026-05-01', '2026-05-04')]

describe('tracks of a comparison', () => {
  it('are threads, actors and places', () => {
    expect(readTrack('thread:x')).toEqual({ kind: 'thread', value: 'x' })
    expect(readTrack('type:x')).toBeNull()
    expect(readTrack('thread:')).toBeNull()
  })
  it('stand on the calendar, at their first events, or at chosen ones', () => {
    expect(zeroDays(tracks, [])).toEqual([0, 0])
    expect(zeroDays(tracks, ['first'])).toEqual([dayOf('2026-01-10'), dayOf('2026-05-01')])
    expect(zeroDays(tracks, ['a1', 'b1'])).toEqual([dayOf('2026-01-20'), dayOf('2026-05-04')])
    expect(alignedAt(tracks, ['a1'])).toEqual(['a1', 'b0'])
  })
  it('share one axis', () => {
    const { from, to } = spanOf(tracks, zeroDays(tracks, ['first']))
    expect(from).toBe(-2)
    expect(to).toBe(50 + 1 + 2)
    expect(spanOf([], [])).toEqual({ from: 0, to: 1 })
  })
  it('have an overview by month and the same in numbers', () => {
    const days = tracks[0]!.events.map((event) => dayOf(event.when.start))
    const span = { from: dayOf('2026-01-01'), to: dayOf('2026-12-31') }
    expect(perMonth(days, span).map((month) => month.n)).toEqual([2, 1])
    expect(numbers(days, dayOf('2026-01-20'))).toMatchObject({ events: 3, gap: 40, reach: 40 })
    expect(numbers([]).gap).toBeNaN()
  })
})
