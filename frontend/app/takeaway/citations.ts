import { type Block, html, markdown, plain, type Run } from '../../pages/copy/document'
import type { Event, When } from '../data/nouns'

export const STYLES = ['text', 'markdown', 'html', 'bibtex', 'csl'] as const
export type Style = (typeof STYLES)[number]

/** A page that an event rests on. */
export interface CitedPage {
  title: string
  publisher: string
  /** The day of publication in words; '' where it is not known. */
  day: string
  address: string
}

/** What is cited: one event, or the events of a view. */
export interface Cited {
  key: string
  /** The collection that it stands in. */
  collection: string
  title: string
  /** Date and status, or period, number and filter. */
  about: string
  address: string
  /** First and last possible day; null for a view, which has no date of its own. */
  days: [string, string] | null
  pages: CitedPage[]
}

/** What is said of every citation. */
export interface Saying {
  /** The day of retrieval as an ISO string. */
  retrieved: string
  /** "As known on …; retrieved on …". */
  moment: string
  licence: string
  sources: string
}

export function cite(cited: Cited, style: Style, saying: Saying): string {
  switch (style) {
    case 'text':
      return plain(blocks(cited, saying, true)).trim()
    case 'markdown':
      return markdown(blocks(cited, saying, false)).trim()
    case 'html':
      return html(blocks(cited, saying, false)).trim()
    case 'bibtex':
      return bibtex(cited, saying)
    default:
      return csl(cited, saying)
  }
}

function blocks(cited: Cited, saying: Saying, addresses: boolean): Block[] {
  const runs: Run[] = [
    { text: `${cited.collection}: ` },
    { text: cited.title, href: cited.address },
    { text: ` (${cited.about}). ${saying.moment} ${saying.licence}.${addresses ? ` ${cited.address}` : ''}` },
  ]
  const made: Block[] = [{ kind: 'p', runs }]
  if (cited.pages.length === 0) return made
  const items = cited.pages.map((page): Run[] => {
    const rest = [page.publisher, page.day, addresses ? page.address : ''].filter(Boolean).join(', ')
    return [{ text: page.title || page.address, href: page.address }, { text: rest ? `, ${rest}` : '' }]
  })
  made.push({ kind: 'p', runs: [{ text: `${saying.sources}:` }] }, { kind: 'ul', items })
  return made
}

/** The pages of an event that may be linked, each once. */
export function pagesOf(event: Event, dayWords: (day: string) => string): CitedPage[] {
  const pages = new Map<string, CitedPage>()
  for (const { superseded, source } of event.reports ?? []) {
    if (superseded || !source || !/^https?:\/\//.test(source.url)) continue
    const day = source.published.startsWith('0001') ? '' : dayWords(source.published.slice(0, 10))
    pages.set(source.url, {
      title: oneLine(source.title),
      publisher: oneLine(source.publisher),
      day,
      address: source.url,
    })
  }
  return [...pages.values()]
}

/** The first and the last possible day; an open date has its only bound twice. */
export function possibleDays(when: When): [string, string] {
  return [when.start || when.end, when.end || when.start]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function note(cited: Cited, saying: Saying): string {
  const pages = cited.pages.map((page) => page.address).join(' ')
  return oneLine(
    `${cited.about}; ${saying.moment} ${saying.licence}${pages ? `; ${saying.sources}: ${pages}` : ''}`,
  )
}

const TEX: Record<string, string> = {
  '\\': '\\textbackslash ',
  '{': '(',
  '}': ')',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum ',
  '~': '\\textasciitilde ',
  '"': "''",
  '<': '\\textless ',
  '>': '\\textgreater ',
  '|': '\\textbar ',
}
const tex = (text: string) => oneLine(text).replace(/[\\{}$&#%_^~"<>|]/g, (sign) => TEX[sign]!)
const texAddress = (address: string) => address.replace(/[{}\\ "]/g, (sign) => encodeURIComponent(sign))
const texKey = (key: string) => key.replace(/[^A-Za-z0-9.:-]/g, '-')

/** A date as biblatex reads it: one day, or both bounds. */
function texDate([first, last]: [string, string]): string {
  return first === last ? first : `${first}/${last}`
}

function bibtex(cited: Cited, saying: Saying): string {
  const days = cited.days ?? [saying.retrieved, saying.retrieved]
  const fields = [
    ['author', `{${tex(cited.collection)}}`],
    ['title', `{${tex(cited.title)}}`],
    ['year', days[0].slice(0, 4)],
    ['date', texDate(days)],
    ['url', texAddress(cited.address)],
    ['urldate', saying.retrieved],
    ['note', tex(note(cited, saying))],
  ]
  return `@misc{${texKey(cited.key)},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`
}

function csl(cited: Cited, saying: Saying): string {
  const parts = (days: string[]) => ({ 'date-parts': days.map((day) => day.split('-').map(Number)) })
  const item = {
    id: cited.key,
    type: 'webpage',
    title: cited.title,
    author: [{ literal: cited.collection }],
    ...(cited.days ? { issued: parts([...new Set(cited.days)]) } : {}),
    accessed: parts([saying.retrieved]),
    URL: cited.address,
    note: note(cited, saying),
  }
  return JSON.stringify([item], null, 2)
}
