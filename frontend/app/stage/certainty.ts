import type { Scale } from '../time/scale'
import type { Item } from './items'
import { drawMark, lookOf } from './marks'
import type { Frame } from './paint'

// How sure a date is: a bar is duration, a bracket is doubt.

/** A bracket is doubt: it happened once, somewhere in here. */
export function paintBracket(
  g: CanvasRenderingContext2D,
  scale: Scale,
  item: Item,
  y: number,
  colour: string,
): void {
  const { extent } = item
  const [left, right] = [scale.x(extent.from), scale.x(extent.to)]
  const alpha = g.globalAlpha
  g.fillStyle = colour
  g.globalAlpha = alpha * 0.14
  g.fillRect(left, y - 6, right - left, 12)
  g.globalAlpha = alpha
  g.strokeStyle = colour
  g.lineWidth = 1.6
  g.beginPath()
  if (extent.openLeft) arrow(g, left, y, -1)
  else cap(g, left, y, 1)
  if (extent.openRight) arrow(g, right, y, 1)
  else cap(g, right, y, -1)
  g.stroke()
  g.lineWidth = 1.2
  g.setLineDash([1.5, 2.5])
  g.beginPath()
  g.moveTo(left, y)
  g.lineTo(right, y)
  g.stroke()
  g.setLineDash([])
}

/** Sources differ: brackets from the first to the last day claimed, a hollow mark on each other one. */
export function paintClaimed(
  { g, scale, palette, shapeOf }: Frame,
  item: Item,
  y: number,
  colour: string,
): void {
  const days = [item.extent.at, ...item.extent.others]
  const [left, right] = [scale.x(Math.min(...days) - 0.5), scale.x(Math.max(...days) + 0.5)]
  g.strokeStyle = colour
  g.lineWidth = 1.2
  g.setLineDash([1.5, 2.5])
  g.beginPath()
  g.moveTo(left, y)
  g.lineTo(right, y)
  g.stroke()
  g.setLineDash([])
  g.lineWidth = 1.6
  g.beginPath()
  cap(g, left, y, 1)
  cap(g, right, y, -1)
  g.stroke()
  const ink = { colour, background: palette.bg, danger: palette.danger }
  const hollow = { ...lookOf(item.status), fill: 'none' as const }
  for (const day of item.extent.others) drawMark(g, shapeOf(item.type), hollow, false, scale.x(day), y, ink)
}

function cap(g: CanvasRenderingContext2D, x: number, y: number, inward: 1 | -1): void {
  g.moveTo(x + inward * 3, y - 6)
  g.lineTo(x, y - 6)
  g.lineTo(x, y + 6)
  g.lineTo(x + inward * 3, y + 6)
}

function arrow(g: CanvasRenderingContext2D, x: number, y: number, outward: 1 | -1): void {
  g.moveTo(x - outward * 5, y - 4)
  g.lineTo(x, y)
  g.lineTo(x - outward * 5, y + 4)
}

/** A bar is duration: the event took that long. */
export function paintBar(
  g: CanvasRenderingContext2D,
  scale: Scale,
  item: Item,
  y: number,
  colour: string,
): void {
  const { extent, status } = item
  const [left, right] = [scale.x(extent.at), scale.x(extent.to)]
  const alpha = g.globalAlpha
  g.fillStyle = colour
  g.globalAlpha = alpha * (status === 'happened' || status === 'claimed' ? 0.55 : 0.3)
  g.beginPath()
  g.roundRect(left, y - 4, Math.max(4, right - left), 8, 4)
  g.fill()
  g.globalAlpha = alpha
  if (!extent.openRight) return
  g.beginPath()
  g.moveTo(right, y - 6)
  g.lineTo(right + 8, y)
  g.lineTo(right, y + 6)
  g.fill()
}
