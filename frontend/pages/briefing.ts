import { elements, html, markdown, plain } from './copy/document'
import { kept, said, words } from './copy/reading'

/** Choosing, ordering and copying on the page of a briefing. Without this script the page is complete all the same. */
const article = document.querySelector<HTMLElement>('article.briefing')!

type Form = 'rich' | 'markdown' | 'html' | 'plain'
const FORMS: [Form, string][] = [
  ['rich', 'Formatted text'],
  ['markdown', 'Markdown'],
  ['html', 'HTML code'],
  ['plain', 'Plain text'],
]
let form: Form = 'rich'

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...inner: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...inner)
  return element
}

const preview = make('div', {
  class: 'preview',
  tabindex: '0',
  role: 'region',
  'aria-label': 'What will be copied',
  'data-testid': 'preview',
})
const message = make('p', { role: 'status', class: 'copied' })

/** Shows exactly what a click on Copy will put on the clipboard. */
function show(): void {
  for (const line of article.querySelectorAll<HTMLElement>('.prose [data-line]'))
    line.querySelector('[data-text]')!.textContent = chosen(line)
  const blocks = kept(article)
  const text = { rich: '', markdown: markdown(blocks), html: html(blocks), plain: plain(blocks) }[form]
  if (form !== 'rich') {
    preview.replaceChildren(make('pre', {}, text))
    return
  }
  preview.replaceChildren(...elements(blocks))
}

/** The sentence as it stands among those that are kept; dropped ones stay as they were. */
function chosen(line: HTMLElement): string {
  line.dataset.first ??= words(line.querySelector('[data-text]'))
  line.querySelector('[data-text]')!.textContent = line.dataset.first
  return line.hasAttribute('data-dropped') ? line.dataset.first : said(line)
}

async function copy(): Promise<void> {
  const blocks = kept(article)
  const source = {
    rich: plain(blocks),
    markdown: markdown(blocks),
    html: html(blocks),
    plain: plain(blocks),
  }[form]
  const types: Record<string, string> = { 'text/plain': source }
  if (form === 'rich' || form === 'html') types['text/html'] = html(blocks)
  try {
    const items = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })] as const)
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))])
  } catch {
    if (!copyByEvent(types)) {
      message.textContent = 'This browser does not let the page copy. Select the text below and copy it.'
      return
    }
  }
  message.textContent = `Copied as ${FORMS.find(([name]) => name === form)![1].toLowerCase()}.`
}

/** Where the clipboard may not be written at will, as on pages without https, a copy command still may. */
function copyByEvent(types: Record<string, string>): boolean {
  const fill = (event: ClipboardEvent) => {
    for (const [type, text] of Object.entries(types)) event.clipboardData?.setData(type, text)
    event.preventDefault()
  }
  document.addEventListener('copy', fill, { once: true })
  const done = document.execCommand('copy')
  document.removeEventListener('copy', fill)
  return done
}

/** A box that keeps or drops an element. */
function keeper(target: HTMLElement, label: string): HTMLInputElement {
  const box = make('input', { type: 'checkbox', 'aria-label': label, 'data-testid': 'keep' })
  box.checked = true
  box.addEventListener('change', () => {
    target.toggleAttribute('data-dropped', !box.checked)
    show()
  })
  return box
}

function mover(line: HTMLElement, name: string, by: -1 | 1): HTMLButtonElement {
  const button = make(
    'button',
    { type: 'button', 'aria-label': `Move ${by < 0 ? 'up' : 'down'}: ${name}` },
    by < 0 ? '↑' : '↓',
  )
  button.addEventListener('click', () => {
    const other = by < 0 ? line.previousElementSibling : line.nextElementSibling
    if (by < 0) other?.before(line)
    else other?.after(line)
    button.focus()
    show()
  })
  return button
}

let dragged: HTMLElement | null = null

/** A line can be dragged among its neighbours; the buttons do the same. */
function draggable(line: HTMLElement): void {
  line.draggable = true
  line.addEventListener('dragstart', (event) => {
    dragged = line
    event.dataTransfer?.setData('text/plain', words(line))
    event.stopPropagation()
  })
  line.addEventListener('dragover', (event) => {
    if (dragged && dragged !== line && dragged.parentElement === line.parentElement) event.preventDefault()
  })
  line.addEventListener('drop', (event) => {
    if (!dragged || dragged === line || dragged.parentElement !== line.parentElement) return
    event.preventDefault()
    const { top, height } = line.getBoundingClientRect()
    if (event.clientY > top + height / 2) line.after(dragged)
    else line.before(dragged)
    show()
  })
  line.addEventListener('dragend', () => {
    dragged = null
  })
}

function equip(): void {
  article.querySelectorAll<HTMLElement>('.prose').forEach((prose) => {
    prose.querySelectorAll<HTMLElement>('[data-line]').forEach((line, n) => {
      line.dataset.at = String(n)
    })
    for (const space of [...prose.childNodes]) if (space.nodeType === Node.TEXT_NODE) space.remove()
  })
  for (const line of article.querySelectorAll<HTMLElement>('[data-line]')) {
    const name = words(line.querySelector('[data-text]'))
    line.prepend(keeper(line, name))
    line.append(make('span', { class: 'tools' }, mover(line, name, -1), mover(line, name, 1)))
    draggable(line)
  }
  for (const part of article.querySelectorAll<HTMLElement>(
    '[data-part], [data-numbers], [data-references]',
  )) {
    const head = part.querySelector('h2')!
    head.prepend(keeper(part, `Section: ${words(head)}`))
  }
}

function bar(): HTMLElement {
  const choice = make('fieldset', {}, make('legend', {}, 'Copy as'))
  for (const [name, label] of FORMS) {
    const radio = make('input', { type: 'radio', name: 'form', value: name })
    radio.checked = name === form
    radio.addEventListener('change', () => {
      form = name
      show()
    })
    choice.append(make('label', {}, radio, label))
  }
  const button = make('button', { type: 'button', class: 'copy', 'data-testid': 'copy' }, 'Copy')
  button.addEventListener('click', () => void copy())
  return make(
    'section',
    { class: 'copying', 'aria-label': 'Copy' },
    make('div', { class: 'row' }, choice, button, message),
    make(
      'p',
      {},
      'Untick what you leave out; move lines with the arrows or by dragging. This is what will be copied:',
    ),
    preview,
  )
}

equip()
article.querySelector('.choices')!.after(bar())
article.classList.add('equipped')
show()
