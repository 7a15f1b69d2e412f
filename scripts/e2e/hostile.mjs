// An archive in which everything that outsiders can fill tries to become markup.
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { binary } from './server.mjs'

const built = fileURLToPath(new URL('../../topics/ukraine', import.meta.url))
/** As long as a name of a topic may be: sixteen words. */
export const NAME = '"><img src=x onerror=broken=1>'
export const TEXT = `${NAME}</script><script>globalThis.broken=1</script>{{7*7}}\${7*7}' onmouseover='broken=1`
/** Sound as a web address, and markup where it is not escaped. */
export const ADDRESS = 'https://example.org/"><script>broken=1</script>?a=\'onclick=broken=1'
export const EVENT = 'hostile'
export const THREAD = 'trap'

/** Makes the archive; gives the flags of a server that serves it. */
export function hostileArchive() {
  const folder = mkdtempSync(join(tmpdir(), 'truceline-hostile-'))
  const topic = join(folder, 'ukraine')
  cpSync(built, topic, { recursive: true })
  const name = JSON.stringify(NAME)
  appendFileSync(join(topic, 'actors.yaml'), `\n- id: mallory\n  name: ${name}\n  kind: person\n`)
  appendFileSync(join(topic, 'places.yaml'), `\n- id: nowhere\n  name: ${name}\n  kind: city\n  country: UA\n  lat: 48\n  lon: 30\n`)
  appendFileSync(join(topic, 'threads.yaml'), `- id: ${THREAD}\n  title: ${name}\n  summary: ${JSON.stringify(TEXT)}\n`)
  const file = join(folder, 'hostile.jsonl')
  writeFileSync(file, `${JSON.stringify(hostileEvent())}\n`)
  const flags = ['--db', join(folder, 'hostile.db'), '--topics', folder]
  execFileSync(binary, ['import', file, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
  return flags
}

function hostileEvent() {
  const moment = '2025-05-15T12:00:00Z'
  const fact = {
    topic: 'ukraine', type: 'attack', status: 'claimed', title: TEXT, summary: TEXT, places: ['nowhere'], thread: THREAD, significance: 5, certainty: 90,
    when: { start: '2025-05-15', end: '2025-05-15', precision: 'day', lasting: false, open: '', clock: '', zone: '', implied: [] },
  }
  const by = [{ actor: 'mallory', part: 'source', as: TEXT }]
  const source = {
    id: 'hostile-page', topic: 'ukraine', source_id: '', url: ADDRESS, title: TEXT, author: TEXT, publisher: TEXT, language: 'en', published: moment,
    published_zone: TEXT, published_day: false, dated_by: 'feed', modified: moment, fetched: moment, revision: 1, fingerprint: '', copy_of: '', via: TEXT,
    cites: [TEXT], reuse: 'link-only', licence: TEXT, attribution: TEXT, role: 'outlet', owner_group: TEXT,
  }
  const report = {
    ...fact, id: 'hostile-report', event: EVENT, article: source.id, actors: by, numbers: [], refers: '', quote: TEXT, offset: 0, quote_more: [],
    date_phrase: TEXT.slice(0, 9), date_offset: 0, date_rule: TEXT, date_reason: TEXT, rule: TEXT, reader: 'rules', reading: 1, superseded: false,
    known_from: moment, recorded_at: moment, source,
  }
  return {
    ...fact, id: EVENT, participations: by, review: 'unreviewed', corroboration: { reports: 1, sources: 1, independent: 1, unknown: 0, copies: 0 },
    claims: [], links: [], known_from: moment, known_from_assumed: false, created: moment, updated: moment, flags: [], reports: [report],
  }
}
