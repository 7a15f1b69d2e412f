/**
 * On the page around: gives each of our frames the height that it tells.
 * Messages from elsewhere, and about frames that are not ours, are nobody's.
 */
{
  const home = new URL((document.currentScript as HTMLScriptElement).src).origin
  const frames = () =>
    [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(`${home}/embed/frame`))
  const HIGHEST = 20_000

  addEventListener('message', (event) => {
    const { truceline, height } = Object(event.data)
    if (event.origin !== home || truceline !== 'height' || !(height > 0)) return
    const frame = frames().find((one) => one.contentWindow === event.source)
    if (frame) frame.height = String(Math.min(height, HIGHEST))
  })
  const ask = () => {
    for (const frame of frames()) frame.contentWindow?.postMessage({ truceline: 'height?' }, home)
  }
  // Frames that stood before this script may have told already; the others tell by themselves.
  if (document.readyState === 'complete') ask()
  else addEventListener('load', ask)
}
