import { Changed, fetchRows } from '../data/api'
import type { Row } from '../data/nouns'

const CHUNK = 100
/** What the server gives at once. */
const MOST_CHOSEN = 500

/** How long arrivals are gathered before what shows them is redone. */
const GATHER_MS = 40

/**
 * The rows of a list, fetched by the hundred where they are looked at, and
 * kept. `tick` grows after arrivals, so that what reads it is redone.
 */
export class Titles {
  tick = $state(0)
  #rows = new Map<number, Row>()
  #asked = new Set<number>()
  #chosen = new Set<number>()
  /** The chunks that are here. */
  #whole = new Set<number>()
  #failed = 0
  #telling = 0
  #stop = new AbortController()

  constructor(
    readonly query: URLSearchParams,
    readonly version: string,
    readonly size: number,
    readonly onChanged: () => void,
    readonly onError: (error: unknown) => void,
  ) {}

  get(row: number): Row | undefined {
    return this.#rows.get(row)
  }

  /** The row of an event, where it is here. */
  find(id: string): Row | undefined {
    for (const event of this.#rows.values()) if (event.id === id) return event
    return undefined
  }

  /** Asks, after the next paint, for the rows that are not here yet; at most `most` chunks at once. */
  want(rows: Iterable<number>, most = 12): void {
    const chunks = new Set<number>()
    for (const row of rows) {
      const chunk = Math.floor(row / CHUNK)
      if (!this.#asked.has(chunk)) chunks.add(chunk)
    }
    const wanted = [...chunks].slice(0, most)
    if (wanted.length === 0) return
    for (const chunk of wanted) this.#asked.add(chunk)
    const ask = () => {
      if (!this.#stop.signal.aborted) for (const chunk of wanted) void this.#fetch(chunk)
    }
    requestAnimationFrame(() => setTimeout(ask))
  }

  /** Asks for some rows of very many, those that are not here yet in one answer. */
  async choose(rows: number[]): Promise<void> {
    const wanted = rows.filter((row) => !this.#rows.has(row) && !this.#chosen.has(row)).slice(0, MOST_CHOSEN)
    if (wanted.length === 0) return
    for (const row of wanted) this.#chosen.add(row)
    try {
      const events = await fetchRows(this.query, this.version, wanted.join(','), this.#stop.signal)
      events.forEach((event, i) => {
        this.#rows.set(wanted[i]!, event)
      })
      this.#tell()
    } catch (error) {
      for (const row of wanted) this.#chosen.delete(row)
      if (error instanceof Changed) this.onChanged()
    }
  }

  /** Waits for the rows from–to and gives those that exist. */
  async load(from: number, to: number): Promise<Row[]> {
    for (let chunk = Math.floor(from / CHUNK); chunk <= Math.floor(to / CHUNK); chunk++) {
      if (!this.#whole.has(chunk)) await this.#fetch(chunk)
    }
    const found: Row[] = []
    for (let row = from; row <= to; row++) {
      const event = this.#rows.get(row)
      if (event) found.push(event)
    }
    return found
  }

  /** Chunks that come close together are told of once. */
  #tell(): void {
    this.#telling ||= window.setTimeout(() => {
      this.#telling = 0
      this.tick++
    }, GATHER_MS)
  }

  /** Ends what is under way: the list has been replaced. */
  stop(): void {
    this.#stop.abort()
  }

  async #fetch(chunk: number): Promise<void> {
    const from = chunk * CHUNK
    const to = Math.min(from + CHUNK, this.size) - 1
    if (to < from) return
    this.#asked.add(chunk)
    try {
      const rows = await fetchRows(this.query, this.version, `${from}-${to}`, this.#stop.signal)
      rows.forEach((row, i) => {
        this.#rows.set(from + i, row)
      })
      this.#whole.add(chunk)
      this.#failed = 0
      this.#tell()
    } catch (error) {
      if (this.#stop.signal.aborted) return
      if (error instanceof Changed) this.onChanged()
      else if (this.#failed++ < 2) this.#asked.delete(chunk)
      else this.onError(error)
    }
  }
}
