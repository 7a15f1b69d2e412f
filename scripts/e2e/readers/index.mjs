// Reads every output with libraries that others keep; each reader throws
// where a document is broken and gives how many events it found.
import { existsSync } from 'node:fs'

/** Whether the libraries are installed. */
export const readable = existsSync(new URL('./node_modules/ical.js', import.meta.url))

export const timelineJS = new URL('./node_modules/@knight-lab/timelinejs/dist/js/timeline.js', import.meta.url)

const FORMULA = /^[\s\0\ufeff\u200b]*[=+\-@＝＋－＠]/

/** CSV: strict quotes and as many cells as columns; no cell is a formula. */
export async function csv(text) {
  const { parse } = await import('csv-parse/sync')
  const rows = parse(text, { columns: true })
  for (const row of rows) {
    for (const [column, cell] of Object.entries(row)) {
      if (FORMULA.test(cell)) throw new Error(`a formula in ${column} of ${row.id}: ${JSON.stringify(cell)}`)
    }
  }
  return rows.length
}

/** JSON Lines: the first line tells of the export, the others are the events. */
export function jsonLines(text) {
  const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line))
  if (!lines[0].truceline) throw new Error('no line about the export')
  return lines.slice(1)
}

export async function geoJSON(text) {
  const { check } = await import('@placemarkio/check-geojson')
  return check(text).features.length
}

const ENTRY = new Set(['uid', 'dtstart', 'dtend', 'dtstamp', 'created', 'last-modified', 'sequence', 'summary', 'description', 'status', 'url', 'transp', 'location', 'geo', 'categories'])

/** iCalendar: strict, lines of at most 75 bytes, nothing that a text put in. */
export async function calendar(text) {
  const entries = await calendarEntries(text)
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} bytes: ${line}`)
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(line)) throw new Error(`a control character: ${JSON.stringify(line)}`)
  }
  return entries.length
}

export async function calendarEntries(text) {
  const ICAL = (await import('ical.js')).default
  ICAL.design.strict = true
  const root = new ICAL.Component(ICAL.parse(text))
  const all = root.getAllSubcomponents()
  if (!all.length) throw new Error('a calendar without any component')
  // One without entries has its zone alone.
  const entries = all.length === 1 && all[0].name === 'vtimezone' ? [] : all
  for (const entry of entries) {
    const odd = entry.getAllProperties().find((property) => !ENTRY.has(property.name))
    if (entry.name !== 'vevent' || odd) throw new Error(`${entry.name} with ${odd?.name}`)
    new ICAL.Event(entry).startDate.toJSDate()
  }
  return entries.map((entry) => new ICAL.Event(entry))
}

export async function bibTeX(text) {
  const { parse } = await import('@retorquere/bibtex-parser')
  const read = parse(text)
  if (read.errors.length) throw new Error(JSON.stringify(read.errors[0]))
  for (const { key, fields } of read.entries) {
    if (!fields.title || !URL.canParse(fields.url)) throw new Error(`${key}: ${JSON.stringify(fields)}`)
  }
  return new Set(read.entries.map((entry) => entry.key)).size
}

export async function ris(text) {
  const { plugins } = await import('@citation-js/core')
  await import('@citation-js/plugin-ris')
  return plugins.input.chain(text, { forceType: '@ris/file' }).length
}

/** CSL JSON: set by citeproc; gives the bibliography as HTML too. */
export async function csl(text) {
  const { Cite } = await import('@citation-js/core')
  await import('@citation-js/plugin-csl')
  const html = new Cite(JSON.parse(text)).format('bibliography', { format: 'html' })
  return { count: html.split('class="csl-entry"').length - 1, html }
}

/** Markdown as CommonMark, with raw HTML let through: none may be in it. */
export async function markdown(text) {
  const { Parser, HtmlRenderer } = await import('commonmark')
  const root = new Parser().parse(text)
  const walker = root.walker()
  let count = 0
  for (let step = walker.next(); step; step = walker.next()) {
    if (!step.entering) continue
    const { type, destination, literal } = step.node
    if (type.startsWith('html_')) throw new Error(`raw HTML: ${literal}`)
    if (type === 'image' || type === 'code_block') throw new Error(`${type}: ${literal ?? destination}`)
    if (type === 'link' && !/^https?:/.test(destination)) throw new Error(`a link to ${destination}`)
    if (type === 'item') count++
  }
  return { count, html: new HtmlRenderer({ safe: false }).render(root) }
}

/** XML: strictly well-formed; counts an element. */
export async function xml(text, element) {
  const { SaxesParser } = await import('saxes')
  let count = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => { throw error })
  parser.on('opentag', (tag) => { if (tag.local === element) count++ })
  parser.on('doctype', () => { throw new Error('a document type') })
  parser.write(text).close()
  return count
}

/** Feeds by two readers: [{id, title, html}] of each. */
export async function feed(text, kind) {
  const { parseAtomFeed, parseRssFeed, parseJsonFeed } = await import('feedsmith')
  const read = { atom: parseAtomFeed, rss: parseRssFeed, json: parseJsonFeed }[kind](text)
  const items = (read.entries ?? read.items ?? []).map((item) => ({
    id: item.id ?? item.guid?.value, updated: item.updated ?? item.date_modified ?? item.pubDate,
    title: item.title?.value ?? item.title,
    // The summary of a JSON Feed is plain text.
    html: (kind === 'json' ? [item.content_html] : [item.content?.value ?? item.content?.encoded, item.summary?.value ?? item.summary, item.description]).filter((s) => typeof s === 'string').join('\n'),
  }))
  if (kind !== 'json') {
    const Parser = (await import('rss-parser')).default
    const second = await new Parser().parseString(text)
    if (second.items.length !== items.length) throw new Error(`${second.items.length} items to the second reader, ${items.length} to the first`)
  }
  return items
}

/** An HTML document or fragment under the rules of the standard. */
export async function html(text) {
  const { HtmlValidate, StaticConfigLoader } = await import('html-validate')
  const validate = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:standard'], rules: { 'no-raw-characters': ['error', { relaxed: true }] } }))
  const report = await validate.validateString(text)
  return report.results.flatMap((r) => r.messages).filter((m) => m.severity === 2).map((m) => `${m.ruleId} ${m.line}:${m.column} ${m.message}`)
}

/** JSON-LD: expands without the network, against schema.org's vocabulary. */
export async function jsonLD(text) {
  const { default: jsonld } = await import('jsonld')
  const documentLoader = (url) => {
    if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`a foreign context: ${url}`)
    return { document: { '@context': { '@vocab': 'https://schema.org/' } }, documentUrl: url }
  }
  const nodes = await jsonld.expand(JSON.parse(text), { documentLoader, safe: true })
  if (!nodes.length || !nodes[0]['@type']) throw new Error('nothing of a type in it')
  return nodes
}

export async function openAPI(document) {
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const result = await new Validator().validate(document)
  if (!result.valid) throw new Error(JSON.stringify(result.errors).slice(0, 1000))
}

/** A client of the Model Context Protocol, which checks answers against their schema. */
/** A client that asks with its own fetch. */
export async function mcpClient(base, fetch) {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js')
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js')
  const client = new Client({ name: 'reader', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { fetch }))
  await client.listTools()
  return client
}
