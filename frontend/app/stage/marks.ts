import shapes from '../../shapes.json'
import type { Flag, Status } from '../data/nouns'

/** Outlines on a field of −9 … 9, about 14 across. */
const OUTLINES: Record<string, string> = shapes

/** The outline of a shape; a short bar for one that is not known. */
export function outline(shape: string): string {
  return OUTLINES[shape] ?? OUTLINES.bar!
}

/** How a mark looks: status is told without colour. */
export interface Look {
  fill: 'full' | 'half' | 'hatch' | 'none'
  dash: number[]
  slash: boolean
  unknown: boolean
}

/** Half of it is seen, within the outline: the centre stays open in the narrowest shape. */
export const RING = 4

const DASHED = [2.4, 1.8]
const DOTTED = [0.1, 2.2]

export function lookOf(status: Status, flags: readonly Flag[] = []): Look {
  const look = LOOKS[status] ?? LOOKS.happened
  if (flags.includes('outcome_unknown')) return { ...look, unknown: true }
  if (flags.includes('disputed') && look.fill === 'full') return { ...look, fill: 'half' }
  return look
}

const solid = { dash: [], slash: false, unknown: false }
const LOOKS: Record<Status, Look> = {
  happened: { ...solid, fill: 'full' },
  planned: { ...solid, fill: 'none', dash: DASHED },
  proposed: { ...solid, fill: 'none', dash: DOTTED },
  claimed: { ...solid, fill: 'hatch' },
  rejected: { ...solid, fill: 'none', slash: true },
  cancelled: { ...solid, fill: 'none', dash: DOTTED, slash: true },
  postponed: { ...solid, fill: 'none', dash: DASHED },
}

const paths = new Map<string, Path2D>()

function pathOf(shape: string): Path2D {
  let path = paths.get(shape)
  if (!path) {
    path = new Path2D(outline(shape))
    paths.set(shape, path)
  }
  return path
}

export interface Ink {
  colour: string
  background: string
  danger: string
}

/** Draws a mark with its centre at (x, y). */
export function drawMark(
  g: CanvasRenderingContext2D,
  shape: string,
  look: Look,
  ring: boolean,
  x: number,
  y: number,
  ink: Ink,
): void {
  const path = pathOf(shape)
  g.save()
  g.translate(x, y)
  g.lineJoin = 'round'
  g.lineWidth = 4.6
  g.strokeStyle = ink.background
  g.stroke(path)
  g.fillStyle = look.fill === 'full' && !ring ? ink.colour : ink.background
  g.fill(path)
  if (look.fill === 'half' || look.fill === 'hatch') drawPartFill(g, path, look.fill, ink.colour)
  if (look.fill !== 'full' || ring) drawOutline(g, path, look, ink.colour)
  if (ring && look.fill === 'full') drawRing(g, path, ink)
  if (look.slash) drawSlash(g, ink)
  if (look.unknown) drawQuestion(g, ink.colour)
  g.restore()
}

function drawPartFill(
  g: CanvasRenderingContext2D,
  path: Path2D,
  fill: 'half' | 'hatch',
  colour: string,
): void {
  g.save()
  g.clip(path)
  g.fillStyle = colour
  if (fill === 'half') g.fillRect(-9, -9, 9, 18)
  else for (let y = -9; y < 9; y += 3.4) g.fillRect(-9, y, 18, 1.9)
  g.restore()
}

function drawOutline(g: CanvasRenderingContext2D, path: Path2D, look: Look, colour: string): void {
  g.lineWidth = 1.8
  g.strokeStyle = colour
  g.setLineDash(look.dash)
  g.lineCap = look.dash[0] === DOTTED[0] ? 'round' : 'butt'
  g.stroke(path)
  g.setLineDash([])
}

/** The ring of the shape: the month is known, the day is not. */
function drawRing(g: CanvasRenderingContext2D, path: Path2D, ink: Ink): void {
  g.strokeStyle = ink.colour
  g.save()
  g.clip(path)
  g.lineWidth = RING
  g.stroke(path)
  g.restore()
}

function drawSlash(g: CanvasRenderingContext2D, ink: Ink): void {
  g.beginPath()
  g.moveTo(-8, 8)
  g.lineTo(8, -8)
  g.lineWidth = 4.6
  g.strokeStyle = ink.background
  g.stroke()
  g.lineWidth = 2
  g.strokeStyle = ink.danger
  g.stroke()
}

function drawQuestion(g: CanvasRenderingContext2D, colour: string): void {
  g.fillStyle = colour
  g.font = '700 9px system-ui, sans-serif'
  g.textAlign = 'center'
  g.textBaseline = 'middle'
  g.fillText('?', 0, 0.5)
}
