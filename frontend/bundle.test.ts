import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const dist = new URL('./dist/', import.meta.url)
const built = existsSync(new URL('app.html', dist))
const weigh = (file: string) => gzipSync(readFileSync(new URL(file, dist))).length

/** What the page asks for before anybody does anything: its script, style, and what that script imports. */
function firstLoad(): string[] {
  const page = readFileSync(new URL('app.html', dist), 'utf8')
  const queue = [...page.matchAll(/"\/(assets\/app[^"]+\.(?:js|css))"/g)].map((match) => match[1]!)
  const seen = new Set<string>()
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    if (!file.endsWith('.js')) continue
    const text = readFileSync(new URL(file, dist), 'utf8')
    for (const match of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) queue.push(`assets/${match[1]}`)
  }
  return [...seen]
}

describe.skipIf(!built)('budgets, gzip (skipped where the frontend is not built)', () => {
  it('first load of the explorer: 60 kB', () => {
    expect(firstLoad().reduce((sum, file) => sum + weigh(file), 0)).toBeLessThanOrEqual(61_440)
  })
  it('map on demand: 15 kB of code', () => {
    const code = readdirSync(new URL('assets/', dist)).filter((name) => /^MapView.*\.(js|css)$/.test(name))
    expect(code.reduce((sum, file) => sum + weigh(`assets/${file}`), 0)).toBeLessThanOrEqual(15_360)
  })
  it('widget, everything: 6 kB', () => {
    expect(weigh('widget/timeline.js')).toBeLessThanOrEqual(6144)
  })
})
