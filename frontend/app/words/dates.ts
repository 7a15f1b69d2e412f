import type { DateWords } from '../time/when'

/** The words around dates, apart from the others: the widget needs no more. */
export const enDates: DateWords = {
  locale: 'en-GB',
  weekend: (days) => `weekend of ${days}`,
  week: (days) => `week of ${days}`,
  month: (month) => `${month}, day not known`,
  season: (days) => `season of ${days}, day not known`,
  year: (year) => `${year}, day not known`,
  oneOf: (days) => `between ${days.replace(/\s*–\s*/, ' and ')}`,
  part: (which, month, days) => `${which} ${month} (${days})`,
  by: (day) => `by ${day}`,
  before: (day) => `before ${day}`,
  until: (day) => `until ${day}`,
  after: (day) => `after ${day}`,
  since: (day) => `since ${day}`,
  clock: (utc, day, hour) => `${utc} UTC${day && ` on ${day}`}${hour && `, ${hour}`}`,
  localTime: (hour) => `${hour} local time`,
}

export const ukDates: DateWords = {
  locale: 'uk-UA',
  weekend: (range) => `вихідні ${range}`,
  week: (range) => `тиждень ${range}`,
  month: (month) => `${month}, день невідомий`,
  season: (range) => `пора року ${range}, день невідомий`,
  year: (year) => `${year}, день невідомий`,
  oneOf: (range) => `один із днів ${range}`,
  part: (which, month, range) =>
    `${{ early: 'початок', mid: 'середина', late: 'кінець' }[which]}, ${month} (${range})`,
  by: (day) => `не пізніше ${day}`,
  before: (day) => `до ${day}`,
  until: (day) => `по ${day}`,
  after: (day) => `після ${day}`,
  since: (day) => `від ${day}`,
  clock: (utc, day, hour) => `${utc} UTC${day && ` ${day}`}${hour && `, ${hour}`}`,
  localTime: (hour) => `${hour} за місцевим часом`,
}
