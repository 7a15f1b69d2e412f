import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { geoContains } from 'd3-geo'
import type { Topology } from 'topojson-specification'
import { describe, expect, it } from 'vitest'
import { outlinesOf } from './countries'
import { labelPlaces } from './places'

const file = readFileSync(new URL('./outlines.json', import.meta.url))
const { countries, disputed } = outlinesOf(JSON.parse(file.toString()) as Topology)

describe('outlines', () => {
  it('weigh at most 40 kB', () => {
    expect(gzipSync(file).length).toBeLessThanOrEqual(40_960)
  })
  it.each([
    ['Simferopol', 34.1, 44.95, 'UKR'],
    ['Sevastopol', 33.53, 44.6, 'UKR'],
    ['Donetsk', 37.8, 48.0, 'UKR'],
    ['Luhansk', 39.3, 48.57, 'UKR'],
    ['Kyiv', 30.52, 50.45, 'UKR'],
    ['Moscow', 37.62, 55.76, 'RUS'],
    ['Ankara', 32.85, 39.93, 'TUR'],
    ['Washington', -77.04, 38.9, 'USA'],
    ['Riyadh', 46.7, 24.7, 'SAU'],
  ])('%s lies in its country', (_, lon, lat, id) => {
    const found = countries.filter((country) => geoContains(country, [lon, lat]))
    expect(found.map((country) => country.id)).toEqual([id])
  })
  it('draw disputed boundaries apart, also those within a country', () => {
    const within = (west: number, south: number, east: number, north: number) =>
      disputed.coordinates.some((line) =>
        line.every(([x, y]) => x! > west && x! < east && y! > south && y! < north),
      )
    expect(within(33, 45.5, 35.5, 46.5)).toBe(true) // the north of Crimea
    expect(within(19.5, 41.5, 22, 43.5)).toBe(true) // Kosovo
    expect(within(22, 48, 41, 54)).toBe(false) // the recognised border of Ukraine
  })
})

describe('names on the map', () => {
  const spot = (id: string, x: number, y: number, width = 40, radius = 8) => ({ id, x, y, radius, width })
  it('stand to the right, and where a circle is in the way on another side', () => {
    const labels = labelPlaces([spot('a', 100, 100), spot('b', 130, 100)], 400, 300)
    expect(labels).toEqual([
      { id: 'a', x: 48, y: 104 },
      { id: 'b', x: 142, y: 104 },
    ])
  })
  it('never meet each other nor leave the picture', () => {
    const crowd = Array.from({ length: 40 }, (_, i) =>
      spot(`p${i}`, 20 + (i % 8) * 22, 20 + Math.floor(i / 8) * 18, 50, 5),
    )
    const labels = labelPlaces(crowd, 220, 120)
    expect(labels.length).toBeGreaterThan(0)
    expect(labels.length).toBeLessThan(crowd.length)
    for (const [i, a] of labels.entries()) {
      expect(a.x >= 0 && a.x + 50 <= 220 && a.y <= 120).toBe(true)
      for (const b of labels.slice(i + 1))
        expect(Math.abs(a.x - b.x) >= 50 || Math.abs(a.y - b.y) >= 14).toBe(true)
    }
  })
})
