/** A title as the id of a thread: letters without marks and figures; `spare` where none is left. */
export function threadID(title: string, spare: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const id = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return id || spare
}

/** Text in double quotes: what JSON writes, YAML reads. */
const quoted = (text: string) => JSON.stringify(text.trim())

/** The entry of a thread in the topic's file. */
export function threadEntry(id: string, title: string, summary: string): string {
  return [`- id: ${id}`, `  title: ${quoted(title)}`, `  summary: ${quoted(summary)}`].join('\n')
}

/** An argument that no shell reads anything into. */
function argument(text: string): string {
  return /^[\w.-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** The commands that put events into a thread, one a line. */
export function threadCommands(id: string, events: readonly string[]): string {
  return events.map((event) => `truceline edit set ${argument(event)} thread=${id}`).join('\n')
}
