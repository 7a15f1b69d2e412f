/** Two frames: what follows the picture starts when it stands on the screen, not while it goes there. */
const FOLLOW_MS = 32

/**
 * Does something once the next frame has been painted: what may come a moment
 * later than the picture must not hold it up. Gives what calls it off.
 */
export function afterPaint(act: () => void): () => void {
  let timer = 0
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(act, FOLLOW_MS)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
