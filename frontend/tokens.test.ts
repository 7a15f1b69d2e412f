import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

// WCAG 2 contrast of every text pair, and Oklab distances of the families
// under the simulations of Machado, Oliveira and Fernandes (2009) at full severity.

type Rgb = [number, number, number]
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const pairs = [...css.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
const tokens = new Map(pairs.map(([, name, light, dark]) => [name!, [rgb(light!), rgb(dark!)] as const]))
const FAMILIES = ['talks', 'texts', 'law', 'ground', 'proc']
const SCHEMES = [
  ['light', 0],
  ['dark', 1],
] as const

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([r, g, blue]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * blue
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const SIGHTS: Record<string, number[][]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seen(colour: Rgb, sight: number[][]): Rgb {
  return sight.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, w, i) => sum + w * colour[i]!, 0),
      ),
    ),
  ) as Rgb
}

/** Oklab of linear sRGB (Ottosson 2020). */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

describe.each(SCHEMES)('colours, %s', (_, at) => {
  const of = (name: string) => tokens.get(name)![at]
  it.each([
    ...['ink', 'mute', 'accent', 'now', 'danger', 'warn', 'ok'].map((name) => [name, 'bg']),
    ['ink', 'sel'],
    ['mute', 'sel'],
    ['ink', 'surface'],
    ['mute', 'surface'],
    ['ink', 'raised'],
    ['mute', 'raised'],
    ['ink', 'caution'],
    ['ink', 'marked'],
  ])('%s on %s reads as text', (text, ground) => {
    expect(contrast(of(text!), of(ground!))).toBeGreaterThanOrEqual(4.5)
  })
  it.each([...FAMILIES, 'edge', 'focus', 'accent'])('%s is seen on the background', (name) => {
    expect(contrast(of(name), of('bg'))).toBeGreaterThanOrEqual(3)
  })
  it.each(Object.entries(SIGHTS))('families stay apart in %s sight', (_name, sight) => {
    const colours = FAMILIES.map((name) => oklab(seen(of(name), sight)))
    for (const [i, a] of colours.entries()) {
      for (const b of colours.slice(i + 1))
        expect(Math.hypot(...a.map((v, k) => v - b[k]!)) * 100).toBeGreaterThanOrEqual(9.95)
    }
  })
})
