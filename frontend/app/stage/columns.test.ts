import { describe, expect, it } from 'vitest'
import { type Columns, NONE } from '../data/columns'
import { dealOut } from '../data/lanes'
import type { Row } from '../data/nouns'
import { dayOf, isoOf } from '../time/day'
import { Scale } from '../time/scale'
import { bestRows } from './best'
import { columnsTop, layoutStage, type StageInput } from './layout'
import { inTurn } from './paintmarks'
import { type Placeable, placeLabels } from './place'
import { countedByWeek, emptyBins, markUncovered } from './strip'

const FIRST = dayOf('2025-01-01')
const SPAN = { from: FIRST, to: FIRST + 365 }
const PER_DAY = 12
const size = (365 * PER_DAY) / 12

/** Busy days of a year; one event in a hundred has many sources. */
const days = Int32Array.from({ length: size }, (_, i) => FIRST + Math.floor(i / 4) * 4)
const columns: Columns = {
  ...NONE,
  size,
  day: days,
  last: days,
  precision: new Uint8Array(size),
  type: new Uint8Array(size),
  status: new Uint8Array(size),
  legend: { precision: ['day'], type: ['talks'], status: ['happened'] },
}
const eventOf = (row: number): Row => ({
  id: `e${row}`,
  type: 'talks',
  title: `event ${row}`,
  when: {
    start: isoOf(days[row]!),
    end: isoOf(days[row]!),
    precision: 'day',
    lasting: false,
    open: '',
    clock: '',
    zone: '',
  },
  status: 'happened',
  places: null,
  thread: '',
  significance: 1,
  review: 'unreviewed',
  corroboration: { reports: 1, sources: 1, independent: row % 100 === 50 ? 9 : 1, unknown: 0, copies: 0 },
  flags: null,
})
const layout = (event: (row: number) => Row | undefined) =>
  layoutStage({
    lanes: dealOut(
      columns,
      Uint32Array.from({ length: size }, (_, i) => i),
      [{ id: 'a', label: 'A', token: 'talks', shape: 'circle' }],
      () => [0],
    ),
    columns,
    longest: 0,
    span: SPAN,
    width: 1200,
    selected: '',
    best: new Map(),
    event,
    measure: (text) => text.length * 7,
    stackTitle: String,
  }).lanes[0]!

describe('columns', () => {
  it('name the most corroborated event of a month above them', () => {
    const lane = layout(eventOf)
    expect(lane.mode).toBe('columns')
    expect(lane.items.map((item) => item.row)).toEqual(expect.arrayContaining([50, 150, 250]))
    expect(lane.items.length).toBeLessThanOrEqual(12)
    expect(lane.items.every((item) => lane.placed.get(item.row)?.side)).toBe(true)
    expect(columnsTop(lane)).toBeGreaterThan(columnsTop(layout(() => undefined)))
  })
  it('take no room for names before they are known', () => {
    const lane = layout(() => undefined)
    expect(lane).toMatchObject({ mode: 'columns', items: [] })
  })
  it('place names only where they fit, the weightier first', () => {
    const thing = (key: number, x: number, weight: number): Placeable => ({
      key,
      x,
      left: x,
      right: x,
      labels: () => [100],
      least: 100,
      weight,
    })
    expect([...placeLabels([thing(1, 50, 1), thing(2, 80, 9), thing(3, 300, 1)], 1, 600).keys()]).toEqual([
      2, 3,
    ])
  })
})

