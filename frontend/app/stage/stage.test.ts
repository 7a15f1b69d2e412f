import { describe, expect, it } from 'vitest'
import { type Columns, NONE } from '../data/columns'
import { dealOut } from '../data/lanes'
import type { Row, When } from '../data/nouns'
import { dayOf } from '../time/day'
import { extentOf, itemOf, withHour } from './items'
import { layoutStage } from './layout'
import { lookOf } from './marks'
import { MARK, type Placeable, place } from './place'

describe('extents', () => {
  const when = (over: Partial<When>): When => ({
    start: '2025-05-10',
    end: '2025-05-12',
    precision: 'range',
    lasting: false,
    open: '',
    clock: '',
    zone: '',
    ...over,
  })
  const day = dayOf('2025-05-10')
  it('draw duration as a bar and doubt as a bracket', () => {
    expect(extentOf(when({ lasting: true, precision: 'day' }))).toMatchObject({
      kind: 'bar',
      at: day + 0.5,
      to: day + 2.5,
    })
    expect(extentOf(when({}))).toMatchObject({ kind: 'bracket', at: day + 1.5, ring: false })
    expect(extentOf(when({ end: '2025-05-10', precision: 'day' }))).toMatchObject({ kind: 'point' })
  })
  it('draw a month as a ring', () => {
    expect(extentOf(when({ start: '2025-05-01', end: '2025-05-31', precision: 'month' })).ring).toBe(true)
  })
  it('leave open sides open', () => {
    expect(extentOf(when({ start: '', open: 'by' }))).toMatchObject({ kind: 'bracket', openLeft: true })
    expect(extentOf(when({ end: '', open: 'after' }))).toMatchObject({ kind: 'bracket', openRight: true })
    expect(extentOf(when({ end: '', open: 'since' }))).toMatchObject({ kind: 'bar', openRight: true })
  })
})

describe('hours', () => {
  const day = dayOf('2026-05-10')
  const on = (id: string, clock: string, over: Partial<Row> = {}): Row => ({
    id,
    type: 'talks',
    title: id,
    when: {
      start: '2026-05-10',
      end: '2026-05-10',
      precision: 'day',
      lasting: false,
      open: '',
      clock,
      zone: '',
    },
    status: 'happened',
    places: null,
    thread: '',
    significance: 3,
    review: 'unreviewed',
    corroboration: { reports: 1, sources: 1, independent: 1, unknown: 0, copies: 0 },
    flags: null,
    ...over,
  })
  const events = [on('noon', '12:00'), on('some time', ''), on('evening', '18:30')]
  const columns: Columns = {
    ...NONE,
    size: events.length,
    day: Int32Array.of(day, day, day),
    last: Int32Array.of(day, day, day),
    precision: new Uint8Array(3),
    type: new Uint8Array(3),
    status: new Uint8Array(3),
    legend: { precision: ['day'], type: ['talks'], status: ['happened'] },
  }
  it('put an event at its hour, and never one without', () => {
    expect(withHour(itemOf(columns, 0, events[0]))).toMatchObject({ clock: true, extent: { at: day + 0.5 } })
    expect(withHour(itemOf(columns, 1, events[1])).clock).toBeUndefined()
    const month = on('month', '12:00', {
      when: { ...events[0]!.when, end: '2026-05-31', precision: 'month' },
    })
    expect(withHour(itemOf(columns, 0, month)).clock).toBeUndefined()
  })
  it('have a row of their own for whole days, above', () => {
    const [lane] = layoutStage({
      lanes: dealOut(
        columns,
        Uint32Array.of(0, 1, 2),
        [{ id: 'a', label: 'A', token: '', shape: '' }],
        () => [0],
      ),
      columns,
      longest: 0,
      span: { from: day, to: day + 1 },
      width: 900,
      selected: '',
      best: new Map(),
      event: (row) => events[row],
      measure: (text) => text.length * 7,
      stackTitle: String,
    }).lanes
    expect(lane).toMatchObject({ mode: 'marks', allDay: 1, unlabelled: 0 })
    expect(lane!.placed.get(1)).toMatchObject({ row: 0 })
    expect(lane!.placed.get(0)!.row).toBeGreaterThan(0)
  })
  it('keep the other days that sources claim', () => {
    const disputed = on('disputed', '', { claimed: ['2026-05-12', '2026-05-14/2026-05-16', 'nonsense'] })
    expect(itemOf(columns, 0, disputed).extent.others).toEqual([day + 2.5, day + 5.5])
  })
})

describe('looks', () => {
  it('tell every status without colour', () => {
    const all = (['planned', 'proposed', 'happened', 'rejected', 'cancelled', 'claimed'] as const).map((s) =>
      JSON.stringify(lookOf(s)),
    )
    expect(new Set(all).size).toBe(all.length)
    expect(lookOf('planned', ['outcome_unknown']).unknown).toBe(true)
    expect(lookOf('happened', ['disputed']).fill).toBe('half')
  })
})

describe('placement', () => {
  const thing = (key: number, x: number, label = 100, weight = 0): Placeable => ({
    key,
    x,
    left: x,
    right: x,
    labels: () => [label, Math.min(label, 40)],
    least: Math.min(label, 40),
    weight,
  })
  it('puts the important one first', () => {
    const { placed } = place([thing(1, 50, 100, 1), thing(2, 52, 100, 9)], 3, 900)
    expect(placed.get(2)).toMatchObject({ row: 0, side: 'right' })
    expect(placed.get(1)).toMatchObject({ row: 1, side: 'right' })
  })
  it('turns labels to the left near the right edge', () => {
    expect(place([thing(1, 880)], 3, 900).placed.get(1)!.side).toBe('left')
  })
  it('gives up a label rather than draw a mark over it', () => {
    const { placed, crowded } = place(
      [thing(1, 20, 100, 5), thing(2, 200, 100, 9), thing(3, 110, 100, 1)],
      1,
      900,
    )
    expect(placed.get(1)!.side).toBeNull()
    expect(placed.get(2)!.side).toBe('right')
    expect(crowded).toBe(0)
  })
  it('shortens a label before it leaves it out', () => {
    expect(place([thing(1, 20, 100, 5), thing(2, 100, 100, 9)], 1, 900).placed.get(1)).toMatchObject({
      cut: 1,
      side: 'right',
    })
  })
  it('never draws labels over each other', () => {
    let seed = 1
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const things = Array.from({ length: 120 }, (_, i) =>
      thing(i, random() * 900, 60 + random() * 120, random()),
    )
    const { placed } = place(things, 6, 900)
    const boxes = things.flatMap((t) => {
      const p = placed.get(t.key)!
      if (!p.side) return []
      const width = t.labels()[p.cut]! + 5 + MARK
      return [
        {
          row: p.row,
          from: p.side === 'left' ? t.x - width : t.x - MARK,
          to: p.side === 'left' ? t.x + MARK : t.x + width,
        },
      ]
    })
    for (const a of boxes) {
      for (const b of boxes)
        if (a !== b && a.row === b.row) expect(a.to <= b.from || b.to <= a.from).toBe(true)
    }
  })
})
