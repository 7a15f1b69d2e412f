import type { Choices } from '../../pages/embed/codes'
import { isoOf } from '../time/day'
import type { Span } from '../time/scale'

/** The formats of files, in the order in which they are offered. */
export const FORMATS = [
  'csv',
  'csv-raw',
  'jsonl',
  'geojson',
  'jsonld',
  'ics',
  'md',
  'bib',
  'ris',
  'csl.json',
  'timeline.json',
] as const
export type Format = (typeof FORMATS)[number]

export const FEEDS = ['atom', 'rss', 'json'] as const
export type Feed = (typeof FEEDS)[number]

/** A query as it stands in addresses: commas and colons can be read. */
function withQuery(page: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text ? `${page}?${text}` : page
}

/** The first and the last day of a window, as the API's parameters. */
export function daysOf(span: Span): { from: string; to: string } {
  return { from: isoOf(Math.floor(span.from)), to: isoOf(Math.ceil(span.to) - 1) }
}

/** The query narrowed to a window; as it is without one. */
export function within(query: URLSearchParams, span: Span | null): URLSearchParams {
  const narrowed = new URLSearchParams(span ? daysOf(span) : {})
  for (const [key, value] of query) narrowed.set(key, value)
  return narrowed
}

/** Which events are meant: all that match, those of the window, or those that were picked. */
export type ScopeName = 'all' | 'window' | 'picked'

/** The picked events, as they were known at the moment that is shown. */
export function pickedQuery(ids: Iterable<string>, asOf: string): URLSearchParams {
  const query = new URLSearchParams({ pick: [...ids].sort().join(',') })
  if (asOf) query.set('as_of', asOf)
  return query
}

/** The file of all events of a query. `sort` is left out where it is the usual one. */
export function fileAddress(home: string, format: Format, query: URLSearchParams, sort: string): string {
  const asked = new URLSearchParams(query)
  if (sort !== 'when') asked.set('sort', sort)
  if (format === 'csv-raw') asked.set('raw', '1')
  return withQuery(`${home}/api/v1/export.${format === 'csv-raw' ? 'csv' : format}`, asked)
}

/** Feeds and calendars follow what is known now: a moment would stop them. */
function following(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams(query)
  asked.delete('as_of')
  return asked
}

export function feedAddress(
  home: string,
  which: 'events' | 'corrections',
  kind: Feed,
  query: URLSearchParams,
): string {
  return withQuery(`${home}/feeds/${which}.${kind}`, following(query))
}

export function editionsAddress(home: string, kind: Feed): string {
  return `${home}/feeds/editions.${kind}`
}

export function calendarAddress(home: string, query: URLSearchParams): string {
  return withQuery(`${home}/calendar.ics`, following(query))
}

/** The same calendar for programs that subscribe to what they are handed. */
export function calendarLink(address: string): string {
  return address.replace(/^https?:/, 'webcal:')
}

/** Where the same events are seen, at a moment that stays. */
export function viewAddress(home: string, query: URLSearchParams, moment: string): string {
  const asked = new URLSearchParams(query)
  asked.set('as_of', moment)
  return withQuery(`${home}/`, asked)
}

/** The query and the settings of an embed, by the names that the codes use. */
export function embedChoices(query: URLSearchParams, settings: Choices): Choices {
  const made: Choices = Object.fromEntries(query)
  for (const [name, value] of Object.entries(settings)) if (value) made[name] = value
  return made
}

/** The builder of embeds with the same choices. */
export function builderAddress(home: string, choices: Choices): string {
  return withQuery(`${home}/embed`, new URLSearchParams(choices))
}
