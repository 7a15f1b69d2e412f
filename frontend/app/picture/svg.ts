import type { StageLayout } from '../stage/layout'
import type { Palette } from '../stage/palette'
import type { Explorer } from '../state/explorer.svelte'
import type { Scale } from '../time/scale'
import type { Words } from '../words/en'

export const SVG = 'http://www.w3.org/2000/svg'

/** An element of SVG with its attributes. */
export function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  if (text) made.textContent = text
  return made
}

/** What the parts of a picture are drawn into and from. */
export interface Drawing {
  root: SVGElement
  scale: Scale
  layout: StageLayout
  palette: Palette
  explorer: Explorer
  t: Words
}
