import { attributesOf, type Choices, codesOf } from './embed/codes'

/** The builder of embeds: choices on one side, what they make on the other, and the codes below. */
const form = document.querySelector<HTMLFormElement>('#choices')!
const preview = document.querySelector<HTMLElement>('#preview')!
const said = document.querySelector<HTMLElement>('#said')!

/** Filters that came in the address and that the form has no field for: they are kept. */
const NARROWING = ['pick', 'type', 'actor', 'place', 'source', 'status', 'precision']
const CARRIED = [...NARROWING, 'review', 'as_of', ...['thread', ...NARROWING].map((name) => `not.${name}`)]
const PAUSE_MS = 250

const given = new URLSearchParams(location.search)
const carried = CARRIED.flatMap((key): [string, string][] => {
  const value = given.getAll(key).join(',')
  return value ? [[key, value]] : []
})

function field(name: string): HTMLInputElement | HTMLSelectElement {
  return form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement
}

function choices(): Choices {
  const made: Choices = Object.fromEntries(carried)
  for (const [key, value] of new FormData(form)) {
    const text = String(value).trim()
    if (text) made[key] = text
  }
  return made
}

function title(): string {
  const story = field('thread') as HTMLSelectElement
  return story.value ? story.selectedOptions[0]!.text : preview.dataset.title!
}

function show(): void {
  const chosen = choices()
  const element = document.createElement('truce-line')
  for (const [name, value] of attributesOf(chosen)) element.setAttribute(name, value)
  const link = document.createElement('a')
  link.href = location.origin
  link.textContent = title()
  element.append(link)
  preview.replaceChildren(element)
  for (const [id, text] of Object.entries(codesOf(chosen, title(), location.origin)))
    document.querySelector<HTMLTextAreaElement>(`#${id}`)!.value = text
}

async function copy(box: HTMLTextAreaElement, name: string): Promise<void> {
  box.select()
  try {
    await navigator.clipboard.writeText(box.value)
  } catch {
    // Pages without https may not write at will; a copy command still may.
    if (!document.execCommand('copy')) {
      said.textContent =
        'This browser does not let the page copy. The code is selected; copy it with the keyboard.'
      return
    }
  }
  said.textContent = `Copied: ${name}.`
}

function equip(): void {
  for (const control of form.elements) {
    const named = control as HTMLInputElement
    const value = given.get(named.name)
    if (named.name && value) named.value = value
  }
  const kept = document.querySelector<HTMLElement>('#kept')!
  kept.hidden = carried.length === 0
  kept.textContent = `Kept from the view you came from: ${carried.map(([key, value]) => `${key} ${value}`).join('; ')}.`
  for (const box of document.querySelectorAll<HTMLTextAreaElement>('.code textarea')) {
    const name = box.parentElement!.querySelector('h3')!.textContent!
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'Copy'
    button.setAttribute('aria-label', `Copy: ${name}`)
    button.addEventListener('click', () => void copy(box, name))
    box.after(button)
  }
}

let waiting = 0
form.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = window.setTimeout(show, PAUSE_MS)
})
form.addEventListener('submit', (event) => event.preventDefault())
equip()
show()
