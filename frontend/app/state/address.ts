import { type Choice, FIELDS, type Filter, filterParams, NO_FILTER } from '../data/filter'
import { dayOf, isoOf } from '../time/day'
import type { Span } from '../time/scale'

/** Everything that the address says. Two equal views have equal addresses. */
export interface Address {
  view: ViewName
  span: Span | null
  filter: Filter
  lanes: LaneKind
  /** What has a lane of its own however many are busier. */
  ownLanes: string[]
  event: string
  sort: Sort
  asOf: string
  since: string
  compare: string[]
  align: string[]
  /** Keys that mean nothing to us, kept as they came. */
  rest: [string, string][]
}

export const VIEWS = ['timeline', 'list', 'map', 'compare'] as const
export type ViewName = (typeof VIEWS)[number]

export const LANE_KINDS = ['family', 'type', 'actor', 'thread', 'place', 'source'] as const
export type LaneKind = (typeof LANE_KINDS)[number]

/** What a list can be ordered by; with '-' from the last to the first. */
export const SORTS = ['when', 'reported', 'corroboration', 'changed'] as const
export type Sort = (typeof SORTS)[number] | `-${(typeof SORTS)[number]}`

export interface Read {
  address: Address
  /** Keys whose value could not be read and was dropped. */
  dropped: string[]
}

const OWN = new Set<string>([
  'view',
  'from',
  'to',
  'q',
  'lanes',
  'lane',
  'event',
  'sort',
  'as_of',
  'since',
  'compare',
  'align',
  ...FIELDS,
  ...FIELDS.map((field) => `not.${field}`),
])

export function readAddress(search: string): Read {
  const params = new URLSearchParams(search)
  const dropped: string[] = []
  const one = <T extends string>(key: string, known: readonly T[], fallback: T): T => {
    const value = params.get(key)
    if (value === null) return fallback
    if ((known as readonly string[]).includes(value)) return value as T
    dropped.push(key)
    return fallback
  }
  const address: Address = {
    view: one('view', VIEWS, 'timeline'),
    span: readSpan(params, dropped),
    filter: readFilter(params),
    lanes: one('lanes', LANE_KINDS, 'family'),
    ownLanes: list(params.getAll('lane').join(',')).slice(0, 11),
    event: params.get('event') ?? '',
    sort: one('sort', [...SORTS, ...SORTS.map((by) => `-${by}` as const)], 'when'),
    asOf: readMoment(params, 'as_of', dropped),
    since: readMoment(params, 'since', dropped),
    compare: inOrder(params.get('compare')).slice(0, 4),
    align: inOrder(params.get('align')),
    rest: [...params].filter(([key]) => !OWN.has(key)),
  }
  return { address, dropped }
}

function readSpan(params: URLSearchParams, dropped: string[]): Span | null {
  const [from, to] = [params.get('from'), params.get('to')]
  if (from === null && to === null) return null
  const start = dayOf(from ?? '')
  const end = dayOf(to ?? '')
  if (from !== null && Number.isNaN(start)) dropped.push('from')
  if (to !== null && Number.isNaN(end)) dropped.push('to')
  if (Number.isNaN(start) && Number.isNaN(end)) return null
  if (Number.isNaN(start)) return { from: end - 41, to: end + 1 }
  if (Number.isNaN(end)) return { from: start, to: start + 42 }
  return { from: Math.min(start, end), to: Math.max(start, end) + 1 }
}

function readMoment(params: URLSearchParams, key: string, dropped: string[]): string {
  const value = params.get(key) ?? ''
  if (value && Number.isNaN(Date.parse(value))) {
    dropped.push(key)
    return ''
  }
  return value
}

function readFilter(params: URLSearchParams): Filter {
  const filter: Filter = { ...NO_FILTER, q: params.get('q') ?? '', choices: {} }
  for (const field of FIELDS) {
    const choice: Choice = {
      is: list(params.getAll(field).join(',')),
      not: list(params.getAll(`not.${field}`).join(',')),
    }
    if (choice.is.length + choice.not.length) filter.choices[field] = choice
  }
  return filter
}

function inOrder(value: string | null): string[] {
  return [...new Set((value ?? '').split(',').filter(Boolean))]
}

/** Sorted, because the order of a filter's values means nothing. */
function list(value: string | null): string[] {
  return inOrder(value).sort()
}

/** The query string of an address, defaults left out, keys in fixed order; '' for the plain page. */
export function writeAddress(address: Address): string {
  const params = new URLSearchParams()
  if (address.view !== 'timeline') params.set('view', address.view)
  if (address.span) {
    params.set('from', isoOf(address.span.from))
    params.set('to', isoOf(Math.ceil(address.span.to) - 1))
  }
  for (const [key, value] of filterParams(address.filter)) params.set(key, value)
  if (address.lanes !== 'family') params.set('lanes', address.lanes)
  if (address.ownLanes.length) params.set('lane', address.ownLanes.join(','))
  if (address.sort !== 'when') params.set('sort', address.sort)
  if (address.event) params.set('event', address.event)
  if (address.asOf) params.set('as_of', address.asOf)
  if (address.since) params.set('since', address.since)
  if (address.compare.length) params.set('compare', address.compare.join(','))
  if (address.align.length) params.set('align', address.align.join(','))
  for (const [key, value] of address.rest) params.append(key, value)
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text ? `?${text}` : ''
}
