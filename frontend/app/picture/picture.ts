import { choiceOf, FIELDS } from '../data/filter'
import { countIn } from '../data/lanes'
import { AXIS, tickText } from '../stage/axis'
import { extentOf, type Item } from '../stage/items'
import { type LaneLayout, labelOf, layoutStage, rowMiddle, type StageLayout } from '../stage/layout'
import { lookOf, outline } from '../stage/marks'
import { bucketAt } from '../stage/paint'
import type { Palette, Token } from '../stage/palette'
import { FONT } from '../stage/palette'
import { catalogue } from '../state/catalogue.svelte'
import type { Explorer } from '../state/explorer.svelte'
import { theme } from '../state/theme.svelte'
import { mondayOf } from '../time/day'
import { levelOf, Scale } from '../time/scale'
import { ticksOf } from '../time/ticks'
import { dayRange, longDay } from '../time/when'
import type { Words } from '../words/en'

const WIDTH = 1200
const GUTTER = 190
const MARGIN = 24
const HEAD = 84
const FOOT = 56

/** The current view as a picture that carries its title, filters, period, moment, address and licence. */
export async function pictureOf(
  explorer: Explorer,
  t: Words,
  link: string,
  kind: 'svg' | 'png',
): Promise<Blob> {
  const svg = drawPicture(explorer, t, link)
  if (kind === 'png') return rasterise(svg)
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' })
}

const PIXELS = 2

/**
 * Paints the picture's elements onto a canvas. An <img> of the SVG would be
 * shorter, but the page's policy allows no image from data: or blob:.
 */
async function rasterise(svg: SVGElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Number(svg.getAttribute('width')) * PIXELS
  canvas.height = Number(svg.getAttribute('height')) * PIXELS
  const g = canvas.getContext('2d')!
  g.scale(PIXELS, PIXELS)
  for (const child of svg.children) paint(g, child)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}

/** One element of our own drawings: group, path, rectangle or text. */
function paint(g: CanvasRenderingContext2D, element: Element): void {
  if (element.tagName === 'clipPath') return
  const at = (name: string) => Number(element.getAttribute(name) ?? 0)
  g.save()
  const moved = /translate\((\S+) (\S+)\)/.exec(element.getAttribute('transform') ?? '')
  if (moved) g.translate(Number(moved[1]), Number(moved[2]))
  const clip =
    element.getAttribute('clip-path') === 'url(#plane)'
      ? element.closest('svg')?.querySelector('clipPath rect')
      : null
  if (clip) {
    g.beginPath()
    g.rect(0, -AXIS, Number(clip.getAttribute('width')), Number(clip.getAttribute('height')))
    g.clip()
  }
  g.globalAlpha *= Number(element.getAttribute('opacity') ?? 1)
  if (element.tagName === 'text') paintText(g, element, at('x'), at('y'))
  else if (element.tagName !== 'g') paintShape(g, element, at)
  for (const child of element.children) paint(g, child)
  g.restore()
}

function paintShape(g: CanvasRenderingContext2D, element: Element, at: (name: string) => number): void {
  const path = new Path2D(element.getAttribute('d') ?? undefined)
  if (element.tagName === 'rect') path.roundRect(at('x'), at('y'), at('width'), at('height'), at('rx'))
  const [fill, stroke] = [element.getAttribute('fill'), element.getAttribute('stroke')]
  if (element.getAttribute('clip-path')) {
    g.beginPath()
    g.rect(-9, -9, 9, 18)
    g.clip()
  }
  if (fill !== 'none' && (fill || !stroke)) {
    g.fillStyle = fill ?? 'black'
    g.fill(path)
  }
  if (!stroke) return
  g.strokeStyle = stroke
  g.lineWidth = at('stroke-width') || 1
  g.lineJoin = 'round'
  g.lineCap = (element.getAttribute('stroke-linecap') as CanvasLineCap) ?? 'butt'
  g.setLineDash((element.getAttribute('stroke-dasharray') ?? '').split(' ').filter(Boolean).map(Number))
  g.stroke(path)
}

