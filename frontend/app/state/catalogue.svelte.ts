import { fetchActors, fetchPlaces, fetchThreads, fetchTypes } from '../data/api'
import type { Field } from '../data/filter'
import type { EventType, Family, First, Named, Place, Thread } from '../data/nouns'
import { words } from '../words/words.svelte'

/** The names of what ids stand for, fetched when first needed. */
class Catalogue {
  types = $state.raw<EventType[]>([])
  families = $state.raw<Family[]>([])
  title = $state('')
  #actors = $state.raw<Map<string, Named>>(new Map())
  #places = $state.raw<Map<string, Place>>(new Map())
  #threads = $state.raw<Map<string, Thread>>(new Map())
  #asked = new Set<string>()
  #typeById = $derived(new Map(this.types.map((type) => [type.id, type])))
  #familyById = $derived(new Map(this.families.map((family) => [family.id, family])))

  async start(first: Partial<First>): Promise<void> {
    this.title = first.title ?? ''
    if (first.types?.length && first.families?.length) {
      this.types = first.types
      this.families = first.families
      return
    }
    const answer = await fetchTypes()
    this.types = answer.types
    this.families = answer.families
    this.title ||= answer.title
  }

  /** Asks once for what a menu, the details or the map name things by. */
  need(what: 'actors' | 'places' | 'threads'): void {
    if (this.#asked.has(what)) return
    this.#asked.add(what)
    this.#load(what).catch(() => this.#asked.delete(what))
  }

  async #load(what: 'actors' | 'places' | 'threads'): Promise<void> {
    if (what === 'actors') this.#actors = byId(await fetchActors())
    else if (what === 'places') this.#places = byId(await fetchPlaces())
    else this.#threads = byId(await fetchThreads())
  }

  type(id: string): EventType {
    return (
      this.#typeById.get(id) ?? {
        id,
        label: plainName(id),
        plural: plainName(id),
        family: 'proc',
        shape: 'bar',
        means: '',
      }
    )
  }

  token(type: string): string {
    return this.#familyById.get(this.type(type).family)?.token ?? 'proc'
  }

  place(id: string): Place | undefined {
    return this.#places.get(id)
  }

  get threads(): Thread[] {
    return [...this.#threads.values()]
  }

  /** The name of a value of a filter field; its id made readable until the names have come. */
  name(field: Field, id: string): string {
    const t = words.t
    switch (field) {
      case 'type':
        return this.type(id).label
      case 'actor':
        return this.#actors.get(id)?.name ?? plainName(id)
      case 'place':
        return this.#places.get(id)?.name ?? plainName(id)
      case 'thread':
        return this.#threads.get(id)?.title ?? plainName(id)
      case 'status':
        return t.status[id as keyof typeof t.status] ?? id
      case 'precision':
        return t.precision[id as keyof typeof t.precision] ?? id
      case 'review':
        return t.review[id as keyof typeof t.review] ?? id
      default:
        return id
    }
  }
}

function byId<T extends { id: string }>(list: T[]): Map<string, T> {
  return new Map(list.map((thing) => [thing.id, thing]))
}

/** "istanbul-talks-2025" → "Istanbul talks 2025". */
export function plainName(id: string): string {
  const text = id.replaceAll(/[-_]/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const catalogue = new Catalogue()
