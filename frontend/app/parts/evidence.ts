import type { Claim, Event, Report } from '../data/nouns'
import { catalogue } from '../state/catalogue.svelte'
import { dayOf } from '../time/day'
import { format, longDay, valueWords } from '../time/when'
import type { Words } from '../words/en'

/** The report whose date the event shows: the best supported one that names it. */
export function leading(event: Event, reports: Report[]): Report | undefined {
  const same = reports.filter((r) => r.when.start === event.when.start && r.when.end === event.when.end)
  return same.find((r) => r.date_phrase !== '') ?? same[0] ?? reports[0]
}

/**
 * The quote before, at and after the date phrase; null where the phrase is
 * not in the quote. The offset counts bytes of UTF-8, as the server does.
 */
export function splitAt(quote: string, phrase: string, offset: number): [string, string, string] | null {
  if (!quote || !phrase) return null
  const bytes = new TextEncoder().encode(quote)
  const at = offset >= 0 ? new TextDecoder().decode(bytes.slice(0, offset)).length : -1
  const start = at >= 0 && quote.startsWith(phrase, at) ? at : quote.indexOf(phrase)
  if (start < 0) return null
  return [quote.slice(0, start), phrase, quote.slice(start + phrase.length)]
}

/** When the source was published, with its hour and zone where they are known. */
export function publishedWords(report: Report, t: Words): string {
  const source = report.source
  if (!source?.published || source.published.startsWith('0001')) return t.details.publishedUnknown
  const day = longDay(dayOf(source.published.slice(0, 10)), t.dates)
  if (source.published_day) return `${day}, ${t.details.noHour}`
  const hour = format(t.dates.locale, { hour: '2-digit', minute: '2-digit' }).format(
    new Date(source.published),
  )
  return `${day}, ${hour} UTC`
}

/** The value that a source gives for a field, in words. */
export function claimWords({ field, value }: Claim, t: Words): string {
  if (field === 'place') return catalogue.name('place', value)
  if (field === 'status') return catalogue.name('status', value)
  if (field !== 'when') return /^\d+$/.test(value) ? t.number(Number(value)) : value
  return valueWords(value, t.dates)
}

/** Only web addresses become links; anything else is shown as text. */
export function safeLink(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined
}

/** The Internet Archive's copy nearest to publication; a plain link, never fetched by us. */
export function archivedLink(report: Report): string | undefined {
  const url = safeLink(report.source?.url ?? '')
  if (!url) return undefined
  const published = report.source?.published ?? ''
  const stamp =
    published && !published.startsWith('0001') ? published.slice(0, 19).replaceAll(/\D/g, '') : '2'
  return `https://web.archive.org/web/${stamp}/${url}`
}

/** The outlet's name, else its host. */
export function publisherOf(report: Report, names: Record<string, string> = {}): string {
  const source = report.source
  if (!source) return ''
  return names[source.publisher] || source.publisher || hostOf(source.url)
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, '')
  } catch {
    return url
  }
}

/** The name of a language in the language of the interface. */
export function languageName(code: string, t: Words): string {
  try {
    return new Intl.DisplayNames(t.dates.locale, { type: 'language' }).of(code) ?? code
  } catch {
    return code // no code of a language
  }
}
