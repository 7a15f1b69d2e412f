import type { Columns } from './columns'
import { decode, decodeMany, type ManyColumn } from './columns'
import type { Event, EventType, Family, IndexAnswer, Named, Place, Revision, Row, Thread } from './nouns'

/** An answer that is an error: its sentence is for the reader. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The parameter that was not understood; '' where it was none of them. */
    readonly field = '',
  ) {
    super(message)
  }
}

/**
 * Asks the API. What the browser keeps is asked about again by default: it
 * would else show for a minute what was corrected since.
 */
export async function get<T>(
  path: string,
  params?: URLSearchParams,
  signal?: AbortSignal,
  cache: RequestCache = 'no-cache',
): Promise<T> {
  const query = params?.toString() ?? ''
  const response = await fetch(`/api/v1${path}${query ? `?${query}` : ''}`, {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
    signal: signal ?? null,
    cache,
  })
  if (!response.ok) throw await refusal(response)
  return (await response.json()) as T
}

async function refusal(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => ({}))) as { error?: { message?: string; field?: string } }
  return new Refused(response.status, body.error?.message ?? response.statusText, body.error?.field)
}

/** The index; the first one may be that which the page told the browser to fetch ahead. */
export async function fetchColumns(
  query: URLSearchParams,
  signal?: AbortSignal,
  again = false,
): Promise<Columns> {
  return decode(await get<IndexAnswer>('/events/index', query, signal, again ? 'no-cache' : 'default'))
}

export type ManyName = 'actors' | 'places' | 'thread' | 'source' | 'independent'

/** A further column of the same index; refused where the archive has changed since. */
export async function fetchMany(
  name: ManyName,
  query: URLSearchParams,
  columns: Columns,
): Promise<ManyColumn> {
  const params = new URLSearchParams(query)
  params.set('columns', name)
  const answer = await get<{ version: string; columns: Record<string, { legend: string[]; rows: string }> }>(
    '/events/index',
    params,
  )
  if (answer.version !== columns.version) throw new Changed()
  return decodeMany(answer.columns[name]!, columns.size)
}

/** The archive has changed since the index was read. */
export class Changed extends Error {}

/** Rows of the list: "0-99", both included, or "3,17,40-44". */
export async function fetchRows(
  query: URLSearchParams,
  version: string,
  rows: string,
  signal?: AbortSignal,
): Promise<Row[]> {
  const params = new URLSearchParams(query)
  params.set('rows', rows)
  params.set('version', version)
  try {
    const answer = await get<{ version: string; rows: Row[] }>('/events/index', params, signal, 'default')
    if (answer.version !== version) throw new Changed()
    return answer.rows
  } catch (error) {
    if (error instanceof Refused && (error.status === 409 || error.status === 410)) throw new Changed()
    throw error
  }
}

export function fetchEvent(id: string, asOf = ''): Promise<Event> {
  const params = new URLSearchParams(asOf ? { as_of: asOf } : {})
  return get<Event>(`/events/${encodeURIComponent(id)}`, params)
}

export async function fetchHistory(id: string): Promise<Revision[]> {
  return listIn<Revision>(await get(`/events/${encodeURIComponent(id)}/history`), 'revisions')
}

export interface Change {
  revision: Revision
  event: Row
}

/** What became known between a moment and now; the newest 200. */
export async function fetchChanges(since: string, query: URLSearchParams): Promise<Change[]> {
  const params = new URLSearchParams(query)
  params.delete('as_of')
  params.set('since', since)
  params.set('limit', '200')
  return listIn<Change>(await get('/changes', params), 'changes')
}

/** A piece of a quote in which a search found its words, and whose it is. */
export interface Hit {
  text: string
  outlet: string
  licence: string
  attribution: string
}

/** Where a search found its words, by event. */
export async function fetchHits(query: URLSearchParams): Promise<Map<string, Hit>> {
  const params = new URLSearchParams(query)
  params.set('limit', '200')
  const answer = await get<{ hits?: Record<string, Hit> }>('/events', params)
  return new Map(Object.entries(answer.hits ?? {}))
}

/** The events of a thread, an actor or a place, among those that match; the first 200. */
export async function fetchTrack(
  field: 'thread' | 'actor' | 'place',
  id: string,
  query: URLSearchParams,
): Promise<Row[]> {
  const params = new URLSearchParams(query)
  params.set(field, id)
  params.set('limit', '200')
  return listIn<Row>(await get('/events', params), 'events')
}

export async function fetchTypes(): Promise<{ types: EventType[]; families: Family[]; title: string }> {
  const answer = await get<{ types: EventType[]; families: Family[]; title?: string }>('/types')
  return { types: answer.types, families: answer.families, title: answer.title ?? '' }
}

export async function fetchActors(): Promise<Named[]> {
  return listIn<Named>(await get('/actors'), 'actors')
}

export async function fetchPlaces(): Promise<Place[]> {
  return listIn<Place>(await get('/places'), 'places')
}

export async function fetchThreads(): Promise<Thread[]> {
  return listIn<Thread>(await get('/threads'), 'threads')
}

/** A list that stands alone or under its name. */
function listIn<T>(answer: unknown, name: string): T[] {
  if (Array.isArray(answer)) return answer as T[]
  const list = (answer as Record<string, unknown>)[name]
  return Array.isArray(list) ? (list as T[]) : []
}
