import type { Row } from '../app/data/nouns'

/** What the widget shows of an event. */
export interface Item extends Pick<Row, 'id' | 'title' | 'when' | 'status' | 'type'> {
  sources: number
  unknown: boolean
}

/** Takes what is needed out of the API's event. */
export function eventItem(event: Row): Item {
  return {
    id: event.id,
    title: event.title,
    when: event.when,
    status: event.status,
    type: event.type,
    sources: event.corroboration?.sources ?? 0,
    unknown: (event.flags ?? []).includes('outcome_unknown'),
  }
}

const MS = 86_400_000
const day = (iso: string) => Date.parse(iso) / MS

/** "6–10 days", "today" or "3 days"; never a clock where the date is a range. */
export function countdown(item: Item, today: number): { days: string; fixed: boolean } | null {
  const from = day(item.when.start || item.when.end) - today
  const to = day(item.when.end || item.when.start) - today
  if (!(to >= 0)) return null
  const start = Math.max(0, from)
  return {
    days: start === to ? String(to) : `${start}–${to}`,
    fixed: from === to && item.when.precision === 'day',
  }
}

export function today(): number {
  const now = new Date()
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / MS
}
