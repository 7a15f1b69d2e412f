import type { Row } from '../data/nouns'
import { catalogue } from '../state/catalogue.svelte'
import type { Explorer } from '../state/explorer.svelte'
import { dayRange, longDay, whenFull } from '../time/when'
import type { Words } from '../words/en'
import type { Spot } from './navigate'

/** The name of an option: title, type and status, date with certainty, place, sources. */
export function speechOf(spot: Spot, explorer: Explorer, t: Words): string {
  if (spot.kind === 'column') {
    const days =
      spot.to - spot.from === 7
        ? t.stage.weekOf(longDay(spot.from, t.dates))
        : dayRange(spot.from, spot.to - 1, t.dates)
    return t.stage.column(spot.n, days)
  }
  if (spot.rows.length > 1) return t.stage.stack(spot.rows.length, longDay(spot.from, t.dates))
  const event = explorer.titles.get(spot.row)
  if (event) return eventSpeech(event, t)
  const type = catalogue.type(explorer.columns.legend.type[explorer.columns.type[spot.row]!] ?? '')
  return `${type.label}, ${longDay(spot.from, t.dates)}`
}

export function eventSpeech(event: Row, t: Words): string {
  const place = event.places?.[0]
  const corroboration = event.corroboration
  return [
    event.title,
    `${catalogue.type(event.type).label}, ${t.status[event.status]}`,
    `${whenFull(event.when, t.dates)}, ${certaintyOf(event, t)}`,
    place ? catalogue.name('place', place) : '',
    corroboration ? t.sources(corroboration.independent, corroboration.sources, corroboration.unknown) : '',
  ]
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(' ')
}

/** One word for how sharp a date is. */
export function certaintyOf(event: Pick<Row, 'when'>, t: Words): string {
  const { when } = event
  if (when.open) return t.certainty.open
  if (when.lasting) return t.certainty.lasted
  if (when.precision === 'day' && when.start === when.end) return t.certainty.exact
  return when.precision === 'day' ? t.certainty.lasted : t.certainty.doubt
}

/** The paragraph that stands first in the region: what is in view, in words. */
export function summaryOf(explorer: Explorer, t: Words): string {
  const { rested: span, inView, columns, lanes } = explorer
  if (explorer.phase !== 'ready') return ''
  const planned = columns.legend.status.indexOf('planned')
  const used = new Set(inView.map((row) => columns.type[row]))
  const busyLanes = Math.min(lanes.filter((lane) => lane.rows.length > 0).length, used.size)
  const parts = [
    t.stage.summary(
      longDay(Math.round(span.from), t.dates),
      longDay(Math.round(span.to) - 1, t.dates),
      inView.length,
      busyLanes,
      inView.filter((row) => columns.status[row] === planned).length,
    ),
  ]
  if (inView.length > 1) parts.push(busiestOf(inView, columns.day, t))
  return parts.join(' ')
}

function busiestOf(rows: number[], days: Int32Array, t: Words): string {
  let [best, most, day, n, quiet] = [0, 0, Number.NaN, 0, 0]
  for (const row of rows) {
    if (days[row] !== day) {
      if (!Number.isNaN(day)) quiet = Math.max(quiet, days[row]! - day - 1)
      day = days[row]!
      n = 0
    }
    n++
    if (n > most) [most, best] = [n, day]
  }
  const busiest = t.stage.busiest(longDay(best, t.dates), most)
  return quiet > 0 ? `${busiest} ${t.stage.quiet(quiet)}` : busiest
}
