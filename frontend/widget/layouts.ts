import { format, longDay, whenWords } from '../app/time/when'
import { countdown, type Item, today } from './items'
import type { WidgetWords } from './words'

export const LAYOUTS = ['vertical', 'horizontal', 'compact', 'thread', 'countdown'] as const
export type Layout = (typeof LAYOUTS)[number]

export interface Options {
  layout: Layout
  heading: string
  level: number
  words: WidgetWords
  home: string
  thread: string
  asOf: string
  /** When the answer was made. */
  at: string
  /** It could not be asked for anew. */
  old: boolean
  select(id: string): void
}

/** Builds an element out of text alone: nothing here parses HTML. */
function make(name: string, part: string, ...inner: (Node | string)[]): HTMLElement {
  const element = document.createElement(name)
  if (part) {
    element.className = part
    element.setAttribute('part', part)
  }
  element.append(...inner)
  return element
}

function link(text: string, href: string): HTMLAnchorElement {
  const a = document.createElement('a')
  a.href = href
  a.dir = 'auto'
  a.textContent = text
  return a
}

/** The whole widget in one of its layouts. */
export function render(items: Item[], options: Options): HTMLElement {
  const box = make('section', options.layout)
  if (options.heading) box.append(make(`h${options.level}`, 'heading', options.heading))
  box.append(options.layout === 'countdown' ? next(items, options) : list(items, options), foot(options))
  return box
}

function list(items: Item[], options: Options): HTMLElement {
  const now = today()
  let passed = false
  const ol = make('ol', 'list')
  if (options.layout === 'horizontal') ol.tabIndex = 0
  if (options.heading || options.layout === 'horizontal')
    ol.setAttribute('aria-label', options.heading || options.words.timeline)
  const ahead = (item: Item) => Date.parse(item.when.end || item.when.start) / 86_400_000 >= now
  for (const item of items) {
    const coming = item.status === 'planned' && ahead(item)
    if (coming && !passed && options.layout !== 'compact') {
      passed = true
      ol.append(make('li', 'today', longDay(now, options.words.dates)))
    }
    const li = entry(item, options)
    if (coming) li.classList.add('coming')
    ol.append(li)
  }
  if (items.length === 0) ol.append(make('li', 'none', options.words.none))
  return ol
}

function entry(item: Item, options: Options): HTMLElement {
  const { words } = options
  const title = make('span', 'title', anchor(item, options))
  if (item.status !== 'happened')
    title.append(
      ' ',
      make(
        'span',
        `tag ${item.status}`,
        item.unknown ? words.unknown : (words.status[item.status] ?? item.status),
      ),
    )
  const date = make('time', 'date', whenWords(item.when, words.dates))
  const source = make('span', 'source', words.sources(item.sources))
  const li =
    options.layout === 'compact' ? make('li', 'item', title, date) : make('li', 'item', date, title, source)
  li.classList.add(item.status)
  return li
}

function anchor(item: Item, options: Options): HTMLAnchorElement {
  const a = link(item.title, `${options.home}/e/${encodeURIComponent(item.id)}`)
  a.addEventListener('click', () => options.select(item.id))
  return a
}

/** The next planned event; a range of days stays a range. */
function next(items: Item[], options: Options): HTMLElement {
  const now = today()
  const coming = items
    .map((item) => ({ item, left: countdown(item, now) }))
    .filter((c) => c.left !== null)
    .sort(
      (a, b) =>
        Date.parse(a.item.when.start || a.item.when.end) - Date.parse(b.item.when.start || b.item.when.end),
    )[0]
  const { words } = options
  if (!coming?.left) return make('p', 'none', words.nothing)
  const { item, left } = coming
  return make(
    'div',
    'item',
    make('span', 'title', anchor(item, options)),
    make('p', 'big', make('strong', '', left.days), make('span', '', words.days(left.days, left.fixed))),
    make('p', 'date', `${words.planned(whenWords(item.when, words.dates))} ${words.sources(item.sources)}`),
  )
}

function foot(options: Options): HTMLElement {
  const { words } = options
  const moment = options.asOf ? new Date(options.asOf) : new Date(options.at || Date.now())
  const day = format(words.dates.locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(options.old ? ({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const) : {}),
  })
  const page = options.thread
    ? `${options.home}/t/${encodeURIComponent(options.thread.split(',')[0]!)}`
    : `${options.home}/`
  return make(
    'p',
    'foot',
    make('span', '', words.asOf(day.format(moment)) + (options.old ? words.old : '')),
    link(options.thread ? words.thread : words.all, page),
  )
}
