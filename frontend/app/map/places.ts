import type { Columns, ManyColumn } from '../data/columns'

/** What stands at one place: how many events of each family. */
export interface PlaceCount {
  id: string
  total: number
  /** By index of the family. */
  families: number[]
}

/** Counts the rows by place, the busiest first. A row with two places counts at both. */
export function countPlaces(
  rows: readonly number[],
  column: ManyColumn,
  columns: Columns,
  family: readonly number[],
  families: number,
): PlaceCount[] {
  const counts = new Map<number, PlaceCount>()
  for (const row of rows) {
    for (let i = column.starts[row]!; i < column.starts[row + 1]!; i++) {
      const value = column.values[i]!
      let place = counts.get(value)
      if (!place) {
        place = { id: column.legend[value]!, total: 0, families: Array(families).fill(0) }
        counts.set(value, place)
      }
      place.total++
      const own = Math.max(0, family[columns.type[row]!] ?? families - 1)
      place.families[own]!++
    }
  }
  return [...counts.values()].sort((a, b) => b.total - a.total || a.id.localeCompare(b.id))
}

/** The median longitude and latitude of places: far ones do not pull it away. */
export function middleOf(places: readonly { lon: number; lat: number }[]): [number, number] {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0
  return [median(places.map((place) => place.lon)), median(places.map((place) => place.lat))]
}

/** A circle on the map with the name that it would like to bear. */
export interface Spot {
  id: string
  x: number
  y: number
  radius: number
  /** Width of the name in pixels. */
  width: number
}

export interface MapLabel {
  id: string
  x: number
  y: number
}

const LABEL_HEIGHT = 14
const LABEL_GAP = 4

/**
 * Where names stand: the first of right, left, above and below on which the
 * name meets no circle, no other name and no edge; none where there is no room.
 */
export function labelPlaces(spots: readonly Spot[], width: number, height: number): MapLabel[] {
  const circles = spots.map(({ id, x, y, radius: r }) => ({ id, box: [x - r, y - r, x + r, y + r] as Box }))
  const names: Box[] = []
  return spots.flatMap(({ id, x, y, radius: r, width: w }) => {
    const places: [number, number][] = [
      [x + r + LABEL_GAP, y + 4],
      [x - r - LABEL_GAP - w, y + 4],
      [x - w / 2, y - r - LABEL_GAP],
      [x - w / 2, y + r + LABEL_HEIGHT],
    ]
    if (x < 0 || y < 0 || x > width || y > height) return [] // A name without its circle misleads.
    const free = places.find((place) => {
      const box: Box = [place[0], place[1] - LABEL_HEIGHT + 3, place[0] + w, place[1] + 3]
      if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height) return false
      if (circles.some((circle) => circle.id !== id && meet(circle.box, box))) return false
      return !names.some((name) => meet(name, box)) && names.push(box) > 0
    })
    return free ? [{ id, x: free[0], y: free[1] }] : []
  })
}

type Box = [left: number, top: number, right: number, bottom: number]

function meet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/** The slices of a circle: a path per family, clockwise from the top. */
export function slices(counts: readonly number[], radius: number): { family: number; d: string }[] {
  const total = counts.reduce((a, b) => a + b, 0)
  let turned = 0
  return counts.flatMap((n, family) => {
    if (n === 0) return []
    const from = turned / total
    turned += n
    return [{ family, d: slice(from, turned / total, radius) }]
  })
}

function slice(from: number, to: number, r: number): string {
  if (to - from > 0.9999) return `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}Z`
  const [x1, y1] = [Math.sin(from * 2 * Math.PI) * r, -Math.cos(from * 2 * Math.PI) * r]
  const [x2, y2] = [Math.sin(to * 2 * Math.PI) * r, -Math.cos(to * 2 * Math.PI) * r]
  return `M0 0L${x1.toFixed(2)} ${y1.toFixed(2)}A${r} ${r} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2.toFixed(2)} ${y2.toFixed(2)}Z`
}
