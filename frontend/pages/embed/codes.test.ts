import { describe, expect, it } from 'vitest'
import { attributesOf, codesOf } from './codes'

const HOME = 'https://timeline.example'

describe('embed codes', () => {
  it('leave defaults out and write as-of as an attribute', () => {
    expect(
      attributesOf({ layout: 'vertical', limit: '8', height: '0', as_of: '2025-05-16', q: 'x' }),
    ).toEqual([
      ['as-of', '2025-05-16'],
      ['q', 'x'],
    ])
  })
  it('lead to the page of a thread where nothing else is asked', () => {
    const codes = codesOf({ thread: 'talks', layout: 'thread' }, 'Talks', HOME)
    expect(codes.element).toContain('<truce-line thread="talks" layout="thread">')
    expect(codes.element).toContain(`<a href="${HOME}/t/talks">Talks</a>`)
    expect(codes.oembed).toBe(`${HOME}/oembed?format=json&url=${encodeURIComponent(`${HOME}/t/talks`)}`)
  })
  it('give the frame its filter, order, theme, number and height', () => {
    const { iframe } = codesOf(
      { q: 'a b', type: 'talks,law', theme: 'dark', limit: '5', height: '300' },
      'T',
      HOME,
    )
    expect(iframe).toContain(`src="${HOME}/embed/frame?q=a+b&#38;type=talks,law&#38;theme=dark&#38;limit=5"`)
    expect(iframe).toContain('height="300"')
    expect(iframe).toContain(`<script async src="${HOME}/embed/v1/frame.js"></script>`)
  })
  it('let no text out of its attribute', () => {
    const codes = codesOf({ q: '"><script>alert(1)</script>' }, `</a><img src=x onerror='x'>`, HOME)
    for (const code of [codes.element, codes.iframe, codes.picture])
      expect(code).not.toMatch(/<script>alert|<img src=x|onerror='/)
  })
})
