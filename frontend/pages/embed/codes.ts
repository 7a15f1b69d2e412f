/** What was chosen, by the names of the API's parameters and the widget's settings. */
export type Choices = Record<string, string>

/** Settings of the element that are no part of a filter. */
const SETTINGS = new Set(['layout', 'order', 'theme', 'limit', 'height', 'lang'])
const DEFAULTS: Choices = { layout: 'vertical', limit: '8', height: '0' }
const FRAME_HEIGHT = 480

/** The attributes of <truce-line>; defaults are left out. */
export function attributesOf(chosen: Choices): [string, string][] {
  return Object.entries(chosen)
    .filter(([name, value]) => DEFAULTS[name] !== value)
    .map(([name, value]) => [name.replace('as_of', 'as-of'), value])
}

/** Text as it stands in HTML, also between double quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/**
 * The codes: the script with its element and the links that stay without it,
 * the iframe, the address that oEmbed consumers ask, and a picture for mail.
 * `home` is the origin of this server.
 */
export function codesOf(
  chosen: Choices,
  title: string,
  home: string,
): Record<'element' | 'iframe' | 'oembed' | 'picture', string> {
  const filter = new URLSearchParams(Object.entries(chosen).filter(([name]) => !SETTINGS.has(name)))
  const page = filter.size === 1 && chosen.thread ? `${home}/t/${chosen.thread}` : address(`${home}/`, filter)
  const attributes = attributesOf(chosen)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
  const frame = new URLSearchParams(filter)
  for (const name of ['order', 'theme', 'limit'])
    if (chosen[name] && DEFAULTS[name] !== chosen[name]) frame.set(name, chosen[name])
  const height = Number(chosen.height) || FRAME_HEIGHT
  return {
    element: `<script async src="${home}/embed/v1/timeline.js"></script>
<truce-line${attributes}>
  <a href="${escaped(page)}">${escaped(title)}</a>
</truce-line>`,
    iframe: `<iframe src="${escaped(address(`${home}/embed/frame`, frame))}" title="${escaped(title)}" width="100%" height="${height}" loading="lazy"></iframe>
<script async src="${home}/embed/v1/frame.js"></script>`,
    picture: `<a href="${escaped(page)}"><img src="${escaped(address(`${home}/embed/timeline.png`, frame))}" alt="${escaped(title)}" width="640"></a>`,
    oembed: `${home}/oembed?format=json&url=${encodeURIComponent(page)}`,
  }
}

function address(page: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text ? `${page}?${text}` : page
}
