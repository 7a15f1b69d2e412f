import { describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from './address'

const again = (search: string) => writeAddress(readAddress(search).address)

describe('addresses', () => {
  it.each([
    '',
    '?from=2025-05-01&to=2025-06-13',
    '?view=list&type=ceasefire_proposal,talks&actor=russia,ukraine&status=planned&q=%22ceasefire%22',
    '?lanes=actor&lane=a,b',
    '?lanes=actor&event=2025-05-16-x&as_of=2025-06-04&since=2025-05-01',
    '?view=compare&compare=thread:b,actor:a',
    '?not.type=statement&utm_source=mail',
  ])('come back as they went: %s', (search) => {
    expect(again(search)).toBe(search)
  })
  it('are equal for equal views', () => {
    expect(again('?actor=b,a&type=talks&to=2025-06-13&from=2025-05-01')).toBe(
      again('?from=2025-05-01&to=2025-06-13&type=talks&actor=a&actor=b'),
    )
  })
  it('say what was dropped', () => {
    expect(readAddress('?from=soon&lanes=zigzag&view=3d&as_of=never').dropped).toEqual([
      'view',
      'from',
      'lanes',
      'as_of',
    ])
  })
  it('turn a window round that stands on its head', () => {
    expect(again('?from=2025-06-13&to=2025-05-01')).toBe('?from=2025-05-01&to=2025-06-13')
  })
})
