import type { Block, Run } from './document'

/** What the page shows and the reader has kept, in the reader's order, as blocks to copy. */
export function kept(article: HTMLElement): Block[] {
  const blocks: Block[] = [{ kind: 'h1', runs: [{ text: words(article.querySelector('h1')) }] }]
  const notes = article.querySelectorAll('[role=note]')
  for (const note of notes) blocks.push({ kind: 'p', runs: [{ text: words(note) }] })
  const cited = new Citations(article)
  for (const part of article.querySelectorAll<HTMLElement>('[data-part]')) blocks.push(...partOf(part, cited))
  const silence = article.querySelector('[data-silence]')
  if (silence) blocks.push({ kind: 'p', runs: [{ text: words(silence) }] })
  const numbers = article.querySelector<HTMLElement>('[data-numbers]')
  if (numbers && !numbers.hasAttribute('data-dropped')) {
    const rows = [...numbers.querySelectorAll<HTMLElement>('[data-row]')].map(
      (row) => `${words(row.querySelector('th'))}: ${row.dataset.row}`,
    )
    if (!rows.length) rows.push(numbers.dataset.none!)
    blocks.push(heading(numbers), { kind: 'p', runs: [{ text: words(numbers.querySelector('p')) }] })
    blocks.push({ kind: 'ul', items: rows.map((row) => [{ text: row }]) })
  }
  const references = article.querySelector<HTMLElement>('[data-references]')
  if (references && !references.hasAttribute('data-dropped') && cited.list.length)
    blocks.push(heading(references), { kind: 'ol', items: cited.list.map((source) => [source]) })
  blocks.push({ kind: 'p', runs: [{ text: words(article.querySelector('[data-imprint]')) }] })
  const address = article.querySelector<HTMLAnchorElement>('.actions a')
  if (address) blocks.push({ kind: 'p', runs: [{ text: address.href, href: address.href }] })
  return blocks
}

/** Numbers the pages that are still cited anew, from 1. */
class Citations {
  readonly list: Run[] = []
  readonly #numbers = new Map<string, number>()

  constructor(private readonly article: HTMLElement) {}

  marks(line: HTMLElement): Run[] {
    const numbers = (line.dataset.refs ?? '').split(' ').filter(Boolean)
    return numbers.flatMap((old) => {
      const source = this.article.querySelector<HTMLElement>(`#ref-${old}`)
      if (!source) return []
      let n = this.#numbers.get(old)
      const href = source.dataset.source || undefined
      if (!n) {
        n = this.list.push({ text: words(source.querySelector('[data-text]')), href })
        this.#numbers.set(old, n)
      }
      return [{ text: ' ' }, { text: `[${n}]`, href }]
    })
  }
}

function partOf(part: HTMLElement, cited: Citations): Block[] {
  if (part.hasAttribute('data-dropped')) return []
  const blocks: Block[] = []
  for (const child of part.children) {
    if (child.tagName === 'H3') blocks.push({ kind: 'h3', runs: [{ text: words(child) }] })
    const lines = [...child.querySelectorAll<HTMLElement>('[data-line]:not([data-dropped])')]
    if (child.tagName === 'UL' && lines.length) {
      blocks.push({ kind: 'ul', items: lines.map((line) => [{ text: said(line) }, ...cited.marks(line)]) })
    } else if (child.classList.contains('prose') && lines.length) {
      const runs = lines.flatMap((line, n) => [
        { text: `${n ? ' ' : ''}${said(line)}` },
        ...cited.marks(line),
      ])
      blocks.push({ kind: 'p', runs })
    }
  }
  // A heading whose lines were all dropped says nothing.
  const told = blocks.filter((block, n) => block.kind !== 'h3' || (blocks[n + 1]?.kind ?? 'h3') !== 'h3')
  return told.length ? [heading(part), ...told] : []
}

/** A sentence that leans on the one before it names its day itself where that one is gone. */
export function said(line: HTMLElement): string {
  const alone = line.dataset.alone
  const text = words(line.querySelector('[data-text]'))
  if (!alone) return text
  let before = line.previousElementSibling as HTMLElement | null
  while (before?.hasAttribute('data-dropped')) before = before.previousElementSibling as HTMLElement | null
  return before && before.dataset.at === String(Number(line.dataset.at) - 1) ? text : alone
}

const heading = (part: HTMLElement): Block => ({
  kind: 'h2',
  runs: [{ text: words(part.querySelector('h2')) }],
})

/** The text of an element without the controls that were put into it. */
export function words(element: Element | null): string {
  if (!element) return ''
  const copy = element.cloneNode(true) as Element
  for (const control of copy.querySelectorAll('.tools, input, button')) control.remove()
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
}
