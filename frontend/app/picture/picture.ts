import { countIn } from '../data/lanes'
import { AXIS, tickText } from '../stage/axis'
import { columnsTop, type LaneLayout, layoutStage, PAD } from '../stage/layout'
import { outline } from '../stage/marks'
import { bucketAt } from '../stage/paint'
import { FONT, type Palette, type Token } from '../stage/palette'
import { catalogue } from '../state/catalogue.svelte'
import type { Explorer } from '../state/explorer.svelte'
import { theme } from '../state/theme.svelte'
import { mondayOf } from '../time/day'
import { levelOf, Scale } from '../time/scale'
import { ticksOf } from '../time/ticks'
import { dayRange, longDay } from '../time/when'
import type { Words } from '../words/en'
import { drawEvent, drawPostponed } from './events'
import { filterWords } from './filterwords'
import { rasterise } from './raster'
import { type Drawing, element, SVG } from './svg'

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

/** Hands a blob to the reader as a file. */
export function download(blob: Blob, kind: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `truceline.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
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
    best: explorer.best,
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
  const drawing: Drawing = {
    root: plane,
    scale: new Scale(explorer.span, width),
    layout,
    palette,
    explorer,
    t,
  }
  grid(drawing)
  drawPostponed(drawing)
  for (const lane of layout.lanes) {
    laneName(root, lane, palette, t)
    if (lane.mode === 'columns') columns(drawing, lane)
    for (const item of lane.items) drawEvent(drawing, lane, item)
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

function columns({ root, scale, palette }: Drawing, layout: LaneLayout): void {
  const { lane, bucket } = layout
  const floor = layout.top + layout.height - PAD
  const room = floor - columnsTop(layout)
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
    const tall = Math.sqrt(n / most) * room
    if (n > 0) {
      root.append(
        element('rect', {
          x: scale.x(from),
          y: floor - tall,
          width: Math.max(1, scale.x(to) - scale.x(from) - 1),
          height: tall,
          fill: palette[lane.token as Token] ?? palette.accent,
        }),
      )
    }
  }
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
