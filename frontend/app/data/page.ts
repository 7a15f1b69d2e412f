import { get } from './api'
import type { Event } from './nouns'

/** A page of a list in an order that the index does not have. */
export interface Page {
  events: Event[]
  /** The address of the page after it; '' after the last. */
  next: string
}

export async function fetchPage(address: string): Promise<Page> {
  const url = new URL(address, location.origin)
  const answer = await get<{ events: Event[]; next: string | null }>('/events', url.searchParams)
  return { events: answer.events, next: answer.next ?? '' }
}
