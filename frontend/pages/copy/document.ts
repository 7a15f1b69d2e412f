/** A piece of text, with the address that it links to. */
export interface Run {
  text: string
  href?: string
}

/** What newsletter editors keep: headings, paragraphs and lists of text and links. */
export type Block = { kind: 'h1' | 'h2' | 'h3' | 'p'; runs: Run[] } | { kind: 'ul' | 'ol'; items: Run[][] }

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!)

/** Only addresses of the web are linked. */
const safe = (href?: string) => (href && /^https?:\/\//i.test(href) ? href : '')

/** Clean HTML without styles, classes or attributes besides href. */
export function html(blocks: Block[]): string {
  const inline = (runs: Run[]) =>
    runs
      .map(({ text, href }) =>
        safe(href) ? `<a href="${escaped(safe(href))}">${escaped(text)}</a>` : escaped(text),
      )
      .join('')
  return blocks
    .map((block) =>
      'items' in block
        ? `<${block.kind}>\n${block.items.map((item) => `<li>${inline(item)}</li>\n`).join('')}</${block.kind}>\n`
        : `<${block.kind}>${inline(block.runs)}</${block.kind}>\n`,
    )
    .join('')
}

/** The same as elements, made without parsing anything. */
export function elements(blocks: Block[]): HTMLElement[] {
  const fill = (name: string, runs: Run[]) => {
    const element = document.createElement(name)
    element.dir = 'auto'
    for (const { text, href } of runs) {
      if (!safe(href)) {
        element.append(text)
        continue
      }
      const link = element.appendChild(document.createElement('a'))
      link.href = safe(href)
      link.dir = 'auto'
      link.textContent = text
    }
    return element
  }
  return blocks.map((block) => {
    if (!('items' in block)) return fill(block.kind, block.runs)
    const list = document.createElement(block.kind)
    list.append(...block.items.map((item) => fill('li', item)))
    return list
  })
}

const markdownSign = /[\\`*_[\]#|!~]/g
const markdownText = (text: string) =>
  text.replace(markdownSign, '\\$&').replace(/[<>&]/g, (sign) => escapes[sign]!)
const markdownAddress = (href: string) =>
  href.replace(/[()<> \\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export function markdown(blocks: Block[]): string {
  const inline = (runs: Run[]) =>
    runs
      .map(({ text, href }) =>
        safe(href) ? `[${markdownText(text)}](${markdownAddress(safe(href))})` : markdownText(text),
      )
      .join('')
  const before = { h1: '# ', h2: '## ', h3: '### ', p: '' }
  return blocks
    .map((block) =>
      'items' in block
        ? block.items
            .map((item, n) => `${block.kind === 'ol' ? `${n + 1}.` : '-'} ${inline(item)}\n`)
            .join('')
        : `${before[block.kind]}${inline(block.runs)}\n`,
    )
    .join('\n')
}

export function plain(blocks: Block[]): string {
  const inline = (runs: Run[]) => runs.map(({ text }) => text).join('')
  const item = (kind: string, runs: Run[], n: number) => {
    const address = runs.map(({ href }) => safe(href)).find(Boolean)
    if (kind === 'ul') return `- ${inline(runs)}\n`
    return `[${n + 1}] ${inline(runs)}${address && !inline(runs).includes(address) ? `: ${address}` : ''}\n`
  }
  return blocks
    .map((block) =>
      'items' in block
        ? block.items.map((runs, n) => item(block.kind, runs, n)).join('')
        : `${block.kind === 'h1' || block.kind === 'h2' ? inline(block.runs).toUpperCase() : inline(block.runs)}\n`,
    )
    .join('\n')
}
