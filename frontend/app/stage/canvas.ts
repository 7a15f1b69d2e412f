/**
 * The context of a canvas for a picture of w × h CSS pixels. A canvas that is
 * high enough is kept, and with a `step` it grows by so many pixels at once:
 * to make another costs more than all that is drawn on it.
 */
export function contextOf(
  target: HTMLCanvasElement,
  w: number,
  h: number,
  step = 1,
): CanvasRenderingContext2D {
  const ratio = devicePixelRatio || 1
  const [wide, high] = [Math.round(w * ratio), Math.ceil(Math.round(h * ratio) / step) * step]
  if (target.width !== wide || target.height < high || target.height > 2 * high) {
    target.width = wide
    target.height = high
    target.style.width = `${w}px`
    target.style.height = `${high / ratio}px`
  }
  const g = target.getContext('2d')!
  g.setTransform(ratio, 0, 0, ratio, 0, 0)
  return g
}
