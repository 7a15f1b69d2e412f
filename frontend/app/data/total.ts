import { get } from './api'

/** How many events match; with atLeast there may be more, as for a past day with very many. */
export interface Total {
  total: number
  atLeast: boolean
}

export async function fetchTotal(query: URLSearchParams): Promise<Total> {
  const params = new URLSearchParams(query)
  params.set('limit', '1')
  const { total, at_least = false } = await get<{ total: number; at_least?: boolean }>('/events', params)
  return { total, atLeast: at_least }
}
