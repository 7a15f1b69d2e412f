import { describe, expect, it } from 'vitest'
import type { Event } from '../data/nouns'
import { type Cited, cite, pagesOf, possibleDays, type Saying, STYLES } from './citations'
import { momentWords, stamp } from './moment'
import {
  builderAddress,
  calendarAddress,
  calendarLink,
  embedChoices,
  FORMATS,
  feedAddress,
  fileAddress,
  viewAddress,
  within,
} from './outputs'
import { takeAwayWords } from './words'

const HOME = 'https://timeline.example'
const QUERY = new URLSearchParams({ type: 'summit,talks', q: '"a b"', as_of: '2025-06-04' })
const t = takeAwayWords('en')

describe('addresses of files', () => {
  it('hold the filter, the moment and the order that is shown', () => {
    expect(fileAddress(HOME, 'csv', QUERY, 'when')).toBe(
      `${HOME}/api/v1/export.csv?type=summit,talks&q=%22a+b%22&as_of=2025-06-04`,
    )
    expect(fileAddress(HOME, 'csl.json', QUERY, '-reported')).toContain('/export.csl.json?')
    expect(fileAddress(HOME, 'csl.json', QUERY, '-reported')).toContain('sort=-reported')
  })
  it('ask for raw cells only where they are wanted', () => {
    expect(fileAddress(HOME, 'csv-raw', new URLSearchParams(), 'when')).toBe(
      `${HOME}/api/v1/export.csv?raw=1`,
    )
    expect(fileAddress(HOME, 'csv', new URLSearchParams(), 'when')).toBe(`${HOME}/api/v1/export.csv`)
  })
  it('take in each day that the window touches', () => {
    const half = { from: 20_213.4, to: 20_250.2 } // from within 5 May to within 11 June 2025
    expect(within(new URLSearchParams({ type: 'talks' }), half).toString()).toBe(
      'from=2025-05-05&to=2025-06-11&type=talks',
    )
    expect(within(QUERY, null).toString()).toBe(QUERY.toString())
  })
  it('differ for each format', () => {
    expect(new Set(FORMATS.map((format) => fileAddress(HOME, format, QUERY, 'when'))).size).toBe(
      FORMATS.length,
    )
  })
})

describe('addresses to follow', () => {
  it('take the filter but no moment, which would stop them', () => {
    expect(feedAddress(HOME, 'events', 'atom', QUERY)).toBe(
      `${HOME}/feeds/events.atom?type=summit,talks&q=%22a+b%22`,
    )
    expect(feedAddress(HOME, 'corrections', 'json', new URLSearchParams())).toBe(
      `${HOME}/feeds/corrections.json`,
    )
    expect(calendarLink(calendarAddress(HOME, QUERY))).toBe(
      'webcal://timeline.example/calendar.ics?type=summit,talks&q=%22a+b%22',
    )
  })
})

describe('embeds and views', () => {
  it('keep every filter of the view', () => {
    const choices = embedChoices(new URLSearchParams({ 'not.actor': 'x', source: 'bbc.co.uk' }), {
      layout: 'compact',
      theme: '',
    })
    expect(choices).toEqual({ 'not.actor': 'x', source: 'bbc.co.uk', layout: 'compact' })
    expect(builderAddress('', choices)).toBe('/embed?not.actor=x&source=bbc.co.uk&layout=compact')
  })
  it('are fixed to a moment', () => {
    expect(viewAddress(HOME, new URLSearchParams({ type: 'talks' }), '2026-01-02T03:04:05Z')).toBe(
      `${HOME}/?type=talks&as_of=2026-01-02T03:04:05Z`,
    )
  })
})

