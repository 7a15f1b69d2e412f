import { get } from './api'

/** Counts per value of each field, under the other filters. */
export type Facets = Record<string, { value: string; count: number; name?: string }[]>

export async function fetchFacets(query: URLSearchParams, signal?: AbortSignal): Promise<Facets> {
  const answer = await get<Record<string, unknown>>('/facets', query, signal)
  const fields = (answer.facets ?? answer) as Record<string, unknown>
  const facets: Facets = {}
  for (const [field, counts] of Object.entries(fields)) {
    if (Array.isArray(counts))
      facets[field] = counts.map((c) => ({ value: c.value ?? c.id, count: c.count, name: c.name ?? c.label }))
    else if (counts && typeof counts === 'object') {
      facets[field] = Object.entries(counts).map(([value, count]) => ({ value, count: Number(count) }))
    }
  }
  return facets
}
