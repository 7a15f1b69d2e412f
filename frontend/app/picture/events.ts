import { extentOf, type Item, reachOf } from '../stage/items'
import { type LaneLayout, labelOf, rowMiddle } from '../stage/layout'
import { lookOf, outline } from '../stage/marks'
import { postponements } from '../stage/paintmarks'
import type { Palette, Token } from '../stage/palette'
import { catalogue } from '../state/catalogue.svelte'
import type { Scale } from '../time/scale'
import { isolate } from '../words/isolate'
import { type Drawing, element } from './svg'

/** One event of a lane: its extent, its mark, its label. */
export function drawEvent({ root, scale, palette, explorer }: Drawing, lane: LaneLayout, item: Item): void {
  const placed = lane.placed.get(item.row)
  if (!placed) return
  const y = rowMiddle(lane, placed.row)
  const x = scale.x(item.extent.at)
  const type = catalogue.type(explorer.columns.legend.type[item.type] ?? '')
  const colour = palette[catalogue.token(type.id) as Token] ?? palette.proc
  root.append(...extent(scale, item, y, colour))
  if (item.extent.others.length > 0) root.append(...claimed(scale, item, y, colour, type.shape, palette))
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
  const [from, to] = reachOf(item, scale) ?? [x, x]
  const left = Math.min(x - 9, from)
  const right = Math.max(x + 9, to)
  root.append(
    element(
      'text',
      {
        x: placed.side === 'left' ? left - 4 : right + 4,
        y: y + 4.5,
        fill: palette.ink,
        'text-anchor': placed.side === 'left' ? 'end' : 'start',
        stroke: palette.bg,
        'stroke-width': 3,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      isolate(label),
    ),
  )
}

function extent(scale: Scale, item: Item, y: number, colour: string): SVGElement[] {
  const [left, right] = [scale.x(item.extent.from), scale.x(item.extent.to)]
  if (item.extent.kind === 'bar') {
    const arrow = item.extent.openRight
      ? [element('path', { d: `M${right} ${y - 6}L${right + 8} ${y}L${right} ${y + 6}Z`, fill: colour })]
      : []
    return [
      ...arrow,
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

/** Sources differ: brackets around all claimed days, a hollow mark on each other one. */
function claimed(
  scale: Scale,
  item: Item,
  y: number,
  colour: string,
  shape: string,
  palette: Palette,
): SVGElement[] {
  const days = [item.extent.at, ...item.extent.others]
  const [left, right] = [scale.x(Math.min(...days) - 0.5), scale.x(Math.max(...days) + 0.5)]
  const line = {
    d: `M${left} ${y}H${right}`,
    stroke: colour,
    'stroke-width': 1.2,
    'stroke-dasharray': '1.5 2.5',
  }
  const caps = `M${left + 3} ${y - 6}H${left}V${y + 6}H${left + 3}M${right - 3} ${y - 6}H${right}V${y + 6}H${right - 3}`
  return [
    element('path', line),
    element('path', { d: caps, fill: 'none', stroke: colour, 'stroke-width': 1.6 }),
    ...item.extent.others.map((day) =>
      element('path', {
        d: outline(shape),
        transform: `translate(${scale.x(day)} ${y})`,
        fill: palette.bg,
        stroke: colour,
        'stroke-width': 1.8,
      }),
    ),
  ]
}

/** Arcs from the old date of what is postponed to the new one. */
export function drawPostponed({ root, scale, layout, palette }: Drawing): void {
  for (const [[x, y], [endX, endY]] of postponements(layout, scale)) {
    const top = Math.min(y, endY) - 18
    const arc = `M${x} ${y - 8}C${x} ${top} ${endX} ${top} ${endX} ${endY - 9}`
    const head = `M${endX - 3} ${endY - 13}L${endX} ${endY - 9}L${endX + 3} ${endY - 13}`
    root.append(element('path', { d: arc + head, fill: 'none', stroke: palette.edge, 'stroke-width': 1.2 }))
  }
}

/** A mark as vector; the same looks as on the canvas. */
function mark(
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
  const g = element('g', {
    transform: `translate(${x} ${y})`,
    ...(item.event ? { 'data-event': item.event.id } : {}),
  })
  g.append(element('path', { d, fill: palette.bg, stroke: palette.bg, 'stroke-width': 3 }))
  if (look.fill === 'full' && !ring) g.append(element('path', { d, fill: colour }))
  else {
    const dash: Record<string, string> = look.dash.length
      ? { 'stroke-dasharray': look.dash.join(' '), 'stroke-linecap': 'round' }
      : {}
    g.append(element('path', { d, fill: 'none', stroke: colour, 'stroke-width': ring ? 2.2 : 1.8, ...dash }))
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
