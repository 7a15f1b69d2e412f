/** The texts of what is picked: they come with the first pick, not with the page. */
const number = { en: new Intl.NumberFormat('en-GB'), uk: new Intl.NumberFormat('uk-UA') }

const en = {
  label: 'Picked events',
  many: (n: number) => `${number.en.format(n)} picked`,
  most: (n: number) => `At most ${number.en.format(n)} can be used together.`,
  only: 'Show only these',
  compare: 'Compare their threads',
  newThread: 'New thread',
  copy: 'Copy as a list',
}

export type PickWords = typeof en

/** No speaker has reviewed it yet; the help dialog says so. */
const uk: PickWords = {
  label: 'Вибрані події',
  many: (n) => `вибрано ${number.uk.format(n)}`,
  most: (n) => `Разом можна використати щонайбільше ${number.uk.format(n)}.`,
  only: 'Показати лише їх',
  compare: 'Порівняти їхні сюжети',
  newThread: 'Новий сюжет',
  copy: 'Копіювати як список',
}

/** English where there is no file of the language. */
export function pickWords(code: string): PickWords {
  return code === 'uk' ? uk : en
}
