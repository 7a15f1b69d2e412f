import { fetchColumns, fetchHits, fetchMany, type Hit, type ManyName } from '../data/api'
import { type Columns, firstAt, type ManyColumn, NONE } from '../data/columns'
import {
  type Field,
  type Filter,
  filterParams,
  NO_FILTER,
  type Selection,
  selectionOf,
  serverQuery,
  without,
  withValue,
} from '../data/filter'
import { dealOut, dealOutByType, type Lane, longestSpan, rowsIn } from '../data/lanes'
import type { First, Row } from '../data/nouns'
import { bestOf } from '../stage/best'
import { dayOf } from '../time/day'
import { between, clamp, type Scale, type Span, zoom } from '../time/scale'
import { words } from '../words/words.svelte'
import { type Address, type LaneKind, readAddress, type Sort, type ViewName, writeAddress } from './address'
import { laneColumn, laneNames } from './lanekinds'
import { Titles } from './titles.svelte'

export type Phase = 'loading' | 'ready' | 'error'

const EASE_MS = 180
const REST_MS = 250
const reduced = matchMedia('(prefers-reduced-motion: reduce)')

/**
 * The one place of truth of the explorer. Views read it and call its verbs;
 * it follows the address and writes it.
 */
export class Explorer {
  readonly first: Partial<First>
  today = $state(0)

  view = $state<ViewName>('timeline')
  filter = $state.raw<Filter>({ q: '', choices: {} })
  laneKind = $state<LaneKind>('family')
  /** The values that have a lane of their own however many are busier. */
  ownLanes = $state.raw<string[]>([])
  event = $state('')
  /** The lane in which the open event was chosen; '' where that was not in a lane. */
  chosenLane = $state('')
  /** The order of the whole list. */
  sort = $state<Sort>('when')
  /** The events that the reader has picked, by id, in the order of picking. */
  picked = $state.raw<ReadonlyMap<string, Row>>(new Map())
  asOf = $state('')
  since = $state('')
  compare = $state.raw<string[]>([])
  align = $state.raw<string[]>([])
  span = $state.raw<Span>({ from: 0, to: 1 })
  /** The window as it was when it last came to rest: what lists and counts follow. */
  rested = $state.raw<Span>({ from: 0, to: 1 })
  /** True while the window is being dragged, zoomed or eased. */
  moving = $state(false)
  dropped = $state.raw<string[]>([])
  /** The thread that is followed on the stage; '' for none. */
  thread = $state('')
  /** Whether single-letter keys work (WCAG 2.1.4). */
  letters = $state(true)

  phase = $state<Phase>('loading')
  problem = $state('')
  loadedAt = $state.raw<Date | null>(null)
  columns = $state.raw<Columns>(NONE)
  titles = $state.raw<Titles>(
    new Titles(
      new URLSearchParams(),
      '',
      0,
      () => {},
      () => {},
    ),
  )
  /** Pieces of quotes that the search found, by event. */
  hits = $state.raw<ReadonlyMap<string, Hit>>(new Map())
  /** Events that came in since the list was read; nothing moves until the reader asks. */
  fresh = $state.raw<ReadonlySet<string>>(new Set())
  /** Whether the archive changed while nobody listened. */
  outdated = $state(false)
  many = $state.raw<{ name: ManyName; column: ManyColumn } | null>(null)
  /** How many independent sources each event has; fetched where too many are in view to name all. */
  independent = $state.raw<ManyColumn | null>(null)
  /** The rows of crowded lanes that may be named, by lane. */
  best = $state.raw<ReadonlyMap<Lane, number[]>>(new Map())

