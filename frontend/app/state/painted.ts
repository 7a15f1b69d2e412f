/**
 * Does something once the next frame has been painted: what may come a moment
 * later than the picture must not hold it up. Gives what calls it off.
 */
export function afterPaint(act: () => void): () => void {
  let timer = 0
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