const EVENT: Cited = {
  key: 'truceline:a b',
  collection: 'Truceline, A {peace} process',
  title: 'Talks & <b>100%</b> _agreed_',
  about: 'mid May 2025 (11–20); planned',
  address: `${HOME}/e/ab`,
  days: ['2025-05-11', '2025-05-20'],
  pages: [{ title: 'Page', publisher: 'Paper', day: '12 May 2025', address: 'https://paper.example/a_(b)' }],
}
const SAYING: Saying = {
  retrieved: '2026-01-02',
  moment: 'As known and retrieved on 2 January 2026 at 03:04 UTC.',
  licence: 'CC BY 4.0',
  sources: 'Sources',
}

describe('citations', () => {
  it('say date, status, moment, licence and address in every style', () => {
    for (const style of STYLES) {
      const text = cite(EVENT, style, SAYING)
      for (const said of [
        'mid May 2025 (11–20); planned',
        '2 January 2026',
        'CC BY 4.0',
        'https://timeline.example/e/ab',
      ])
        expect(text, style).toContain(said)
      expect(text, style).toMatch(/https:\/\/paper\.example\/a_(\(b\)|%28b%29)|paper\.example\/a\\_\(b\)/)
    }
  })
  it('never give a date sharper than it is', () => {
    expect(cite(EVENT, 'bibtex', SAYING)).toContain('date = {2025-05-11/2025-05-20}')
    expect(JSON.parse(cite(EVENT, 'csl', SAYING))[0].issued['date-parts']).toEqual([
      [2025, 5, 11],
      [2025, 5, 20],
    ])
    const open = {
      start: '',
      end: '2025-06-02',
      precision: 'day',
      lasting: false,
      open: 'by',
      clock: '',
      zone: '',
    } as const
    expect(possibleDays(open)).toEqual(['2025-06-02', '2025-06-02'])
  })
  it('keep foreign text from being read as markup or commands', () => {
    expect(cite(EVENT, 'html', SAYING)).not.toContain('<b>')
    expect(cite(EVENT, 'markdown', SAYING)).toContain('\\_agreed\\_')
    const bibtex = cite(EVENT, 'bibtex', SAYING)
    expect(bibtex).toContain('100\\%')
    expect(bibtex).toContain('{{Truceline, A (peace) process}}')
    expect(bibtex).toContain('@misc{truceline:a-b,')
  })
  it('list each page of the evidence once, and only what leads to the web', () => {
    const source = {
      url: 'https://a.example/1',
      title: 'A\n b',
      publisher: 'P',
      published: '2025-05-12T00:00:00Z',
    }
    const reports = [
      { superseded: false, source },
      { superseded: false, source },
      { superseded: true, source: { ...source, url: 'https://a.example/old' } },
      { superseded: false, source: { ...source, url: 'javascript:alert(1)' } },
      {
        superseded: false,
        source: { ...source, url: 'https://a.example/2', published: '0001-01-01T00:00:00Z' },
      },
    ]
    expect(pagesOf({ reports } as unknown as Event, (day) => day)).toEqual([
      { title: 'A b', publisher: 'P', day: '2025-05-12', address: 'https://a.example/1' },
      { title: 'A b', publisher: 'P', day: '', address: 'https://a.example/2' },
    ])
  })
})

describe('the moment in words', () => {
  const now = new Date('2026-01-02T03:04:05.678Z')
  it('names the end of a day, a timestamp or the present, in UTC', () => {
    expect(momentWords('', now, 'en-GB', t)).toBe('2 January 2026 at 03:04 UTC')
    expect(momentWords('2025-06-04', now, 'en-GB', t)).toBe('4 June 2025, end of the day in UTC')
    expect(momentWords('2025-06-04T10:00:00Z', now, 'en-GB', t)).toBe('4 June 2025 at 10:00 UTC')
    expect(stamp(now)).toBe('2026-01-02T03:04:05Z')
  })
  it('has every text in Ukrainian too', () => {
    const uk = takeAwayWords('uk')
    expect(Object.keys(uk)).toEqual(Object.keys(t))
    expect(uk.all(3)).toBe('Усі, що відповідають: 3 події')
    expect(takeAwayWords('xx')).toBe(t)
  })
})
