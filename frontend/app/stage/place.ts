/** Where marks and labels of one lane stand. Pixels in, rows out; no DOM here. */

export const ROW = 23
export const MARK = 9

/** Something to place: extents are pixels from the left edge of the window. */
export interface Placeable {
  key: number
  /** The centre of the mark. */
  x: number
  /** The extent of mark, bar and bracket together. */
  left: number
  right: number
  /** Widths of the label, the wanted one first, then shorter ones; only asked where the least has room. */
  labels(): number[]
  /** No width of the label is below this; Infinity for no label. */
  least: number
  /** Greater is placed first. */
  weight: number
}

export interface Placed {
  key: number
  row: number
  /** On which side the label stands; null where it found no room. */
  side: 'right' | 'left' | null
  /** Which of the label's widths it took. */
  cut: number
}

export interface Placement {
  placed: Map<number, Placed>
  /** Rows in use. */
  rows: number
  /** Marks that stand on others because no row was free. */
  crowded: number
  unlabelled: number
}

interface Taken {
  key: number
  left: number
  right: number
  weight: number
  label: [number, number] | null
}

const GAP = 4
const LABEL_GAP = 5
/** After a label, so that two of them do not read as one sentence. */
const LABEL_END = 8

/**
 * Places in order of weight: each in the first row where mark and label have
 * room, to the right of the mark, to the left near the right edge; else the
 * mark alone; else it takes the place of the least important label.
 */
export function place(things: Placeable[], most: number, width: number): Placement {
  const lines: Taken[][] = []
  const result: Placement = { placed: new Map(), rows: 0, crowded: 0, unlabelled: 0 }
  for (const thing of [...things].sort((a, b) => b.weight - a.weight || a.x - b.x)) {
    const spot =
      labelledSpot(thing, lines, most, width) ?? bareSpot(thing, lines, most) ?? evict(thing, lines)
    if (spot.crowded && thing.x >= 0 && thing.x <= width) result.crowded++
    while (lines.length <= spot.row) lines.push([])
    lines[spot.row]!.push({ ...extentOf(thing), key: thing.key, weight: thing.weight, label: spot.label })
    result.placed.set(thing.key, { key: thing.key, row: spot.row, side: spot.side, cut: spot.cut })
  }
  for (const line of lines)
    for (const taken of line) if (!taken.label) result.placed.get(taken.key)!.side = null
  result.rows = lines.length
  result.unlabelled = things.filter(
    (t) => t.x >= 0 && t.x <= width && result.placed.get(t.key)!.side === null,
  ).length
  return result
}

/**
 * Places only those whose label finds room, in order of weight: the few events
 * that are named above columns.
 */
export function placeLabels(things: Placeable[], most: number, width: number): Map<number, Placed> {
  const lines: Taken[][] = Array.from({ length: most }, () => [])
  const placed = new Map<number, Placed>()
  for (const thing of [...things].sort((a, b) => b.weight - a.weight || a.x - b.x)) {
    const spot = thing.x >= 0 && thing.x <= width && labelledSpot(thing, lines, most, width)
    if (!spot) continue
    lines[spot.row]!.push({ ...extentOf(thing), key: thing.key, weight: thing.weight, label: spot.label })
    placed.set(thing.key, { key: thing.key, row: spot.row, side: spot.side, cut: spot.cut })
  }
  return placed
}

interface Spot {
  row: number
  side: Placed['side']
  cut: number
  label: [number, number] | null
  crowded?: boolean
}

function extentOf(thing: Placeable): { left: number; right: number } {
  return { left: Math.min(thing.left, thing.x - MARK), right: Math.max(thing.right, thing.x + MARK) }
}

function labelledSpot(thing: Placeable, lines: Taken[][], most: number, width: number): Spot | null {
  if (thing.least === Number.POSITIVE_INFINITY || !hasRoom(thing, lines, most, width)) return null
  const labels = thing.labels()
  for (let cut = 0; cut < labels.length; cut++) {
    const spot = spotFor(thing, labels[cut]!, lines, most, width)
    if (spot) return { ...spot, cut }
  }
  return null
}

/** Whether the narrowest label would have room on one side: if not, no label is measured. */
function hasRoom(thing: Placeable, lines: Taken[][], most: number, width: number): boolean {
  const { left, right } = extentOf(thing)
  const onRight = right + LABEL_GAP + thing.least
  const onLeft = left - LABEL_GAP - thing.least
  for (let row = 0; row < most; row++) {
    const line = lines[row]
    // What stands right of the window is laid out for when the window comes to it.
    if ((onRight <= width || thing.x > width) && free(line, left, onRight)) return true
    if (onLeft >= 0 && free(line, onLeft, right)) return true
  }
  return false
}

function spotFor(
  thing: Placeable,
  length: number,
  lines: Taken[][],
  most: number,
  width: number,
): Omit<Spot, 'cut'> | null {
  const { left, right } = extentOf(thing)
  const onRight: [number, number] = [right, right + LABEL_GAP + length + LABEL_END]
  const onLeft: [number, number] = [left - LABEL_GAP - length - LABEL_END, left]
  const nearEdge = onRight[1] - LABEL_END > width && thing.x <= width
  const [side, label] = nearEdge ? (['left', onLeft] as const) : (['right', onRight] as const)
  if (nearEdge && label[0] + LABEL_END < 0) return null
  const from = Math.min(left, label[0])
  const to = Math.max(right, label[1])
  for (let row = 0; row < most; row++) {
    if (free(lines[row], from, to)) return { row, side, label }
  }
  return null
}

function bareSpot(thing: Placeable, lines: Taken[][], most: number): Spot | null {
  const { left, right } = extentOf(thing)
  for (let row = 0; row < most; row++) {
    if (free(lines[row], left, right)) return { row, side: null, cut: 0, label: null }
  }
  return null
}

/** Takes the row where only labels are in the way, and drops them; else the row with the fewest marks in the way. */
function evict(thing: Placeable, lines: Taken[][]): Spot {
  const { left, right } = extentOf(thing)
  let best = { row: 0, cost: Number.POSITIVE_INFINITY, marks: 0 }
  lines.forEach((line, row) => {
    let cost = 0
    let marks = 0
    for (const taken of line) {
      if (meets(taken.left, taken.right, left, right)) marks++
      else if (taken.label && meets(taken.label[0], taken.label[1], left, right))
        cost += 1 + taken.weight / 1e6
    }
    if (marks * 1000 + cost < best.cost) best = { row, cost: marks * 1000 + cost, marks }
  })
  for (const taken of lines[best.row] ?? []) {
    if (taken.label && meets(taken.label[0], taken.label[1], left, right)) taken.label = null
  }
  return { row: best.row, side: null, cut: 0, label: null, crowded: best.marks > 0 }
}

function free(line: Taken[] | undefined, from: number, to: number): boolean {
  return !line?.some(
    (t) => meets(t.left, t.right, from, to) || (t.label !== null && meets(t.label[0], t.label[1], from, to)),
  )
}

function meets(a: number, b: number, c: number, d: number): boolean {
  return a < d + GAP && c < b + GAP
}
