import type { Row } from '../app/data/nouns'
import type { DateWords } from '../app/time/when'
import { enDates, ukDates } from '../app/words/dates'

/** The texts of the widget, one set per language. */
export interface WidgetWords {
  dates: DateWords
  timeline: string
  none: string
  nothing: string
  status: Partial<Record<Row['status'], string>>
  unknown: string
  sources(n: number): string
  planned(date: string): string
  /** What stands behind the number of days. */
  days(count: string, fixed: boolean): string
  asOf(day: string): string
  old: string
  thread: string
  all: string
}

const en: WidgetWords = {
  dates: enDates,
  timeline: 'Timeline',
  none: 'No events match.',
  nothing: 'Nothing is planned.',
  status: {}, // as the data has them
  unknown: 'outcome unknown',
  sources: (n) => (n === 1 ? 'single source' : `${n} sources`),
  planned: (date) => `Planned for ${date}.`,
  days: (count, fixed) =>
    (count === '0' ? 'today' : count === '1' ? 'day' : 'days') + (fixed ? '' : ', date not fixed'),
  asOf: (day) => `As of ${day}`,
  old: '; not reached since',
  thread: 'Full thread',
  all: 'Full timeline',
}

const ukForms = new Intl.PluralRules('uk')
/** One, few and many, as Ukrainian counts; of a range, its end decides. */
const ukCounted = (n: number, one: string, few: string, many: string) =>
  ({ one, few, many, other: many, zero: many, two: few })[ukForms.select(n)]

const uk: WidgetWords = {
  dates: ukDates,
  timeline: 'Хронологія',
  none: 'Немає подій.',
  nothing: 'Нічого не заплановано.',
  status: {
    planned: 'заплановано',
    proposed: 'запропоновано',
    rejected: 'відхилено',
    cancelled: 'скасовано',
    postponed: 'відкладено',
    claimed: 'за твердженням',
  },
  unknown: 'наслідок невідомий',
  sources: (n) => (n === 1 ? 'єдине джерело' : `${n} ${ukCounted(n, 'джерело', 'джерела', 'джерел')}`),
  planned: (date) => `Заплановано: ${date}.`,
  days: (count, fixed) =>
    (count === '0' ? 'сьогодні' : ukCounted(Number(count.split('–').pop()), 'день', 'дні', 'днів')) +
    (fixed ? '' : ', дату не визначено'),
  asOf: (day) => `Станом на ${day}`,
  old: '; відтоді зв’язку немає',
  thread: 'Уся тема',
  all: 'Уся хронологія',
}

/** The words of a language as pages name it, "uk" or "en_US"; English where there are none. */
export function wordsOf(lang: string): WidgetWords {
  return /^uk\b/i.test(lang) ? uk : en
}
