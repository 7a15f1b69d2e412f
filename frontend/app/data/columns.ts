import { dayOf } from '../time/day'
import type { IndexAnswer } from './nouns'

/**
 * The column index of all events that match a query, in list order: one entry
 * per event in typed arrays. `day` never falls.
 */
export interface Columns {
  version: string
  size: number
  /** The earliest possible day. */
  day: Int32Array
  /** The last possible day. */
  last: Int32Array
  precision: Uint8Array
  type: Uint8Array
  status: Uint8Array
  legend: IndexAnswer['legend']
}

export const NONE: Columns = {
  version: '',
  size: 0,
  day: new Int32Array(0),
  last: new Int32Array(0),
  precision: new Uint8Array(0),
  type: new Uint8Array(0),
  status: new Uint8Array(0),
  legend: { precision: [], type: [], status: [] },
}

/** Reads the answer of /events/index; throws where its columns disagree. */
export function decode(answer: IndexAnswer): Columns {
  const { columns, legend } = answer
  const size = columns.day.length
  for (const [name, column] of Object.entries(columns)) {
    if (column.length !== size)
      throw new Error(`index: column ${name} has ${column.length} of ${size} entries`)
  }
  const day = sums(columns.day, size > 0 ? dayOf(answer.first) : 0)
  return {
    version: answer.version,
    size,
    day,
    last: day.map((d, i) => d + Math.max(0, columns.span[i]!)),
    precision: letters(columns.precision, legend.precision.length),
    type: letters(columns.type, legend.type.length),
    status: letters(columns.status, legend.status.length),
    legend,
  }
}

function sums(deltas: number[], first: number): Int32Array {
  const out = new Int32Array(deltas.length)
  let day = first
  for (let i = 0; i < deltas.length; i++) {
    day += deltas[i]!
    out[i] = day
  }
  return out
}

/** What the legend lacks: '-' in the answer. */
export const UNKNOWN = 255

/** 'a' is 0, 'z' is 25, 'A' is 26. */
function letters(text: string, most: number): Uint8Array {
  const out = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 45) {
      out[i] = UNKNOWN
      continue
    }
    const index = code >= 97 ? code - 97 : code - 65 + 26
    if (index < 0 || index >= most) throw new Error(`index: "${text[i]}" is not in its legend`)
    out[i] = index
  }
  return out
}

/** The first entry whose day is ≥ the given one (binary search). */
export function firstAt(days: ArrayLike<number>, day: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const mid = (low + high) >> 1
    if (days[mid]! < day) low = mid + 1
    else high = mid
  }
  return low
}

/** A column in which every event has any number of values, such as its actors. */
export interface ManyColumn {
  legend: string[]
  /** The values of row i are values[starts[i]] … values[starts[i + 1] - 1]. */
  starts: Uint32Array
  values: Uint16Array
}

/** Reads `{"legend":[…],"rows":"# $% …"}`: one word per event, character 35+n is entry n of the legend. */
export function decodeMany(answer: { legend: string[]; rows: string }, size: number): ManyColumn {
  const starts = new Uint32Array(size + 1)
  const values = new Uint16Array(answer.rows.length)
  let row = 0
  let next = 0
  for (const char of answer.rows) {
    if (char === ' ') starts[++row] = next
    else values[next++] = char.codePointAt(0)! - 35
  }
  if (size > 0 && row !== size - 1) throw new Error(`index: ${row + 1} rows of ${size}`)
  starts[size] = next
  return { legend: answer.legend, starts, values: values.slice(0, next) }
}
