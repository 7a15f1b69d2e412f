// The colours of the style sheet, resolved for the canvas, and its letters.

export const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
/** How strong is what does not belong to the followed thread. */
export const DIMMED = 0.45

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
  // All probes stand in the page before the first is read, so that styles are computed once.
  const box = document.createElement('div')
  const probes = TOKENS.map((token) => {
    const probe = document.createElement('i')
    probe.style.color = `var(--${token})`
    return probe
  })
  box.append(...probes)
  document.body.append(box)
  const colours = probes.map((probe, i) => [TOKENS[i], getComputedStyle(probe).color])
  box.remove()
  return Object.fromEntries(colours) as Palette
}

export function familyColour(palette: Palette, token: string): string {
  return palette[token as Token] ?? palette.proc
}
