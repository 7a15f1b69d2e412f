import { AXIS } from '../stage/axis'

const PIXELS = 2

/**
 * Paints the picture's elements onto a canvas. An <img> of the SVG would be
 * shorter, but the page's policy allows no image from data: or blob:.
 */
export async function rasterise(svg: SVGElement): Promise<Blob> {
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
