import type { Style } from './citations'
import type { Format } from './outputs'

/** The texts of this dialog: they come with it, not with the page. */
const number = { en: new Intl.NumberFormat('en-GB'), uk: new Intl.NumberFormat('uk-UA') }
const plural = { en: new Intl.PluralRules('en-GB'), uk: new Intl.PluralRules('uk-UA') }

const events = (n: number) => `${number.en.format(n)} ${plural.en.select(n) === 'one' ? 'event' : 'events'}`

function eventsUk(n: number): string {
  const form = { one: 'подія', few: 'події', two: 'події', many: 'подій', other: 'подій', zero: 'подій' }
  return `${number.uk.format(n)} ${form[plural.uk.select(n)]}`
}

const en = {
  title: 'Use these events elsewhere',
  close: 'Close',
  modesLabel: 'What to do with them',
  modes: { export: 'Export', subscribe: 'Subscribe', cite: 'Cite', embed: 'Embed' },
  copy: 'Copy',
  copied: 'Copied',
  copyNamed: (name: string) => `Copy: ${name}`,
  copiedNamed: (name: string) => `Copied: ${name}.`,
  selectOnly: 'This browser does not let the page copy. The text is selected; copy it with the keyboard.',

  which: 'Which events',
  all: (n: number) => `All that match: ${events(n)}`,
  window: (n: number, days: string) => `${days}: ${events(n)}`,
  picked: (n: number) => `Picked by you: ${events(n)}`,
  filter: 'Filter',
  noFilter: 'none',
  moment: 'As known on',
  inside: 'Carried inside',
  insideHelp: 'filter, moment, version of the archive, address, licence and attribution',
  licence: 'Licence',
  size: 'Limit',
  sizeHelp: 'none: every event counted here is in the file',

  format: 'Format',
  formats: {
    csv: [
      'CSV',
      'A row per event, no quotes. Cells that a spreadsheet would run as formulas begin with an apostrophe.',
    ],
    'csv-raw': ['CSV, raw', 'The same with every cell as it is: for programs, not for spreadsheets.'],
    jsonl: ['JSON Lines', 'Everything, with evidence and quotes. Truceline reads it back.'],
    geojson: ['GeoJSON', 'At the leading place; events without a known place have no point.'],
    ics: [
      'iCalendar',
      'A file of whole days; doubt and status are said in the title. To follow plans, subscribe.',
    ],
    md: ['Markdown', 'A list by month, the sources as links.'],
    bib: ['BibTeX', 'A reference per event, its sources in the note.'],
    ris: ['RIS', 'The same for EndNote, Zotero and others.'],
    'csl.json': ['CSL JSON', 'The same for citation processors.'],
    jsonld: ['JSON-LD', 'Linked data in the words of schema.org, with citations.'],
    'timeline.json': ['TimelineJS', 'A file for the timeline of Knight Lab.'],
  } satisfies Record<Format, [string, string]> as Record<Format, [string, string]>,
  download: (format: string, n: number) => `Download ${format}: ${events(n)}`,
  started: (format: string) => `${format}: the download has begun.`,
  address: 'Address of the file',
  nothing: 'No event matches: the file would be empty.',
  picture: 'Picture of the window',
  pictureHelp: (n: number) =>
    `What the timeline shows now, ${events(n)}, with filter, moment, address and licence printed in it.`,
  svg: 'SVG',
  png: 'PNG',
  pictureFailed: 'The picture could not be made.',

  follows: (n: number) => `Feeds and calendar follow this filter, now ${events(n)}; no account is needed.`,
  followsNow: 'They tell what is known now, not what was known at the moment shown.',
  feeds: 'New and changed events',
  feedsHelp: 'An event is one entry for ever: a change updates it.',
  corrections: 'Corrections',
  correctionsHelp: 'What was changed after it was first told, retractions too.',
  calendar: 'Calendar of plans',
  calendarHelp:
    'Planned, postponed and cancelled events, and what took place lately after it was planned. A moved event moves; it is never doubled.',
  addCalendar: 'Open in a calendar program',
  weekly: 'Weekly briefing',
  weeklyHelp: 'Each week as it was published, all events: not by this filter.',
  thisWeek: 'The running week, ready to paste',
  kinds: { atom: 'Atom', rss: 'RSS', json: 'JSON Feed' },
  calendarName: 'iCalendar',

  subject: 'What to cite',
  event: 'The open event',
  view: 'The view',
  style: 'Style',
  styles: {
    text: 'Plain text',
    markdown: 'Markdown',
    html: 'HTML',
    bibtex: 'BibTeX',
    csl: 'CSL JSON',
  } as Record<Style, string>,
  withPages: (n: number) => `With the ${n === 1 ? 'page' : `${number.en.format(n)} pages`} that it rests on`,
  citation: 'Citation',
  sources: 'Sources',
  eventFailed: 'The event could not be loaded.',
  loading: 'Loading the event…',
  known: (moment: string, retrieved: string) =>
    moment === retrieved
      ? `As known and retrieved on ${retrieved}.`
      : `As known on ${moment}; retrieved on ${retrieved}.`,
  endOf: (day: string) => `${day}, end of the day in UTC`,
  fixed: 'The address keeps this moment: whoever opens it sees what you saw.',
  viewTitle: (n: number) => events(n),
  noFilterView: 'all events',
  pickedView: 'picked one by one',

  newThread: 'New thread',
  newThreadHelp: (n: number) =>
    `Threads are part of the topic’s files. These two pieces make one of ${events(n)}: whoever runs this archive adds the first to threads.yaml, starts the program again, and runs the second.`,
  threadTitle: 'Title',
  threadSummary: 'What it is about, in a sentence',
  threadEntry: 'Entry for threads.yaml',
  threadCommands: 'Commands',

  loads: 'It loads one script and one JSON answer from this server. No cookie, no storage, no third party.',
  most: (n: number) => `An embed shows at most 50 events of these ${number.en.format(n)}.`,
  layout: 'Layout',
  layouts: {
    vertical: 'Vertical',
    horizontal: 'Horizontal',
    compact: 'Compact',
    thread: 'Thread',
    countdown: 'Countdown',
  },
  theme: 'Theme',
  themes: { '': "The reader's", light: 'Light', dark: 'Dark' },
  order: 'Order',
  orders: { '': 'Oldest first', newest: 'Newest first' },
  limit: 'Events',
  height: 'Height, px',
  heightAuto: 'as high as it is',
  language: 'Language',
  languages: { '': "The page's", 'en-GB': 'English', uk: 'Українська' },
  preview: 'Preview',
  element: 'Script and element',
  iframe: 'Frame',
  oembed: 'oEmbed address',
  mail: 'Picture for mail',
  builder: 'All choices on a page of their own',
}