describe('a lane that a filter has left as it was', () => {
  const names = ['a', 'b'].map((id) => ({ id, label: id, token: 'talks', shape: 'circle' }))
  const rows = (every: number) => Uint32Array.from({ length: size / every }, (_, i) => i * every)
  const event = (row: number) => eventOf(row)
  const stackTitle = String
  const input = (chosen: Uint32Array, more: Partial<StageInput> = {}): StageInput => ({
    lanes: dealOut(columns, chosen, names, (row) => (row % 20 === 0 ? [0] : [1])),
    columns,
    longest: 0,
    span: SPAN,
    width: 1200,
    selected: '',
    best: new Map(),
    event,
    measure: (text) => text.length * 7,
    stackTitle,
    ...more,
  })
  const [before, filtered] = [layoutStage(input(rows(10))), input(rows(20))]

  it('keeps its layout, and the others are laid out anew', () => {
    const [a, b] = layoutStage(filtered, before).lanes
    expect(a!.placed).toBe(before.lanes[0]!.placed)
    expect(a!.lane).toBe(filtered.lanes[0])
    expect(b).toMatchObject({ inView: 0, items: [] })
    expect(layoutStage(filtered, before).height).toBe(layoutStage(filtered).height)
  })
  it.each([
    ['another window', { span: { ...SPAN, to: SPAN.to + 1 } }],
    ['another width', { width: 900 }],
    ['another selected event', { selected: 'e0' }],
    ['more titles', { event: (row: number) => eventOf(row) }],
    ['another language', { stackTitle: (n: number) => `${n} ×` }],
    ['another index', { columns: { ...columns } }],
  ] as [string, Partial<StageInput>][])('loses it with %s', (_, more) => {
    expect(layoutStage(input(rows(20), more), before).lanes[0]!.placed).not.toBe(before.lanes[0]!.placed)
  })
  it('loses it when other events may be named', () => {
    const named = { ...filtered, best: new Map([[filtered.lanes[0]!, [0]]]) }
    expect(layoutStage(named, before).lanes[0]!.placed).not.toBe(before.lanes[0]!.placed)
  })
})

describe('the line of a thread', () => {
  it('goes on from where it is, up or down', () => {
    const points: [number, number][] = [
      [10, 90],
      [5, 100],
      [10, 20],
      [10, 50],
      [20, 80],
      [20, 30],
    ]
    inTurn(points)
    expect(points.map(([, y]) => y)).toEqual([100, 90, 50, 20, 30, 80])
  })
})

describe('the overview', () => {
  const period = (from: string, to: string) => ({ from: dayOf(from), to: dayOf(to) })
  it('counts by week under three years', () => {
    expect(countedByWeek(period('2024-01-01', '2026-12-01'))).toBe(true)
    expect(countedByWeek(period('2024-01-01', '2027-02-01'))).toBe(false)
    const weeks = emptyBins(period('2025-05-01', '2025-05-20'), 5, true)
    expect(weeks.map((bin) => isoOf(bin.from))).toEqual([
      '2025-04-28',
      '2025-05-05',
      '2025-05-12',
      '2025-05-19',
    ])
    expect(emptyBins(period('2025-05-20', '2025-07-02'), 5, false).map((bin) => isoOf(bin.from))).toEqual([
      '2025-05-01',
      '2025-06-01',
      '2025-07-01',
    ])
  })
  it('says of weeks whether sources were read in their month', () => {
    const months = [
      { from: dayOf('2025-05-01'), to: dayOf('2025-06-01'), counts: [], planned: 0, uncovered: true },
    ]
    const weeks = markUncovered(emptyBins(period('2025-05-20', '2025-06-10'), 0, true), months)
    expect(weeks.map((bin) => bin.uncovered)).toEqual([true, true, false, false])
  })
})

describe('the best of too many', () => {
  it('have the most independent sources of their month, and room beside each other', () => {
    const rows = Uint32Array.from({ length: size }, (_, i) => i)
    const lane = dealOut(columns, rows, [{ id: 'a', label: 'A', token: '', shape: '' }], () => [0])[0]!
    const independent = {
      legend: ['1', '9', '4'],
      starts: Uint32Array.from({ length: size + 1 }, (_, i) => i),
      values: Uint16Array.from({ length: size }, (_, i) => (i === 50 ? 1 : i === 40 ? 2 : 0)),
    }
    const best = bestRows(lane, independent, new Scale({ from: FIRST, to: FIRST + 365 }, 1200))
    expect(best[0]).toBe(50)
    expect(best).not.toContain(40)
    const xs = best.map((row) => ((days[row]! - FIRST) * 1200) / 365).sort((a, b) => a - b)
    expect(xs.slice(1).every((x, i) => x - xs[i]! >= 240)).toBe(true)
    expect(best.length).toBeGreaterThan(2)
  })
})
