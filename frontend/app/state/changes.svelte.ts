import { type Change, fetchChanges } from '../data/api'
import { dayOf } from '../time/day'
import type { Explorer } from './explorer.svelte'

export type Kind = 'added' | 'moved' | 'changed'

/** What changed between a moment and now, by event: the gravest kind of change stands. */
class Changes {
  list = $state.raw<Change[]>([])
  failed = $state(false)
  readonly kinds: ReadonlyMap<string, Kind> = $derived(kindsOf(this.list))
  /** The middle of the dates from which events were moved. */
  readonly moved: ReadonlyMap<string, number> = $derived(movedOf(this.list))
  #since = ''

  /** Asks for what changed since the explorer's moment, once per moment and filter. */
  async follow(explorer: Explorer): Promise<void> {
    const key = explorer.since && `${explorer.since} ${explorer.serverQuery()} ${explorer.columns.version}`
    if (key === this.#since) return
    this.#since = key
    this.list = []
    if (!key) return
    try {
      const list = await fetchChanges(explorer.since, explorer.serverQuery())
      if (key === this.#since) this.list = list
      this.failed = false
    } catch {
      if (key !== this.#since) return
      this.failed = true
      this.#since = ''
    }
  }

  count(kind: Kind): number {
    let n = 0
    for (const known of this.kinds.values()) if (known === kind) n++
    return n
  }
}

function movedOf(list: Change[]): Map<string, number> {
  const moved = new Map<string, number>()
  for (const { revision, event } of list) {
    const old = revision.changes?.find((change) => change.field === 'when')?.old ?? ''
    const days = old
      .split('/')
      .map(dayOf)
      .filter((day) => !Number.isNaN(day))
    if (days.length > 0 && !moved.has(event.id))
      moved.set(event.id, (days[0]! + days[days.length - 1]! + 1) / 2)
  }
  return moved
}

function kindsOf(list: Change[]): Map<string, Kind> {
  const kinds = new Map<string, Kind>()
  for (const { revision, event } of list) {
    const fields = (revision.changes ?? []).map((change) => change.field)
    const kind: Kind = fields.includes('event') ? 'added' : fields.includes('when') ? 'moved' : 'changed'
    const before = kinds.get(event.id)
    if (before !== 'added' && !(before === 'moved' && kind === 'changed')) kinds.set(event.id, kind)
  }
  return kinds
}

export const changes = new Changes()
