import { get } from './api'

/** How many sources have not been read for twice their usual interval. */
export async function fetchStale(now: number): Promise<number> {
  const { stale_from: from } = await get<{ stale_from: string[] }>('/health')
  return from.filter((moment) => Date.parse(moment) < now).length
}
