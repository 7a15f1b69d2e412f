// A stand-in for the server that answers the explorer's calls from memory, for
// measurements on many events and for pictures of marks. The browser tests
// use the real binary; see explorer.test.mjs.
import { createServer } from 'node:http'
import { readFileSync, existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../frontend/dist', import.meta.url))
const DAY = 86_400_000
export const dayOf = (iso) => Date.parse(iso) / DAY
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10)

export const FAMILIES = [
  { id: 'talks', label: 'Talks and visits', token: 'talks' },
  { id: 'texts', label: 'Proposals and texts', token: 'texts' },
  { id: 'law', label: 'Statements and law', token: 'law' },
  { id: 'ground', label: 'On the ground', token: 'ground' },
  { id: 'proc', label: 'Other and deadlines', token: 'proc' },
]

export const TYPES = [
  ['talks', 'Negotiation round', 'talks', 'circle'],
  ['phone_call', 'Call', 'talks', 'capsule'],
  ['ministerial_meeting', "Ministers' meeting", 'talks', 'square'],
  ['summit', "Leaders' summit", 'talks', 'star'],
  ['leader_visit', "Leader's visit", 'talks', 'pentagon'],
  ['ceasefire_proposal', 'Proposal', 'texts', 'triangle-up'],
  ['proposal_rejected', 'Refusal', 'texts', 'triangle-down'],
  ['agreement_signed', 'Agreement', 'texts', 'hexagon'],
  ['ceasefire_agreement', 'Ceasefire', 'texts', 'diamond'],
  ['statement', 'Statement', 'law', 'half-disc'],
  ['sanctions', 'Sanctions', 'law', 'saltire'],
  ['legislation_or_vote', 'Vote', 'law', 'plus'],
  ['military_aid', 'Military aid', 'law', 'shield'],
  ['ceasefire_violation', 'Reported violation', 'ground', 'burst'],
  ['attack', 'Attack', 'ground', 'four-star'],
  ['prisoner_exchange', 'Prisoner exchange', 'ground', 'bow-tie'],
  ['humanitarian', 'Humanitarian step', 'ground', 'drop'],
  ['other', 'Other step', 'proc', 'flag'],
].map(([id, label, family, shape]) => ({ id, label, plural: label, family, shape, means: '' }))

const LEGEND = {
  precision: ['day', 'weekend', 'week', 'part_of_month', 'range', 'month', 'season', 'year'],
  type: TYPES.map((type) => type.id),
  status: ['planned', 'proposed', 'happened', 'rejected', 'cancelled', 'postponed', 'claimed'],
}

/** n events over twelve years, denser towards the end; the same ones for the same n. */
export function generate(n, until = '2026-06-30') {
  let seed = 9
  const random = () => (seed = (seed * 1_664_525 + 1_013_904_223) >>> 0) / 4_294_967_296
  const last = dayOf(until)
  const days = Array.from({ length: n }, () => Math.floor(last - 4380 * random() ** 1.6)).sort((a, b) => a - b)
  return days.map((day, i) => {
    const doubt = random()
    const precision = doubt < 0.86 ? 'day' : doubt < 0.92 ? 'part_of_month' : doubt < 0.97 ? 'range' : 'month'
    const span = precision === 'day' ? (random() < 0.04 ? 3 : 0) : Math.floor(random() * 12) + 1
    const type = LEGEND.type[Math.floor(random() ** 1.4 * LEGEND.type.length)]
    const status = random() < 0.9 ? 'happened' : LEGEND.status[Math.floor(random() * 7)]
    return event({
      id: `g${i}`, type, status, title: `${TYPES.find((t) => t.id === type).label} number ${i + 1} of a generated series`,
      when: { start: isoOf(day), end: isoOf(day + span), precision, lasting: precision === 'day' && span > 0 },
      actors: [`actor-${Math.floor(random() ** 2 * 60)}`, `actor-${Math.floor(random() ** 2 * 60)}`],
    })
  })
}

/** An event with what the explorer needs, the rest filled in. */
export function event(given) {
  return {
    summary: '', places: [], thread: '', participations: [], significance: 3, review: 'unreviewed', certainty: 90,
    corroboration: { reports: 2, sources: 2, independent: 2, unknown: 0, copies: 0 },
    claims: [], links: [], flags: [], reports: [], revisions: [], actors: [],
    known_from: `${given.when.start || given.when.end}T12:00:00Z`, known_from_assumed: false,
    ...given,
    when: { start: '', end: '', precision: 'day', lasting: false, open: '', clock: '', zone: '', implied: [], ...given.when },
  }
}

const letter = (i) => String.fromCharCode(i < 26 ? 97 + i : 65 + i - 26)
const first = (e) => dayOf(e.when.start || e.when.end)
const last = (e) => dayOf(e.when.end || e.when.start)

