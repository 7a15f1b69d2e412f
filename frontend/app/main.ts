import { mount } from 'svelte'
import App from './App.svelte'
import './app.css'
import type { First } from './data/nouns'
import { Explorer } from './state/explorer.svelte'
import { theme } from './state/theme.svelte'
import { words } from './words/words.svelte'

/** The first answer stands in the page, so that the overview needs no request. */
function firstAnswer(): Partial<First> {
  const text = document.getElementById('first')?.textContent?.trim()
  return text ? (JSON.parse(text) as First) : {}
}

theme.start()
words.start()
const explorer = new Explorer(firstAnswer())
// The index is asked for before the page is built: both take their time at once.
void explorer.load()
mount(App, { target: document.getElementById('app')!, props: { explorer } })
