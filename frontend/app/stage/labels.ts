import { dateOf } from '../time/day'
import type { Level } from '../time/scale'
import type { Item } from './items'
import type { StageInput } from './layout'

const LABEL_WIDTH: Record<Level, number> = { years: 200, months: 220, weeks: 250, days: 420, hours: 520 }
/** The whole title where there is room for it; in a narrow window it is never cut. */
const LONGEST: Record<Level, number> = { years: 300, months: 320, weeks: 420, days: 1200, hours: 1200 }
const SHORT_LABEL = 128
/** A cut that leaves less says nothing ("Joint…"): none is better. */
const LEAST_LABEL = 80
/** So many letters are wider than that in any face. */
const SURELY_LONG = 32
/** How much wider the label of the selected event is, which is set in bold. */
const BOLDER = 1.09

/**
 * The labels of a lane's items, each cut and measured when it is first asked
 * for: most of a crowded lane's never are.
 */
export class Labels {
  readonly #texts = new Map<number, string[]>()
  readonly #named: ReadonlySet<Item>

  constructor(
    items: Item[],
    readonly level: Level,
    readonly input: StageInput,
  ) {
    this.#named = new Set(chosenFor(items, level, input.selected))
  }

  /** Whether an item has a label at this level. */
  has(item: Item): boolean {
    return this.#named.has(item) && this.#whole(item) !== ''
  }

  /** The texts of a row that was asked about: whole, then cut ever shorter. */
  textsOf(row: number): readonly string[] {
    return this.#texts.get(row) ?? []
  }

  /** The widths of an item's texts; empty for none. */
  widths(item: Item): number[] {
    if (!this.has(item)) return []
    const { input, level } = this
    let texts = this.#texts.get(item.row)
    if (!texts) {
      texts = cuts(this.#whole(item), LONGEST[level], LABEL_WIDTH[level], input.measure)
      this.#texts.set(item.row, texts)
    }
    const selected = item.event !== undefined && item.event.id === input.selected
    return texts.map((text) => Math.ceil(input.measure(text) * (selected ? BOLDER : 1)) + (selected ? 8 : 0))
  }

  /** What none of an item's widths is below, without measuring it. */
  least(item: Item): number {
    if (!this.has(item)) return Number.POSITIVE_INFINITY
    return this.#whole(item).length > SURELY_LONG ? LEAST_LABEL : 0
  }

  #whole(item: Item): string {
    return item.rows.length > 1 ? this.input.stackTitle(item.rows.length) : (item.event?.title ?? '')
  }
}

/** Selected first, then the best supported, then the more significant. */
export function weightOf(item: Item, selected: string): number {
  const { event } = item
  if (event && event.id === selected) return 1e9
  if (!event) return 0
  return (event.corroboration?.independent ?? 0) * 100 + (event.significance ?? 0) * 10 + item.rows.length
}

/** All items of a narrow window; of a wide one the best of each year or month. */
function chosenFor(items: Item[], level: Level, selected: string): Iterable<Item> {
  if (level !== 'years' && level !== 'months') return items
  const best = new Map<number, Item>()
  for (const item of items) {
    const date = dateOf(item.extent.at)
    const key = date.getUTCFullYear() * 12 + (level === 'months' ? date.getUTCMonth() : 0)
    const rival = best.get(key)
    if (!rival || weightOf(item, selected) > weightOf(rival, selected)) best.set(key, item)
  }
  return best.values()
}

/** The whole title where there is room for it, else ever shorter. */
export function cuts(
  text: string,
  longest: number,
  width: number,
  measure: (text: string) => number,
): string[] {
  const texts = [...new Set([longest, width, SHORT_LABEL].map((most) => cut(text, most, measure)))]
  return texts.filter((short) => short === text || measure(short) >= LEAST_LABEL)
}

const known = new Map<string, string>()

/** Cuts a text to a width at a word, with an ellipsis; at least one word is left. */
export function cut(text: string, width: number, measure: (text: string) => number): string {
  const key = `${width} ${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  let short = text
  if (measure(text) > width) {
    const words = text.split(' ')
    const first = (n: number) => words.slice(0, n).join(' ')
    let [fits, over] = [1, words.length]
    while (over - fits > 1) {
      const mid = (fits + over) >> 1
      if (measure(`${first(mid)}…`) > width) over = mid
      else fits = mid
    }
    short = `${first(fits).replace(/[,;:–-]$/, '')}…`
  }
  known.set(key, short)
  return short
}
