import { eventItem, type Item } from './items'
import { LAYOUTS, type Layout, render } from './layouts'
import { STYLE } from './style'
import { wordsOf } from './words'

/**
 * <truce-line thread="…" layout="vertical">fallback links</truce-line>
 *
 * One script, one JSON answer; no cookie, no storage, no other host. What
 * stands inside the element stays where script or request fail.
 */
const FILTERS = [
  'pick',
  'thread',
  'q',
  'type',
  'actor',
  'place',
  'source',
  'status',
  'precision',
  'from',
  'to',
  'as-of',
  'review',
  ...['pick', 'type', 'actor', 'place', 'thread', 'source', 'status', 'precision'].map(
    (name) => `not.${name}`,
  ),
]
const SETTINGS = [
  'limit',
  'order',
  'layout',
  'theme',
  'lang',
  'heading-level',
  'height',
  'heading',
  'src',
] as const
const NARROW = 480

/** The server that this script came from. */
const home = new URL((document.currentScript as HTMLScriptElement | null)?.src || location.href).origin

let sheet: CSSStyleSheet | undefined
const asked = new Map<string, Promise<Answer>>()

interface Answer {
  items: Item[]
  title: string
  at: string
  /** The server could not be reached: this is what the browser had kept. */
  old: boolean
}

class TruceLine extends HTMLElement {
  static readonly observedAttributes = [...FILTERS, ...SETTINGS]
  #root = this.attachShadow({ mode: 'open' })
  #answer: Answer | null = null
  #queued = false
  /** Lies down or stands up as the room beside it changes. */
  #room = new ResizeObserver(() => {
    if (this.#answer && this.#root.querySelector('section')?.className !== this.#layout()) this.#draw()
  })

  connectedCallback(): void {
    sheet ??= styleSheet()
    this.#root.adoptedStyleSheets = [sheet]
    if (!this.#root.firstChild) this.#root.append(document.createElement('slot'))
    if (this.getAttribute('layout') === 'horizontal') this.#room.observe(this)
    this.#queue()
  }

  disconnectedCallback(): void {
    this.#room.disconnect()
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#queue()
  }

  /** Several attributes that change together ask once. */
  #queue(): void {
    if (this.#queued) return
    this.#queued = true
    queueMicrotask(() => {
      this.#queued = false
      void this.#load()
    })
  }

  async #load(): Promise<void> {
    const address = this.#address()
    try {
      let answer = asked.get(address)
      if (!answer) {
        answer = ask(address)
        asked.set(address, answer)
      }
      this.#answer = await answer
      if (this.#answer.old) asked.delete(address)
      this.#draw()
      this.#tell('ready', { events: this.#answer.items.length })
    } catch (error) {
      asked.delete(address)
      if (this.#answer) {
        this.#answer = { ...this.#answer, old: true }
        this.#draw()
      }
      this.#tell('error', { message: String(error) })
    }
  }

  #address(): string {
    const url = new URL('/api/v1/events', this.getAttribute('src') || home)
    for (const name of FILTERS) {
      const value = this.getAttribute(name)
      if (value) url.searchParams.set(name.replace('as-of', 'as_of'), value)
    }
    const layout = this.#layout()
    if (layout === 'countdown' && !this.hasAttribute('status')) url.searchParams.set('status', 'planned')
    const newest = this.getAttribute('order') === 'newest' || layout === 'compact'
    url.searchParams.set('sort', newest ? '-when' : 'when')
    url.searchParams.set('limit', String(Math.min(50, Math.max(1, Number(this.getAttribute('limit')) || 8))))
    return url.href
  }

  #layout(): Layout {
    const wanted = (this.getAttribute('layout') ?? 'vertical') as Layout
    if (!LAYOUTS.includes(wanted)) return 'vertical'
    return wanted === 'horizontal' && this.clientWidth > 0 && this.clientWidth < NARROW ? 'vertical' : wanted
  }

  #draw(): void {
    const answer = this.#answer
    if (!answer) return
    const box = render(answer.items, {
      layout: this.#layout(),
      heading: this.getAttribute('heading') ?? answer.title,
      level: Math.min(6, Math.max(2, Number(this.getAttribute('heading-level')) || 2)),
      words: wordsOf(this.getAttribute('lang') || document.documentElement.lang),
      home: this.getAttribute('src') || home,
      thread: this.getAttribute('thread') ?? '',
      asOf: this.getAttribute('as-of') ?? '',
      at: answer.at,
      old: answer.old,
      select: (id) => this.#tell('select', { event: id }),
    })
    const theme = this.getAttribute('theme')
    if (theme === 'light' || theme === 'dark') box.dataset.theme = theme
    const height = Number(this.getAttribute('height'))
    if (height > 0) box.style.maxHeight = `${height}px`
    this.#root.replaceChildren(box)
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}

/** Asks for events; where that fails, for what the browser's cache has of them. */
async function ask(address: string): Promise<Answer> {
  try {
    return await read(address, 'default')
  } catch (error) {
    return read(address, 'force-cache').catch(() => {
      throw error
    })
  }
}

async function read(address: string, cache: 'default' | 'force-cache'): Promise<Answer> {
  const response = await fetch(address, { credentials: 'omit', referrerPolicy: 'origin', cache })
  if (!response.ok) throw new Error(`${response.status} from ${new URL(address).host}`)
  const answer = (await response.json()) as { events: Parameters<typeof eventItem>[0][] }
  return {
    items: answer.events.map(eventItem),
    title: '',
    at: response.headers.get('date') ?? '',
    old: cache !== 'default',
  }
}

function styleSheet(): CSSStyleSheet {
  const made = new CSSStyleSheet()
  made.replaceSync(STYLE)
  return made
}

if (!customElements.get('truce-line')) customElements.define('truce-line', TruceLine)
