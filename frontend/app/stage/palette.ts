/** The colours of the style sheet, resolved for the canvas. */

const TOKENS = [
  'bg',
  'surface',
  'raised',
  'ink',
  'mute',
  'line',
  'edge',
  'accent',
  'sel',
  'now',
  'danger',
  'warn',
  'talks',
  'texts',
  'law',
  'ground',
  'proc',
] as const
export type Token = (typeof TOKENS)[number]
export type Palette = Record<Token, string>

/** In forced colours shape and dash carry everything; the colours are the reader's own. */
const FORCED: Palette = {
  bg: 'Canvas',
  surface: 'Canvas',
  raised: 'Canvas',
  ink: 'CanvasText',
  mute: 'CanvasText',
  line: 'GrayText',
  edge: 'CanvasText',
  accent: 'Highlight',
  sel: 'Canvas',
  now: 'Highlight',
  danger: 'CanvasText',
  warn: 'CanvasText',
  talks: 'CanvasText',
  texts: 'CanvasText',
  law: 'CanvasText',
  ground: 'CanvasText',
  proc: 'CanvasText',
}

export function readPalette(): Palette {
  if (matchMedia('(forced-colors: active)').matches) return FORCED
  const probe = document.createElement('i')
  document.body.append(probe)
  const palette = {} as Palette
  for (const token of TOKENS) {
    probe.style.color = `var(--${token})`
    palette[token] = getComputedStyle(probe).color
  }
  probe.remove()
  return palette
}

export function familyColour(palette: Palette, token: string): string {
  return palette[token as Token] ?? palette.proc
}
