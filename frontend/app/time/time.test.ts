import { describe, expect, it } from 'vitest'
import type { When } from '../data/nouns'
import { en } from '../words/en'
import { dayOf, isoOf, mondayOf, monthStart, weekdayOf } from './day'
import { clamp, levelOf, Scale, zoom } from './scale'
import { ticksOf } from './ticks'
import { valueWords, whenWords } from './when'

describe('days', () => {
  it('reads and writes ISO days', () => {
    expect(isoOf(dayOf('2025-05-16'))).toBe('2025-05-16')
    expect(dayOf('1970-01-02')).toBe(1)
    expect(isoOf(dayOf('0900-01-01'))).toBe('0900-01-01')
  })
  it.each(['2025-02-30', '2025-13-01', 'yesterday', '', '2025-5-6'])('refuses %j', (text) => {
    expect(dayOf(text)).toBeNaN()
  })
  it('knows weeks and months', () => {
    expect(weekdayOf(dayOf('2025-05-16'))).toBe(4)
    expect(isoOf(mondayOf(dayOf('2025-05-18')))).toBe('2025-05-12')
    expect(isoOf(mondayOf(dayOf('1969-12-31')))).toBe('1969-12-29')
    expect(isoOf(monthStart(dayOf('2024-01-31'), 1))).toBe('2024-02-01')
  })
})

describe('scale', () => {
  const span = { from: dayOf('2025-05-01'), to: dayOf('2025-06-14') }
  it('puts days on the line and back', () => {
    const scale = new Scale(span, 880)
    expect(scale.x(span.from)).toBe(0)
    expect(scale.x(span.to)).toBe(880)
    expect(scale.at(scale.x(span.from + 7))).toBeCloseTo(span.from + 7)
  })
  it('keeps the anchor in place while zooming', () => {
    const anchor = span.from + 11
    const near = zoom(span, 0.25, anchor)
    expect(new Scale(near, 880).x(anchor)).toBeCloseTo(new Scale(span, 880).x(anchor))
  })
  it('stays near what there is', () => {
    const far = clamp({ from: 0, to: 44 }, span)
    expect(far.to - far.from).toBe(44)
    expect(far.to).toBeGreaterThanOrEqual(span.from)
  })
  it.each([
    [4000, 'years'],
    [1098, 'months'],
    [93, 'months'],
    [92, 'weeks'],
    [21, 'days'],
    [2, 'hours'],
  ])('draws %i days as %s', (days, level) => {
    expect(levelOf({ from: 0, to: days })).toBe(level)
  })
  it('keeps ticks apart, and the same ones while panning', () => {
    for (const days of [1, 3, 20, 60, 400, 4000, 20_000]) {
      const scale = new Scale({ from: 20_000, to: 20_000 + days }, 900)
      const minor = ticksOf(scale, levelOf(scale.span)).filter((tick) => !tick.major)
      minor.slice(1).forEach((tick, i) => {
        expect(scale.x(tick.day) - scale.x(minor[i]!.day)).toBeGreaterThan(40)
      })
      const moved = new Scale({ from: 20_000.4, to: 20_000.4 + days }, 900)
      const kept = new Set(ticksOf(moved, levelOf(moved.span)).map((tick) => tick.day))
      const inside = minor.filter((tick) => tick.day > moved.span.from && tick.day < scale.span.to)
      expect(inside.every((tick) => kept.has(tick.day))).toBe(true)
    }
  })
})

describe('dates in words', () => {
  const when = (over: Partial<When>): When => ({
    start: '2025-05-16',
    end: '2025-05-16',
    precision: 'day',
    lasting: false,
    open: '',
    clock: '',
    zone: '',
    ...over,
  })
  it.each<[Partial<When>, RegExp]>([
    [{}, /^16 May 2025$/],
    [{ start: '2025-05-24', end: '2025-05-25', precision: 'weekend' }, /^weekend of 24.25 May 2025$/],
    [{ start: '2025-05-11', end: '2025-05-20', precision: 'part_of_month' }, /^mid May 2025 \(11–20\)$/],
    [{ start: '2025-05-01', end: '2025-05-10', precision: 'part_of_month' }, /^early May 2025/],
    [{ start: '2025-05-21', end: '2025-05-31', precision: 'part_of_month' }, /^late May 2025/],
    [{ start: '2025-05-01', end: '2025-05-31', precision: 'month' }, /^May 2025, day not known$/],
    [{ start: '2025-05-23', end: '2025-05-25', lasting: true }, /^23.25 May 2025$/],
    [{ start: '', end: '2025-06-02', open: 'by' }, /^by 2 June 2025$/],
    [{ start: '2025-06-02', end: '', open: 'since' }, /^since 2 June 2025$/],
    [{ start: '2025-06-10', end: '2025-06-14', precision: 'range' }, /^between 10 and 14 June 2025$/],
    [{ clock: '18:20', zone: 'Europe/Kyiv' }, /^16 May 2025, 15:20 UTC, 18:20 Kyiv$/],
    [{ clock: '00:30', zone: 'Europe/Kyiv' }, /^16 May 2025, 21:30 UTC on 15 May, 00:30 Kyiv$/],
    [{ clock: '22:00', zone: 'America/New_York' }, /^16 May 2025, 02:00 UTC on 17 May, 22:00 New York$/],
    // The night in which summer time began: two hours before it, and after.
    [
      { start: '2025-03-30', end: '2025-03-30', clock: '02:30', zone: 'Europe/Kyiv' },
      /^30 March 2025, 00:30 UTC, 02:30 Kyiv$/,
    ],
    [
      { start: '2025-03-30', end: '2025-03-30', clock: '04:30', zone: 'Europe/Kyiv' },
      /^30 March 2025, 01:30 UTC, 04:30 Kyiv$/,
    ],
    [{ clock: '18:20', zone: 'UTC' }, /^16 May 2025, 18:20 UTC$/],
    // Not every browser knows offsets as zones.
    [{ clock: '18:20', zone: '+03:00' }, /^16 May 2025, (15:20 UTC, 18:20 \+03:00|18:20 \(\+03:00\))$/],
    [{ clock: '18:20' }, /^16 May 2025, 18:20 local time$/],
    [{ clock: '18:20', zone: '<b>' }, /^16 May 2025, 18:20 \(<b>\)$/],
    [{ clock: 'soon', zone: 'Europe/Kyiv' }, /^16 May 2025, soon \(Europe\/Kyiv\)$/],
    [{ end: '2025-05-18', precision: 'range', clock: '18:20', zone: 'UTC' }, /^between 16 and 18 May 2025$/],
  ])('%j', (over, words) => {
    expect(whenWords(when(over), en.dates).replaceAll(/[   ]/g, ' ').replaceAll(' – ', '–')).toMatch(words)
  })
})

describe('dates that sources claim', () => {
  it.each([
    ['2025-05-16', '16 May 2025'],
    ['2025-05-16/2025-05-18', '16–18 May 2025'],
    ['../2025-06-02', 'by 2 June 2025'],
    ['2025-06-02/..', 'since 2 June 2025'],
    ...['', '..', '../..', 'soon', '2025-02-30', '2025-05-16/x', '\0', '<script>'].map((odd) => [odd, odd]),
  ])('%j', (value, words) => {
    expect(valueWords(value, en.dates)).toBe(words)
  })
})
