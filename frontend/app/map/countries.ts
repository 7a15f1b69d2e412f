import type { Feature, FeatureCollection, MultiLineString } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, MultiLineString as Lines, Topology } from 'topojson-specification'
import outlinesUrl from './outlines.json?url'

/** Kinds of place that are no point: a country is hatched, none is a dot in its middle. */
export const ROUGH = new Set(['country', 'region', 'sea', 'ocean', 'continent', 'area'])

/** What the map is drawn on. */
export interface Outlines {
  countries: Feature[]
  /** Boundaries about which states differ: drawn broken. */
  disputed: MultiLineString
}

/** Until the outlines have come. */
export const NO_OUTLINES: Outlines = { countries: [], disputed: { type: 'MultiLineString', coordinates: [] } }

let asked: Promise<Outlines> | null = null

/** The outlines of all countries, fetched once; asked for again after a failure. */
export function loadOutlines(): Promise<Outlines> {
  asked ??= fetch(outlinesUrl)
    .then((answer) => answer.json())
    .then(outlinesOf)
    .catch((error) => {
      asked = null
      throw error
    })
  return asked
}

/** Reads outlines.json. */
export function outlinesOf(topology: Topology): Outlines {
  const all = feature(topology, topology.objects.countries as GeometryCollection) as FeatureCollection
  const disputed = feature(topology, topology.objects.disputed as Lines)
  return { countries: all.features, disputed: disputed.geometry as MultiLineString }
}
