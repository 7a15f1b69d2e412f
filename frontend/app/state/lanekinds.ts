import type { ManyName } from '../data/api'
import type { Columns, ManyColumn } from '../data/columns'
import { busiest, type LaneName } from '../data/lanes'
import type { Words } from '../words/en'
import type { LaneKind } from './address'
import { catalogue } from './catalogue.svelte'

/** The lanes and how rows come to them: by their type alone, or each to any number of lanes. */
export type Dealing =
  | { names: LaneName[]; laneOfType: Int16Array }
  | { names: LaneName[]; lanesOf: (row: number) => readonly number[] }

/** The further column that a kind of lane needs, '' where the index has it. */
export function laneColumn(kind: LaneKind): ManyName | '' {
  if (kind === 'actor') return 'actors'
  if (kind === 'place') return 'places'
  if (kind === 'thread' || kind === 'source') return kind
  return ''
}

/** Names the lanes of a kind and says which lanes a row belongs to; the chosen ones have a lane whatever their number. */
export function laneNames(
  kind: LaneKind,
  columns: Columns,
  rows: Uint32Array,
  many: { name: ManyName; column: ManyColumn } | null,
  chosen: readonly string[],
  t: Words,
): Dealing {
  if (kind === 'family') return byFamily(columns)
  if (kind === 'type') return byType(columns, rows, chosen, t)
  if (many && many.name === laneColumn(kind)) return byValue(kind, rows, many.column, chosen, t)
  return { names: [], lanesOf: () => [] }
}

/** A value that may have a lane: its place in the legend, and how many of the rows have it. */
export interface LaneValue {
  id: string
  index: number
  count: number
}

/** The values of a kind of lane that some of the rows have; none for families, which all have one. */
export function laneValues(
  kind: LaneKind,
  columns: Columns,
  rows: Uint32Array,
  many: { name: ManyName; column: ManyColumn } | null,
): LaneValue[] {
  if (kind === 'type') return typesOf(columns, rows)
  if (many && many.name === laneColumn(kind)) return countValues(rows, many.column).values
  return []
}

function byFamily(columns: Columns): Dealing {
  const families = catalogue.families
  const laneOfType = new Int16Array(256).fill(families.length - 1)
  columns.legend.type.forEach((type, i) => {
    const lane = families.findIndex((family) => family.id === catalogue.type(type).family)
    if (lane >= 0) laneOfType[i] = lane
  })
  const names = families.map((family) => ({
    id: family.id,
    label: family.label,
    token: family.token,
    shape: catalogue.types.find((type) => type.family === family.id)?.shape ?? 'bar',
  }))
  return { names, laneOfType }
}

function typesOf(columns: Columns, rows: Uint32Array): LaneValue[] {
  const counts = new Uint32Array(256)
  for (const row of rows) counts[columns.type[row]!]!++
  return columns.legend.type
    .map((id, index) => ({ id, index, count: counts[index]! }))
    .filter((type) => type.count > 0)
}

function byType(columns: Columns, rows: Uint32Array, chosen: readonly string[], t: Words): Dealing {
  const { kept, others } = busiest(typesOf(columns, rows), chosen)
  kept.sort((a, b) => a.index - b.index) // in the order of the vocabulary, family by family
  const names = kept.map(({ id }) => ({
    id,
    label: catalogue.type(id).plural,
    token: catalogue.token(id),
    shape: catalogue.type(id).shape,
  }))
  if (others.length) names.push(othersLane(t))
  return { names, laneOfType: laneByIndex(256, kept, others) }
}

const othersLane = (t: Words): LaneName => ({ id: '*', label: t.lanes.others, token: '', shape: '' })

/** The lane of each entry of a legend: its own, or that of the others behind them. */
function laneByIndex(size: number, kept: LaneValue[], others: LaneValue[]): Int16Array {
  const lanes = new Int16Array(size).fill(-1)
  kept.forEach((value, lane) => {
    lanes[value.index] = lane
  })
  for (const value of others) lanes[value.index] = kept.length
  return lanes
}

function countValues(rows: Uint32Array, column: ManyColumn): { values: LaneValue[]; bare: number } {
  const counts = new Uint32Array(column.legend.length)
  let bare = 0
  for (const row of rows) {
    const [from, to] = [column.starts[row]!, column.starts[row + 1]!]
    if (from === to) bare++
    for (let i = from; i < to; i++) counts[column.values[i]!]!++
  }
  const values = column.legend
    .map((id, index) => ({ id, index, count: counts[index]! }))
    .filter((value) => value.count > 0)
  return { values, bare }
}

/** The eleven busiest values, the others, and those without a value. */
function byValue(
  kind: 'actor' | 'place' | 'thread' | 'source',
  rows: Uint32Array,
  column: ManyColumn,
  chosen: readonly string[],
  t: Words,
): Dealing {
  if (kind !== 'source') catalogue.need(`${kind}s`)
  const { values, bare } = countValues(rows, column)
  const { kept, others } = busiest(values, chosen)
  const names = kept.map(({ id }) => ({ id, label: catalogue.name(kind, id), token: '', shape: '' }))
  const laneOf = laneByIndex(column.legend.length, kept, others)
  if (others.length) names.push(othersLane(t))
  const none = bare ? [names.length] : []
  if (bare) names.push({ id: '-', label: t.lanes.none, token: '', shape: '' })
  return { names, lanesOf: (row) => lanesOfRow(row, column, laneOf, none) }
}

function lanesOfRow(row: number, column: ManyColumn, laneOf: Int16Array, none: number[]): number[] {
  const [from, to] = [column.starts[row]!, column.starts[row + 1]!]
  if (from === to) return none
  const lanes: number[] = []
  for (let i = from; i < to; i++) {
    const lane = laneOf[column.values[i]!]!
    if (lane >= 0 && !lanes.includes(lane)) lanes.push(lane)
  }
  return lanes
}