function indexOf(events) {
  let before = events.length ? first(events[0]) : 0
  const columns = { day: [], span: [], precision: '', type: '', status: '' }
  const letters = { precision: [], type: [], status: [] }
  for (const e of events) {
    const day = first(e)
    columns.day.push(day - before)
    columns.span.push(e.when.start && e.when.end ? last(e) - day : -1)
    letters.precision.push(letter(LEGEND.precision.indexOf(e.when.precision)))
    letters.type.push(letter(LEGEND.type.indexOf(e.type)))
    letters.status.push(letter(LEGEND.status.indexOf(e.status)))
    before = day
  }
  for (const name of Object.keys(letters)) columns[name] = letters[name].join('')
  return { version: '1', total: events.length, first: events.length ? isoOf(first(events[0])) : '', legend: LEGEND, columns }
}

function manyOf(events, name) {
  const rows = events.map((e) => (name === 'independent' ? [String(e.corroboration.independent)] : name === 'actors' ? [...new Set(e.actors)] : name === 'place' ? e.places : [e.thread].filter(Boolean)))
  const count = new Map()
  for (const row of rows) for (const value of row) count.set(value, (count.get(value) ?? 0) + 1)
  const legend = [...count.keys()].sort((a, b) => count.get(b) - count.get(a))
  const place = new Map(legend.map((value, i) => [value, String.fromCodePoint(35 + i)]))
  return { version: '1', columns: { [name]: { legend, rows: rows.map((row) => row.map((v) => place.get(v)).join('')).join(' ') } } }
}

function densityOf(events) {
  const family = new Map(TYPES.map((type) => [type.id, type.family]))
  const months = new Map()
  for (const e of events) {
    const month = isoOf(first(e)).slice(0, 7)
    const bin = months.get(month) ?? { month, family: {}, planned: 0, uncovered: false }
    bin.family[family.get(e.type)] = (bin.family[family.get(e.type)] ?? 0) + 1
    months.set(month, bin)
  }
  return [...months.values()]
}

const zipped = new Map()

/** A file as the program sends it: zipped once. */
function zip(file) {
  if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(file)))
  return zipped.get(file)
}

const MIME = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' }
export const POLICY =
  "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html"

/** Serves events on a port of 127.0.0.1; gives a function that stops it. */
export async function serve(events, port, today = '2026-06-15') {
  events = [...events].sort((a, b) => first(a) - first(b) || last(a) - last(b) || (a.id < b.id ? -1 : 1))
  const page = readFileSync(`${dist}/app.html`, 'utf8').replace(
    'id="first"></script>',
    () => `id="first">${JSON.stringify({ version: '1', today, title: 'Generated events', total: events.length, density: densityOf(events), types: TYPES, families: FAMILIES, contact: '' }).replaceAll('<', '\\u003c')}</script>`,
  )
  const zippedPage = gzipSync(page)
  const index = gzipSync(JSON.stringify(indexOf(events)))
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://x')
    const json = (body) => send(response, gzipSync(JSON.stringify(body)), 'application/json', true)
    const path = url.pathname.replace('/api/v1', '')
    if (url.pathname === '/') {
      response.setHeader('Link', '</api/v1/events/index>; rel=preload; as=fetch; crossorigin')
      return send(response, zippedPage, 'text/html; charset=utf-8', true)
    }
    if (path === '/events/index') {
      const rows = url.searchParams.get('rows')
      const columns = url.searchParams.get('columns')
      if (rows) {
        const spans = rows.split(',').map((span) => span.split('-').map(Number))
        return json({ version: '1', from: spans[0][0], rows: spans.flatMap(([from, to = from]) => events.slice(from, to + 1)) })
      }
      if (columns) return json(manyOf(events, columns))
      return send(response, index, 'application/json', true)
    }
    const id = /^\/events\/([^/]+)$/.exec(path)?.[1]
    const found = events.find((e) => e.id === id)
    if (found) return json({ ...found, names: {} })
    if (path.endsWith('/history')) return json({ revisions: [] })
    if (path === '/types') return json({ types: TYPES, families: FAMILIES })
    if (/^\/(actors|places|threads|events)$/.test(path)) return json({ [path.slice(1)]: [] })
    const file = `${dist}${url.pathname}`
    if (extname(file) && existsSync(file)) return send(response, zip(file), MIME[extname(file)] ?? 'application/octet-stream', true)
    response.writeHead(404, { 'Content-Type': 'application/json' })
    response.end('{"error":{"code":"not_found","message":"nothing here"}}')
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) }) }
}

function send(response, body, type, zipped = false) {
  response.writeHead(200, {
    'Content-Type': type, 'Content-Length': body.length, 'Content-Security-Policy': POLICY,
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
  })
  response.end(body)
}
