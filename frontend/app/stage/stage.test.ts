import { describe, expect, it } from 'vitest'
import type { When } from '../data/nouns'
import { dayOf } from '../time/day'
import { extentOf } from './items'
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
    labels: label ? [label, Math.min(label, 40)] : [],
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
      const width = t.labels[p.cut]! + 5 + MARK
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
