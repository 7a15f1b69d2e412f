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

/** Names the lanes of a kind and says which lanes a row belongs to. */
export function laneNames(
  kind: LaneKind,
  columns: Columns,
  rows: Uint32Array,
  many: { name: ManyName; column: ManyColumn } | null,
  t: Words,
): Dealing {
  if (kind === 'family') return byFamily(columns)
  if (kind === 'type') return byType(columns, rows)
  if (many && many.name === laneColumn(kind)) return byValue(kind, rows, many.column, t)
  return { names: [], lanesOf: () => [] }
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

function byType(columns: Columns, rows: Uint32Array): Dealing {
  const counts = new Uint32Array(256)
  for (const row of rows) counts[columns.type[row]!]!++
  const known = columns.legend.type
    .map((id, index) => ({ id, index, count: counts[index]! }))
    .filter((t) => t.count > 0)
  const laneOfType = new Int16Array(256).fill(-1)
  known.forEach((type, i) => {
    laneOfType[type.index] = i
  })
  const names = known.map(({ id }) => ({
    id,
    label: catalogue.type(id).plural,
    token: catalogue.token(id),
    shape: catalogue.type(id).shape,
  }))
  return { names, laneOfType }
}

/** The eleven busiest values, the others, and those without a value. */
function byValue(
  kind: 'actor' | 'place' | 'thread' | 'source',
  rows: Uint32Array,
  column: ManyColumn,
  t: Words,
): Dealing {
  if (kind !== 'source') catalogue.need(`${kind}s`)
  const counts = new Uint32Array(column.legend.length)
  let bare = 0
  for (const row of rows) {
    const [from, to] = [column.starts[row]!, column.starts[row + 1]!]
    if (from === to) bare++
    for (let i = from; i < to; i++) counts[column.values[i]!]!++
  }
  const values = column.legend
    .map((id, index) => ({ id, index, count: counts[index]! }))
    .filter((v) => v.count > 0)
  const { kept, others } = busiest(values)
  const names = kept.map(({ id }) => ({ id, label: catalogue.name(kind, id), token: '', shape: '' }))
  const laneOf = new Int16Array(column.legend.length).fill(-1)
  kept.forEach((value, i) => {
    laneOf[value.index] = i
  })
  if (others.length) {
    for (const value of others) laneOf[value.index] = names.length
    names.push({ id: '*', label: t.lanes.others, token: '', shape: '' })
  }
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
