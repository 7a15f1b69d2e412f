import { describe, expect, it } from 'vitest'
import { dayOf } from '../time/day'
import { decode, decodeMany, firstAt, UNKNOWN } from './columns'
import { filterParams, NO_FILTER, select, selectionOf, serverQuery, withValue } from './filter'
import { busiest, countIn, dealOut, dealOutByType, longestSpan, rowsIn } from './lanes'

const answer = {
  version: '7',
  total: 4,
  first: '2025-05-10',
  legend: { precision: ['day', 'weekend'], type: ['talks', 'call'], status: ['happened', 'planned'] },
  columns: { day: [0, 2, 4, 0], span: [1, 0, 0, -1], precision: 'baaa', type: 'abaa', status: 'aab-' },
}
const columns = decode(answer)

describe('the index', () => {
  it('is read into days, spans and letters', () => {
    expect([...columns.day]).toEqual([0, 2, 6, 6].map((n) => dayOf('2025-05-10') + n))
    expect([...columns.last]).toEqual([1, 2, 6, 6].map((n) => dayOf('2025-05-10') + n))
    expect([...columns.type]).toEqual([0, 1, 0, 0])
    expect(columns.status[3]).toBe(UNKNOWN)
  })
  it('is refused where its columns disagree', () => {
    expect(() => decode({ ...answer, columns: { ...answer.columns, type: 'aa' } })).toThrow(/type/)
    expect(() => decode({ ...answer, columns: { ...answer.columns, type: 'azaa' } })).toThrow(/legend/)
  })
  it('has further columns of many values', () => {
    const many = decodeMany({ legend: ['x', 'y', 'z'], rows: '#$  % #' }, 4)
    const of = (row: number) =>
      [...many.values.slice(many.starts[row], many.starts[row + 1])].map((v) => many.legend[v])
    expect([0, 1, 2, 3].map(of)).toEqual([['x', 'y'], [], ['z'], ['x']])
  })
})

describe('filters', () => {
  const talks = withValue(NO_FILTER, 'type', 'talks', 'is')
  it('choose rows and count under the other filters', () => {
    const chosen = select(columns, talks)
    expect([...chosen.rows]).toEqual([0, 2, 3])
    expect([...chosen.counts.type]).toEqual([3, 1])
    expect([...chosen.counts.status]).toEqual([1, 1])
  })
  it('give the days of the rows and how many are of each type', () => {
    const chosen = select(columns, talks)
    expect([...chosen.days]).toEqual([0, 2, 3].map((row) => columns.day[row]))
    expect([...chosen.perType]).toEqual([3, 0, 0])
  })
  it('find their rows again when they are taken back, and not those of another index', () => {
    const before = selectionOf(columns, NO_FILTER)
    expect(selectionOf(columns, talks)).not.toBe(before)
    expect(selectionOf(columns, withValue(talks, 'type', 'talks', null))).toBe(before)
    expect(selectionOf(decode(answer), NO_FILTER)).not.toBe(before)
    for (const status of ['a', 'b', 'c', 'd'])
      selectionOf(columns, withValue(NO_FILTER, 'status', status, 'is'))
    expect(selectionOf(columns, NO_FILTER)).not.toBe(before)
  })
  it('exclude', () => {
    expect([...select(columns, withValue(NO_FILTER, 'type', 'talks', 'not')).rows]).toEqual([1])
  })
  it('leave to the server what the index does not hold', () => {
    const filter = withValue(withValue(talks, 'actor', 'b', 'is'), 'actor', 'a', 'not')
    expect(serverQuery(filter).toString()).toBe('actor=b&not.actor=a')
    expect(filterParams(filter).toString()).toBe('type=talks&actor=b&not.actor=a')
  })
  it('forget a value that is taken back', () => {
    expect(withValue(talks, 'type', 'talks', null)).toEqual(NO_FILTER)
  })
})

describe('lanes', () => {
  const rows = Uint32Array.of(0, 1, 2, 3)
  it('deal a selection out by type as one by one', () => {
    const index = decode({ ...answer, columns: { ...answer.columns, type: 'ab-a' } })
    const names = ['a', 'b'].map((id) => ({ id, label: id, token: '', shape: '' }))
    const ways: Record<string, [number, number, number]> = {
      'two lanes': [0, 1, 1],
      'all in one': [1, 1, 1],
      'some in none': [-1, 0, 1],
    }
    for (const [way, [talks, call, unknown]] of Object.entries(ways)) {
      const laneOfType = new Int16Array(256).fill(unknown)
      laneOfType.set([talks, call])
      for (const filter of [NO_FILTER, withValue(NO_FILTER, 'type', 'talks', 'not')]) {
        const selection = select(index, filter)
        const single = (row: number) => [laneOfType[index.type[row]!]!].filter((lane) => lane >= 0)
        expect(dealOutByType(index, selection, names, laneOfType), way).toEqual(
          dealOut(index, selection.rows, names, single),
        )
      }
    }
  })
  it('deal rows out, also to several lanes', () => {
    const names = ['a', 'b'].map((id) => ({ id, label: id, token: '', shape: '' }))
    const [a, b] = dealOut(columns, rows, names, (row) => (row === 1 ? [0, 1] : [0]))
    expect([...a!.rows]).toEqual([0, 1, 2, 3])
    expect([...b!.rows]).toEqual([1])
    expect(countIn(a!.days, dayOf('2025-05-12'), dayOf('2025-05-17'))).toBe(3)
  })
  it('find what began before a window and reaches into it', () => {
    const day = dayOf('2025-05-11')
    expect(rowsIn(columns, rows, columns.day, day, day + 1, longestSpan(columns))).toEqual([0])
  })
  it('fold the less busy ones, never those that are chosen', () => {
    const values = Array.from({ length: 20 }, (_, i) => ({ id: `v${i}`, count: i }))
    const { kept, others } = busiest(values)
    expect(kept.map((v) => v.count)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9])
    expect(others).toHaveLength(9)
    const own = busiest(values, ['v0', 'v3'])
    expect(own.kept.map((v) => v.count)).toEqual([3, 0, 19, 18, 17, 16, 15, 14, 13, 12, 11])
    expect(own.others).toHaveLength(9)
  })
  it('search by halves', () => {
    expect([0, 1, 3, 5, 9].map((day) => firstAt([1, 3, 3, 5], day))).toEqual([0, 0, 1, 3, 4])
  })
})