function paintText(g: CanvasRenderingContext2D, element: Element, x: number, y: number): void {
  const size = element.getAttribute('font-size') ?? '13'
  g.font = `${element.getAttribute('font-weight') ?? 400} ${size}px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`
  const anchor = element.getAttribute('text-anchor')
  g.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left'
  const text = element.textContent ?? ''
  const stroke = element.getAttribute('stroke')
  if (stroke) {
    g.strokeStyle = stroke
    g.lineWidth = Number(element.getAttribute('stroke-width') ?? 1)
    g.lineJoin = 'round'
    g.strokeText(text, x, y)
  }
  g.fillStyle = element.getAttribute('fill') ?? 'black'
  g.fillText(text, x, y)
}

/** Hands a blob to the reader as a file. */
export function download(blob: Blob, kind: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `truceline.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const SVG = 'http://www.w3.org/2000/svg'

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  if (text) made.textContent = text
  return made
}

interface Drawing {
  root: SVGElement
  scale: Scale
  layout: StageLayout
  palette: Palette
  explorer: Explorer
  t: Words
}

/** Draws the picture as an SVG element; used for the file and for print. */
export function drawPicture(
  explorer: Explorer,
  t: Words,
  link: string,
  palette: Palette = theme.palette,
): SVGElement {
  const width = WIDTH - GUTTER - 2 * MARGIN
  const measurer = document.createElement('canvas').getContext('2d')!
  measurer.font = FONT
  const layout = layoutStage({
    lanes: explorer.lanes,
    columns: explorer.columns,
    longest: explorer.longest,
    span: explorer.span,
    width,
    selected: '',
    event: (row) => explorer.titles.get(row),
    measure: (text) => measurer.measureText(text).width,
    stackTitle: t.stage.stackShort,
  })
  const height = HEAD + AXIS + layout.height + FOOT
  const root = element('svg', {
    xmlns: SVG,
    width: WIDTH,
    height,
    viewBox: `0 0 ${WIDTH} ${height}`,
    'font-family': 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    'font-size': 13,
  })
  root.append(element('rect', { width: WIDTH, height, fill: palette.bg }))
  head(root, explorer, t, palette)
  foot(root, height, link, explorer, t, palette)
  const clip = element('clipPath', { id: 'plane' })
  clip.append(element('rect', { x: 0, y: -AXIS, width, height: layout.height + AXIS }))
  const plane = element('g', {
    transform: `translate(${MARGIN + GUTTER} ${HEAD + AXIS})`,
    'clip-path': 'url(#plane)',
  })
  const half = element('clipPath', { id: 'half' })
  half.append(element('rect', { x: -9, y: -9, width: 9, height: 18 }))
  root.append(clip, half, plane)
  const drawing = { root: plane, scale: new Scale(explorer.span, width), layout, palette, explorer, t }
  grid(drawing)
  for (const lane of layout.lanes) {
    laneName(root, lane, palette, t)
    if (lane.mode === 'columns') columns(drawing, lane)
    if (lane.mode === 'marks') for (const item of lane.items) event(drawing, lane, item)
  }
  nowLine(drawing)
  return root
}

function head(root: SVGElement, explorer: Explorer, t: Words, palette: Palette): void {
  const { span } = explorer
  const period = dayRange(Math.round(span.from), Math.round(span.to) - 1, t.dates)
  root.append(
    element(
      'text',
      { x: MARGIN, y: 36, 'font-size': 22, 'font-weight': 600, fill: palette.ink },
      catalogue.title || t.brand,
    ),
    element(
      'text',
      { x: MARGIN, y: 60, 'font-size': 15, fill: palette.ink },
      `${period} · ${t.list.events(explorer.inView.length)}`,
    ),
    element('text', { x: MARGIN, y: 78, fill: palette.mute }, filterWords(explorer, t)),
  )
}

/** The filter in one line of words. */
export function filterWords(explorer: Explorer, t: Words): string {
  const parts = FIELDS.flatMap((field) => {
    const { is, not } = choiceOf(explorer.filter, field)
    const values = [
      ...is.map((v) => catalogue.name(field, v)),
      ...not.map((v) => `${t.filters.not} ${catalogue.name(field, v)}`),
    ]
    return values.length ? [`${t.filters[field]}: ${values.join(', ')}`] : []
  })
  if (explorer.filter.q) parts.unshift(`“${explorer.filter.q}”`)
  return parts.join(' · ')
}

function foot(
  root: SVGElement,
  height: number,
  link: string,
  explorer: Explorer,
  t: Words,
  palette: Palette,
): void {
  const moment = explorer.asOf
    ? longDay(explorer.now, t.dates)
    : new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')
  root.append(
    element(
      'text',
      { x: MARGIN, y: height - 28, fill: palette.mute, 'font-size': 12 },
      `${t.share.made(moment)} · ${t.share.licence}`,
    ),
    element('text', { x: MARGIN, y: height - 12, fill: palette.mute, 'font-size': 12 }, link),
  )
}

function laneName(root: SVGElement, lane: LaneLayout, palette: Palette, t: Words): void {
  const y = HEAD + AXIS + lane.top
  if (lane.lane.shape) {
    const mark = element('path', {
      d: outline(lane.lane.shape),
      fill: palette[lane.lane.token as Token] ?? palette.ink,
      transform: `translate(${MARGIN + 8} ${y + 18})`,
    })
    root.append(mark)
  }
  root.append(
    element('text', { x: MARGIN + 24, y: y + 22, 'font-weight': 600, fill: palette.ink }, lane.lane.label),
    element(
      'text',
      { x: MARGIN + 24, y: y + 40, 'font-size': 12, fill: palette.mute },
      lane.mode === 'empty' ? '' : t.lanes.inView(lane.inView, 0),
    ),
  )
}

function grid({ root, scale, layout, palette, t }: Drawing): void {
  if (layout.level === 'weeks' || layout.level === 'days') {
    for (let day = mondayOf(scale.span.from) + 5; day < scale.span.to; day += 7) {
      root.append(
        element('rect', {
          x: scale.x(day),
          y: 0,
          width: scale.perDay * 2,
          height: layout.height,
          fill: palette.surface,
        }),
      )
    }
  }
  for (const tick of ticksOf(scale, levelOf(scale.span))) {
    const x = Math.max(0, scale.x(tick.day))
    const look: Record<string, string | number> = tick.major
      ? { y: -21, 'font-weight': 600, fill: palette.ink }
      : { y: -5, fill: palette.mute, 'font-size': 12 }
    root.append(
      element('path', { d: `M${scale.x(tick.day)} -14V${layout.height}`, stroke: palette.line }),
      element('text', { x: x + 4, ...look }, tickText(tick, t.dates)),
    )
  }
  for (const lane of layout.lanes) {
    root.append(element('path', { d: `M0 ${lane.top + lane.height}H${scale.width}`, stroke: palette.line }))
  }
}

function columns({ root, scale, palette }: Drawing, { lane, top, height, bucket }: LaneLayout): void {
  let most = 1
  const spans: [number, number, number][] = []
  for (
    let [from, to] = bucketAt(scale.span.from, bucket);
    from < scale.span.to;
    [from, to] = bucketAt(to, bucket)
  ) {
    const n = countIn(lane.days, from, to)
    most = Math.max(most, n)
    spans.push([from, to, n])
  }
  for (const [from, to, n] of spans) {
    const tall = Math.sqrt(n / most) * (height - 16)
    if (n > 0) {
      root.append(
        element('rect', {
          x: scale.x(from),
          y: top + height - 8 - tall,
          width: Math.max(1, scale.x(to) - scale.x(from) - 1),
          height: tall,
          fill: palette[lane.token as Token] ?? palette.accent,
        }),
      )
    }
  }
}

function event({ root, scale, palette, explorer }: Drawing, lane: LaneLayout, item: Item): void {
  const placed = lane.placed.get(item.row)
  if (!placed) return
  const y = rowMiddle(lane, placed.row)
  const x = scale.x(item.extent.at)
  const type = catalogue.type(explorer.columns.legend.type[item.type] ?? '')
  const colour = palette[catalogue.token(type.id) as Token] ?? palette.proc
  root.append(...extent(scale, item, y, colour))
  if (item.rows.length > 1) {
    root.append(
      element('rect', { x: x - 12, y: y - 9, width: 24, height: 18, rx: 9, fill: colour }),
      element(
        'text',
        { x, y: y + 4, 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 600, fill: palette.bg },
        String(item.rows.length),
      ),
    )
  } else root.append(mark(type.shape, item, x, y, colour, palette))
  const label = labelOf(lane, item.row)
  if (!label) return
  const wide = item.extent.kind !== 'point'
  const left = Math.min(x - 9, wide ? scale.x(item.extent.from) : x)
  const right = Math.max(x + 9, wide ? scale.x(item.extent.to) : x)
  root.append(
    element(
      'text',
      {
        x: placed.side === 'left' ? left - 3 : right + 3,
        y: y + 4.5,
        fill: palette.ink,
        'text-anchor': placed.side === 'left' ? 'end' : 'start',
        stroke: palette.bg,
        'stroke-width': 3,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      label,
    ),
  )
}

function extent(scale: Scale, item: Item, y: number, colour: string): SVGElement[] {
  const [left, right] = [scale.x(item.extent.from), scale.x(item.extent.to)]
  if (item.extent.kind === 'bar') {
    return [
      element('rect', {
        x: scale.x(item.extent.at),
        y: y - 4,
        width: Math.max(4, right - scale.x(item.extent.at)),
        height: 8,
        rx: 4,
        fill: colour,
        opacity: 0.55,
      }),
    ]
  }
  if (item.extent.kind !== 'bracket') return []
  const start = item.extent.openLeft
    ? `M${left + 5} ${y - 4}L${left} ${y}L${left + 5} ${y + 4}`
    : `M${left + 3} ${y - 6}H${left}V${y + 6}H${left + 3}`
  const end = item.extent.openRight
    ? `M${right - 5} ${y - 4}L${right} ${y}L${right - 5} ${y + 4}`
    : `M${right - 3} ${y - 6}H${right}V${y + 6}H${right - 3}`
  return [
    element('rect', { x: left, y: y - 6, width: right - left, height: 12, fill: colour, opacity: 0.14 }),
    element('path', { d: start + end, fill: 'none', stroke: colour, 'stroke-width': 1.6 }),
    element('path', {
      d: `M${left} ${y}H${right}`,
      stroke: colour,
      'stroke-width': 1.2,
      'stroke-dasharray': '1.5 2.5',
    }),
  ]
}

/** A mark as vector; the same looks as on the canvas. */
export function mark(
  shape: string,
  item: Pick<Item, 'status' | 'event' | 'extent'>,
  x: number,
  y: number,
  colour: string,
  palette: Palette,
): SVGElement {
  const look = lookOf(item.status, item.event?.flags ?? [])
  const { ring } = item.event ? extentOf(item.event.when) : item.extent
  const d = outline(shape)
  const g = element('g', { transform: `translate(${x} ${y})` })
  g.append(element('path', { d, fill: palette.bg, stroke: palette.bg, 'stroke-width': 3 }))
  if (look.fill === 'full' && !ring) g.append(element('path', { d, fill: colour }))
  else {
    const dash: Record<string, string> = look.dash.length
      ? { 'stroke-dasharray': look.dash.join(' '), 'stroke-linecap': 'round' }
      : {}
    g.append(element('path', { d, fill: 'none', stroke: colour, 'stroke-width': ring ? 3 : 1.8, ...dash }))
  }
  if (look.fill === 'half') g.append(element('path', { d, fill: colour, 'clip-path': 'url(#half)' }))
  if (look.fill === 'hatch')
    g.append(element('path', { d: 'M-5 -3H5M-6 0H6M-5 3H5', stroke: colour, 'stroke-width': 1.9 }))
  if (look.slash) g.append(element('path', { d: 'M-8 8 8-8', stroke: palette.danger, 'stroke-width': 2 }))
  if (look.unknown)
    g.append(
      element(
        'text',
        { x: 0, y: 3, 'text-anchor': 'middle', 'font-size': 9, 'font-weight': 700, fill: colour },
        '?',
      ),
    )
  return g
}

function nowLine({ root, scale, layout, palette, explorer, t }: Drawing): void {
  const x = scale.x(explorer.now + 0.5)
  if (x < 0 || x > scale.width) return
  root.append(
    element('path', { d: `M${x} -14V${layout.height}`, stroke: palette.now, 'stroke-width': 2 }),
    element(
      'text',
      { x: x + 5, y: -21, 'font-size': 12, 'font-weight': 600, fill: palette.now },
      longDay(explorer.now, t.dates),
    ),
  )
}
