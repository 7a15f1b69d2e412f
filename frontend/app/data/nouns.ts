/** The answers of the API. Names are those of the server's nouns. */

export type Status = 'planned' | 'proposed' | 'happened' | 'rejected' | 'cancelled' | 'postponed' | 'claimed'
export type Precision = 'day' | 'weekend' | 'week' | 'part_of_month' | 'range' | 'month' | 'season' | 'year'
export type Flag = 'disputed' | 'in_force' | 'retracted' | 'outcome_unknown'

/** Days are ISO strings; an open bound is the empty string. */
export interface When {
  start: string
  end: string
  precision: Precision
  lasting: boolean
  open: '' | 'by' | 'before' | 'until' | 'after' | 'since'
  clock: string
  zone: string
}

export interface Corroboration {
  reports: number
  sources: number
  independent: number
  unknown: number
  copies: number
}

export interface Claim {
  field: string
  value: string
  reports: string[] | null
  independent: number
  leads: boolean
}

export interface Participation {
  actor: string
  part: string
  as: string
}

/** What a row of the list needs. */
export interface Row {
  id: string
  type: string
  title: string
  when: When
  status: Status
  places: string[] | null
  thread: string
  significance: number
  review: 'unreviewed' | 'confirmed' | 'rejected'
  corroboration: Corroboration
  flags: Flag[] | null
  /** The event of its new date. */
  postponed_to?: string
  /** The other dates that sources give: "2025-05-15" or "2025-05-12/2025-05-18". */
  claimed?: string[]
  /** The piece of a quote that a search found, where there was one. */
  hit?: string
}

export interface Event extends Row {
  summary: string
  participations: Participation[] | null
  certainty: number
  claims: Claim[] | null
  links: { kind: string; event: string }[] | null
  known_from: string
  known_from_assumed: boolean
  merged_into?: string
  created: string
  updated: string
  reports?: Report[] | null
  revisions?: Revision[] | null
  /** Position in the unfiltered list. */
  row?: number
  names?: Record<string, string>
  sources?: Reading[]
}

/** How fresh what a source says of an event is. */
export interface Reading {
  id: string
  name: string
  health: string
  /** Of the state, in words. */
  reason: string
  last_read: string | null
  /** From then on it counts as not read for twice its usual interval. */
  stale_from: string | null
}

export interface Report {
  id: string
  status: Status
  type: string
  when: When
  title: string
  quote: string
  quote_more: string[] | null
  date_phrase: string
  date_offset: number
  date_rule: string
  date_reason: string
  rule: string
  reader: 'rules' | 'llm' | 'person' | 'curated'
  certainty: number
  superseded: boolean
  known_from: string
  source?: Article
}

export interface Article {
  id: string
  source_id: string
  url: string
  title: string
  publisher: string
  language: string
  published: string
  published_day: boolean
  dated_by: string
  copy_of: string
  via: string
  reuse: string
  licence: string
  attribution: string
  role: string
  owner_group: string
}

export interface Revision {
  number: number
  known_from: string
  recorded_at: string
  by: string
  note: string
  because: string[] | null
  changes: { field: string; old: string; new: string; words: string }[] | null
  superseded: boolean
}

export interface EventType {
  id: string
  label: string
  plural: string
  family: string
  shape: string
  means: string
}

export interface Family {
  id: string
  label: string
  token: string
}

export interface Named {
  id: string
  name: string
  kind?: string
}

export interface Place extends Named {
  country: string
  lat: number
  lon: number
}

export interface Thread {
  id: string
  title: string
  summary: string
}

/** One month of the overview, in the first HTML answer. */
export interface Month {
  month: string
  family: Record<string, number>
  planned: number
  uncovered?: boolean
}

export interface First {
  density: Month[]
  total: number
  version: string
  today: string
  title?: string
  types?: EventType[]
  families?: Family[]
  contact?: string
}

export interface IndexAnswer {
  version: string
  total: number
  first: string
  legend: { precision: string[]; type: string[]; status: string[] }
  columns: { day: number[]; span: number[]; precision: string; type: string; status: string }
}
