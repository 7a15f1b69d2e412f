import { type Facets, fetchFacets } from '../data/facets'
import type { Field } from '../data/filter'
import { catalogue } from './catalogue.svelte'
import type { Explorer } from './explorer.svelte'

/** Counts per value of the fields that the server counts, under the other filters. */
class FacetCounts {
  loading = $state(false)
  failed = $state(false)
  #facets = $state.raw<Facets>({})
  #key = ''
  #stop = new AbortController()

  of(field: Field): Facets[string] {
    return [...(this.#facets[field] ?? this.#facets[`${field}s`] ?? [])]
  }

  /** The name of a value: the server's, where it gives one. */
  label(field: Field, value: string): string {
    return this.of(field).find((v) => v.value === value)?.name ?? catalogue.name(field, value)
  }

  /** Counts again where the filter or the moment is another one. */
  refresh(explorer: Explorer): void {
    const query = explorer.query()
    const key = `${explorer.columns.version} ${query}`
    if (key === this.#key) return
    this.#key = key
    this.#stop.abort()
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.loading = true
    fetchFacets(query, signal)
      .then((facets) => {
        this.#facets = facets
        this.failed = false
      })
      .catch(() => {
        if (signal.aborted) return
        this.#key = ''
        this.failed = true
      })
      .finally(() => {
        if (!signal.aborted) this.loading = false
      })
  }
}

export const facets = new FacetCounts()