  readonly selection: Selection = $derived(selectionOf(this.columns, this.filter))
  readonly longest = $derived(longestSpan(this.columns))
  readonly days: Int32Array = $derived(this.selection.days)
  readonly total = $derived(this.selection.rows.length)
  readonly bounds: Span = $derived(this.#bounds())
  readonly inView: number[] = $derived(this.rowsAround(this.rested.from, this.rested.to))
  readonly lanes: Lane[] = $derived(this.#lanes())
  /** The day of the red line. */
  readonly now = $derived(this.asOf ? dayOf(this.asOf.slice(0, 10)) : this.today)

  #rest: [string, string][] = []
  #query: string | null = null
  #loading: AbortController | null = null
  #restTimer = 0
  #easing = 0

  constructor(first: Partial<First>) {
    this.first = first
    this.today = dayOf(first.today ?? '') || Math.floor(Date.now() / 86_400_000)
    this.#read(location.search)
    addEventListener('popstate', () => {
      this.#read(location.search)
      void this.load()
    })
  }

  /** Reads the index for the server's part of the filter, where it is not the one that is here. */
  async load(again = false): Promise<void> {
    const query = this.serverQuery()
    const key = query.toString()
    if (!again && key === this.#query && this.phase !== 'error') return
    this.#query = key
    this.#loading?.abort()
    const loading = new AbortController()
    this.#loading = loading
    if (this.columns === NONE) this.phase = 'loading'
    try {
      const columns = await fetchColumns(query, loading.signal, again || this.columns !== NONE)
      if (loading.signal.aborted) return
      this.#take(columns, query)
    } catch (error) {
      if (loading.signal.aborted) return
      this.#query = null
      this.fail(error)
    }
  }

  #take(columns: Columns, query: URLSearchParams): void {
    const initial = this.columns === NONE && !readAddress(location.search).address.span
    this.titles.stop()
    this.titles = new Titles(
      query,
      columns.version,
      columns.size,
      () => void this.load(true),
      (e) => this.fail(e),
    )
    this.many = null
    this.independent = null
    this.columns = columns
    this.phase = 'ready'
    this.problem = ''
    this.loadedAt = new Date()
    this.fresh = new Set()
    this.outdated = false
    this.hits = new Map()
    if (this.filter.q) void this.#findHits(query)
    if (initial) this.#jump(this.startingSpan())
    void this.needLanes()
  }

  async #findHits(query: URLSearchParams): Promise<void> {
    const hits = await fetchHits(query).catch(() => new Map<string, Hit>())
    if (query.toString() === this.#query) this.hits = hits
  }

  /** Listens for writes to the archive; the browser comes back by itself after a break. */
  listen(): void {
    const stream = new EventSource('/api/v1/stream')
    stream.addEventListener('changed', (message) => {
      const news = JSON.parse(message.data) as { version: string; events: string[] | null }
      if (this.asOf || news.version === this.columns.version) return
      this.fresh = new Set([...this.fresh, ...(news.events ?? [])])
    })
    // After a break nobody knows what was missed, only that the archive is another one.
    stream.addEventListener('hello', (message) => {
      const { version } = JSON.parse(message.data) as { version: string }
      this.outdated = !this.asOf && this.columns.version !== '' && version !== this.columns.version
    })
    addEventListener('pagehide', () => stream.close())
  }

  fail(error: unknown): void {
    this.problem = error instanceof Error ? error.message : String(error)
    this.phase = 'error'
  }

  /** The parameters of the list that is here: all but what the index answers itself. */
  serverQuery(): URLSearchParams {
    const query = serverQuery(this.filter)
    if (this.asOf) query.set('as_of', this.asOf)
    return query
  }

  /** The whole filter and the moment as parameters. */
  query(): URLSearchParams {
    const query = filterParams(this.filter)
    if (this.asOf) query.set('as_of', this.asOf)
    return query
  }

  // Verbs. Filters, selection, view and moment make an entry in the history.

  setFilter(filter: Filter): void {
    this.filter = filter
    this.#write('push')
    void this.load()
  }

  toggle(field: Field, value: string, how: 'is' | 'not' | null): void {
    this.setFilter(withValue(this.filter, field, value, how))
  }

  clear(field: Field): void {
    this.setFilter(without(this.filter, field))
  }

  open(event: string): void {
    if (event === this.event) return
    this.event = event
    this.#write('push')
  }

  close(): void {
    this.open('')
  }

  show(view: ViewName): void {
    this.view = view
    this.#write('push')
  }

  setLanes(kind: LaneKind): void {
    this.laneKind = kind
    this.ownLanes = []
    this.#write('push')
    void this.needLanes()
  }

  /** Gives a value a lane of its own, or takes it back. */
  toggleLane(id: string): void {
    const others = this.ownLanes.filter((own) => own !== id)
    this.ownLanes = (others.length < this.ownLanes.length ? others : [...others, id]).sort()
    this.#write('push')
  }

  setSort(sort: Sort): void {
    this.sort = sort
    this.#write('push')
  }

  /** Picks an event, or puts it back. */
  pick(event: Row): void {
    const picked = new Map(this.picked)
    if (!picked.delete(event.id)) picked.set(event.id, event)
    this.picked = picked
  }

  pickById(id: string): void {
    const event = this.picked.get(id) ?? this.titles.find(id)
    if (event) this.pick(event)
  }

  /** Shows the picked events alone, at an address of their own. */
  onlyPicked(): void {
    this.setFilter({ ...NO_FILTER, choices: { pick: { is: [...this.picked.keys()].sort(), not: [] } } })
  }

  unpick(): void {
    this.picked = new Map()
  }

  setAsOf(moment: string): void {
    this.asOf = moment
    this.since = ''
    this.#write('push')
    void this.load()
  }

  /** Back to now, with everything marked that changed since the moment shown. */
  compareWithNow(): void {
    this.since = this.asOf
    this.asOf = ''
    this.#write('push')
    void this.load()
  }

  setSince(moment: string): void {
    this.since = moment
    this.#write('push')
  }

  setCompare(compare: string[], align: string[] = this.align): void {
    this.compare = compare
    this.align = align
    this.#write('push')
  }

  dismissDropped(): void {
    this.dropped = []
  }

  // The window.

  /** Sets the window at once, as while dragging; the address follows at rest. */
  setSpan(span: Span): void {
    cancelAnimationFrame(this.#easing)
    this.span = clamp(span, this.bounds)
    this.moving = true
    clearTimeout(this.#restTimer)
    this.#restTimer = window.setTimeout(() => {
      this.moving = false
      this.rested = this.span
      this.#write('replace')
    }, REST_MS)
  }

  /** Eases to a window, so that the eye sees where it went. */
  goTo(span: Span): void {
    const target = clamp(span, this.bounds)
    if (reduced.matches) {
      this.setSpan(target)
      return
    }
    // Of two wishes the later one counts: a double click comes after two clicks.
    cancelAnimationFrame(this.#easing)
    const from = this.span
    const started = performance.now()
    const step = (time: number) => {
      const share = Math.min(1, Math.max(0, (time - started) / EASE_MS))
      this.setSpan(between(from, target, share))
      if (share < 1) this.#easing = requestAnimationFrame(step)
    }
    this.#easing = requestAnimationFrame(step)
  }

  #jump(span: Span): void {
    this.span = span
    this.rested = span
  }

  zoomAt(factor: number, day = (this.span.from + this.span.to) / 2): void {
    this.goTo(zoom(this.span, factor, day))
  }

  fit(): void {
    const { days, selection, columns } = this
    if (days.length === 0) return
    let last = days[days.length - 1]!
    for (const row of selection.rows) last = Math.max(last, columns.last[row]!)
    const margin = Math.max(2, (last - days[0]!) * 0.02)
    this.goTo({ from: days[0]! - margin, to: last + 1 + margin })
  }

  goToday(): void {
    const half = (this.span.to - this.span.from) / 2
    this.goTo({ from: this.now + 0.5 - half, to: this.now + 0.5 + half })
  }

  /** Brings a day into view without changing the zoom, where it is not in view. */
  reveal(day: number): void {
    const { from, to } = this.span
    if (day >= from && day < to) return
    const half = (to - from) / 2
    this.goTo({ from: day + 0.5 - half, to: day + 0.5 + half })
  }

  /** What a first visit shows: the newest events, as many as make a picture. */
  startingSpan(): Span {
    const { days } = this
    const now = this.now
    if (days.length === 0) return { from: now - 35, to: now + 9 }
    const happened = firstAt(days, now + 1)
    const newest = days[Math.max(0, happened - 1)]!
    const to = now - newest < 21 ? now + 10 : newest + 8
    const wanted = days[Math.max(0, happened - 28)]!
    return { from: Math.max(Math.min(wanted - 2, to - 42), to - 88), to }
  }

  /** Events before and after the window, and the day of the nearest of each. */
  get outside(): { before: number; after: number; last: number; next: number } {
    const begin = firstAt(this.days, Math.floor(this.rested.from))
    const end = firstAt(this.days, Math.ceil(this.rested.to))
    return {
      before: begin,
      after: this.days.length - end,
      last: this.days[begin - 1] ?? Number.NaN,
      next: this.days[end] ?? Number.NaN,
    }
  }

  /** The chosen rows that meet [from, to). */
  rowsAround(from: number, to: number): number[] {
    return rowsIn(this.columns, this.selection.rows, this.days, from, to, this.longest)
  }

  async needLanes(): Promise<void> {
    const name = laneColumn(this.laneKind)
    if (!name || this.many?.name === name) return
    const columns = this.columns
    try {
      const column = await fetchMany(name, this.serverQuery(), columns)
      if (columns === this.columns) this.many = { name, column }
    } catch {
      if (columns === this.columns) await this.load(true)
    }
  }

  /** Which of too many events are named: those with the most sources, once it is known how many they have. */
  async nameBest(scale: Scale): Promise<void> {
    const { columns } = this
    if (!this.independent) {
      const column = await fetchMany('independent', this.serverQuery(), columns).catch(() => null)
      if (columns !== this.columns || !column) return
      this.independent = column
    }
    this.best = bestOf(this.lanes, columns, this.longest, this.independent, scale)
    this.titles.choose([...this.best.values()].flat())
  }

  // Address.

  address(): Address {
    return {
      view: this.view,
      span: this.span,
      filter: this.filter,
      lanes: this.laneKind,
      ownLanes: this.ownLanes,
      event: this.event,
      sort: this.sort,
      asOf: this.asOf,
      since: this.since,
      compare: this.compare,
      align: this.align,
      rest: this.#rest,
    }
  }

  #read(search: string): void {
    const { address, dropped } = readAddress(search)
    this.view = address.view
    this.filter = address.filter
    this.laneKind = address.lanes
    this.ownLanes = address.ownLanes
    this.event = address.event
    this.sort = address.sort
    this.asOf = address.asOf
    this.since = address.since
    this.compare = address.compare
    this.align = address.align
    this.#rest = address.rest
    this.dropped = dropped
    if (address.span) this.#jump(address.span)
    else if (this.columns === NONE) this.#jump({ from: this.today - 35, to: this.today + 9 })
    else this.#jump(this.startingSpan())
  }

  #write(how: 'push' | 'replace'): void {
    const wanted = location.pathname + writeAddress(this.address())
    if (wanted === location.pathname + location.search) return
    if (how === 'push') history.pushState(null, '', wanted)
    else history.replaceState(null, '', wanted)
  }

  #bounds(): Span {
    const { columns, now } = this
    const month = this.first.density?.[0]?.month
    let from = month ? dayOf(`${month.slice(0, 7)}-01`) : now - 365
    let to = now + 60
    if (columns.size > 0) {
      from = Math.min(from, columns.day[0]!)
      to = Math.max(to, columns.day[columns.size - 1]! + 30)
    }
    return { from, to }
  }

  #lanes(): Lane[] {
    const { columns, selection } = this
    const dealing = laneNames(this.laneKind, columns, selection.rows, this.many, this.ownLanes, words.t)
    if ('laneOfType' in dealing) return dealOutByType(columns, selection, dealing.names, dealing.laneOfType)
    return dealOut(columns, selection.rows, dealing.names, dealing.lanesOf)
  }
}
