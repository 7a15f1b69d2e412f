import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { geoContains } from 'd3-geo'
import type { FeatureCollection } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { describe, expect, it } from 'vitest'

const file = readFileSync(new URL('./outlines.json', import.meta.url))
const topology = JSON.parse(file.toString()) as Topology
const countries = feature(topology, topology.objects.countries as GeometryCollection) as FeatureCollection

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
    const found = countries.features.filter((country) => geoContains(country, [lon, lat]))
    expect(found.map((country) => country.id)).toEqual([id])
  })
})
