import type { Event } from '../data/nouns'
import type { Explorer } from '../state/explorer.svelte'
import { dayOf, isoOf } from '../time/day'
import { longDay, whenWords } from '../time/when'
import type { Words } from '../words/en'
import { isolate } from '../words/isolate'

/** The events in view with the pages that they stand on. */
export async function fetchReferences(explorer: Explorer): Promise<Event[]> {
  const query = explorer.query()
  query.set('from', isoOf(Math.floor(explorer.rested.from)))
  query.set('to', isoOf(Math.ceil(explorer.rested.to) - 1))
  const response = await fetch(`/api/v1/export.jsonl?${query}`)
  if (!response.ok) throw new Error(response.statusText)
  const lines = (await response.text()).split('\n').slice(1) // the first tells about the file
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Event)
}

/** The events as a list in which numbers lead to notes, and the notes: one for each page, with its address. */
export function drawReferences(events: readonly Event[], t: Words): HTMLElement {
  const list = document.createElement('section')
  list.className = 'references'
  const rows = element('ol')
  const notes = element('ol')
  const numbers = new Map<string, number>()
  for (const event of events) {
    const row = element('li')
    row.append(element('b', `${whenWords(event.when, t.dates)}: `), element('bdi', event.title))
    for (const { source } of event.reports ?? []) {
      if (!source?.url) continue
      if (!numbers.has(source.url)) {
        numbers.set(source.url, numbers.size + 1)
        const day = source.published.startsWith('0001')
          ? ''
          : longDay(dayOf(source.published.slice(0, 10)), t.dates)
        notes.append(
          element(
            'li',
            [isolate(source.title), source.publisher, day, source.url].filter(Boolean).join(', '),
          ),
        )
      }
      row.append(element('sup', ` [${numbers.get(source.url)}]`))
    }
    rows.append(row)
  }
  list.append(rows, element('h2', t.list.sources), notes)
  return list
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