export type TakeAwayWords = typeof en

/** No speaker has reviewed it yet; the help dialog says so. */
const uk: TakeAwayWords = {
  title: 'Використати ці події деінде',
  close: 'Закрити',
  modesLabel: 'Що з ними зробити',
  modes: { export: 'Експорт', subscribe: 'Підписка', cite: 'Цитування', embed: 'Вбудування' },
  copy: 'Копіювати',
  copied: 'Скопійовано',
  copyNamed: (name) => `Копіювати: ${name}`,
  copiedNamed: (name) => `Скопійовано: ${name}.`,
  selectOnly: 'Цей браузер не дає сторінці копіювати. Текст виділено; скопіюйте його з клавіатури.',

  which: 'Які події',
  all: (n) => `Усі, що відповідають: ${eventsUk(n)}`,
  window: (n, days) => `${days}: ${eventsUk(n)}`,
  picked: (n) => `Вибрані вами: ${eventsUk(n)}`,
  filter: 'Фільтр',
  noFilter: 'немає',
  moment: 'Як відомо на',
  inside: 'Усередині',
  insideHelp: 'фільтр, мить, версія архіву, адреса, ліцензія та автори',
  licence: 'Ліцензія',
  size: 'Обмеження',
  sizeHelp: 'немає: у файлі кожна подія, яку тут пораховано',

  format: 'Формат',
  formats: {
    csv: [
      'CSV',
      'Рядок на подію, без цитат. Клітинки, які таблиця виконала б як формули, починаються з апострофа.',
    ],
    'csv-raw': ['CSV, як є', 'Те саме, кожна клітинка без змін: для програм, не для таблиць.'],
    jsonl: ['JSON Lines', 'Усе, з доказами й цитатами. Truceline читає це назад.'],
    geojson: ['GeoJSON', 'За головним місцем; події без відомого місця не мають точки.'],
    ics: [
      'iCalendar',
      'Файл із цілими днями; сумнів і стан названо в заголовку. Щоб стежити за планами, підпишіться.',
    ],
    md: ['Markdown', 'Список за місяцями, джерела як посилання.'],
    bib: ['BibTeX', 'Запис на подію, джерела в примітці.'],
    ris: ['RIS', 'Те саме для EndNote, Zotero та інших.'],
    'csl.json': ['CSL JSON', 'Те саме для програм цитування.'],
    jsonld: ['JSON-LD', 'Зв’язані дані словами schema.org, із посиланнями на джерела.'],
    'timeline.json': ['TimelineJS', 'Файл для хронології Knight Lab.'],
  },
  download: (format, n) => `Завантажити ${format}: ${eventsUk(n)}`,
  started: (format) => `${format}: завантаження почалося.`,
  address: 'Адреса файлу',
  nothing: 'Жодна подія не відповідає: файл був би порожній.',
  picture: 'Картинка вікна',
  pictureHelp: (n) =>
    `Те, що хронологія показує зараз, ${eventsUk(n)}; фільтр, мить, адреса й ліцензія надруковані на ній.`,
  svg: 'SVG',
  png: 'PNG',
  pictureFailed: 'Не вдалося зробити картинку.',

  follows: (n) =>
    `Стрічки й календар стежать за цим фільтром, зараз ${eventsUk(n)}; обліковий запис не потрібен.`,
  followsNow: 'Вони розповідають, що відомо тепер, а не на показану мить.',
  feeds: 'Нові та змінені події',
  feedsHelp: 'Подія — один запис назавжди: зміна його оновлює.',
  corrections: 'Виправлення',
  correctionsHelp: 'Що змінено після першого повідомлення, також відкликання.',
  calendar: 'Календар планів',
  calendarHelp:
    'Заплановані, відкладені й скасовані події та те, що нещодавно відбулося за планом. Перенесена подія переноситься, а не подвоюється.',
  addCalendar: 'Відкрити в програмі календаря',
  weekly: 'Тижневий огляд',
  weeklyHelp: 'Кожен тиждень, як його опубліковано, усі події: не за цим фільтром.',
  thisWeek: 'Поточний тиждень, готовий до вставлення',
  kinds: { atom: 'Atom', rss: 'RSS', json: 'JSON Feed' },
  calendarName: 'iCalendar',

  subject: 'Що цитувати',
  event: 'Відкриту подію',
  view: 'Вигляд',
  style: 'Стиль',
  styles: { text: 'Звичайний текст', markdown: 'Markdown', html: 'HTML', bibtex: 'BibTeX', csl: 'CSL JSON' },
  withPages: (n) => `Зі сторінками, на які вона спирається: ${number.uk.format(n)}`,
  citation: 'Посилання',
  sources: 'Джерела',
  eventFailed: 'Не вдалося завантажити подію.',
  loading: 'Завантажуємо подію…',
  known: (moment, retrieved) =>
    moment === retrieved
      ? `Як відомо на ${retrieved}, тоді ж отримано.`
      : `Як відомо на ${moment}; отримано ${retrieved}.`,
  endOf: (day) => `${day}, кінець дня за UTC`,
  fixed: 'Адреса зберігає цю мить: хто її відкриє, побачить те саме.',
  viewTitle: eventsUk,
  noFilterView: 'усі події',
  pickedView: 'вибрані поодинці',

  newThread: 'Новий сюжет',
  newThreadHelp: (n) =>
    `Сюжети — частина файлів теми. Ці два уривки роблять сюжет, у якому ${eventsUk(n)}: той, хто веде цей архів, додає перший до threads.yaml, перезапускає програму й виконує другий.`,
  threadTitle: 'Назва',
  threadSummary: 'Про що він, одним реченням',
  threadEntry: 'Запис для threads.yaml',
  threadCommands: 'Команди',

  loads:
    'Завантажує один скрипт і одну відповідь JSON із цього сервера. Без cookie, без сховища, без третіх сторін.',
  most: (n) => `Вбудування показує щонайбільше 50 подій із цих ${number.uk.format(n)}.`,
  layout: 'Вигляд',
  layouts: {
    vertical: 'Вертикальний',
    horizontal: 'Горизонтальний',
    compact: 'Стислий',
    thread: 'Сюжет',
    countdown: 'Відлік',
  },
  theme: 'Тема',
  themes: { '': 'Як у читача', light: 'Світла', dark: 'Темна' },
  order: 'Порядок',
  orders: { '': 'Від найдавніших', newest: 'Від найновіших' },
  limit: 'Події',
  height: 'Висота, px',
  heightAuto: 'за вмістом',
  language: 'Мова',
  languages: { '': 'Мова сторінки', 'en-GB': 'English', uk: 'Українська' },
  preview: 'Попередній вигляд',
  element: 'Скрипт і елемент',
  iframe: 'Рамка',
  oembed: 'Адреса oEmbed',
  mail: 'Картинка для пошти',
  builder: 'Усі налаштування на окремій сторінці',
}

/** English where there is no file of the language. */
export function takeAwayWords(code: string): TakeAwayWords {
  return code === 'uk' ? uk : en
}
