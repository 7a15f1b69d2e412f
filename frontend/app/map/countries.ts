import type { Feature, FeatureCollection } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import outlinesUrl from './outlines.json?url'

/** Kinds of place that are no point: a country is hatched, none is a dot in its middle. */
export const ROUGH = new Set(['country', 'region', 'sea', 'ocean', 'continent', 'area'])

let asked: Promise<Feature[]> | null = null

/** The outlines of all countries, fetched once; asked for again after a failure. */
export function loadCountries(): Promise<Feature[]> {
  asked ??= read().catch((error) => {
    asked = null
    throw error
  })
  return asked
}

async function read(): Promise<Feature[]> {
  const topology = (await (await fetch(outlinesUrl)).json()) as Topology
  const all = feature(topology, topology.objects.countries as GeometryCollection) as FeatureCollection
  return all.features
}
