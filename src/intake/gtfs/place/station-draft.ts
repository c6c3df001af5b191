import type { Row } from '../row.ts'
import { countryOf } from './country.ts'

const LANGUAGES = ['en', 'lt', 'ru', 'be', 'pl'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language of a tag such as `lt-LT`, where stations have names in it. */
export function languageOf(tag: string): Language | undefined {
  const primary = tag.split('-')[0]?.toLowerCase()
  return LANGUAGES.find(language => language === primary)
}

/** A station as a feed describes it. Two columns are a profile of our own: `country` and `border_crossing`. */
export class StationDraft {
  readonly id: string
  readonly code: string
  readonly codeColumn: string
  readonly name: string
  readonly isStation: boolean
  readonly isBorder: boolean
  readonly #row: Row
  readonly #country: string | undefined
  readonly #names: Partial<Record<Language, string>> = {}

  /** `zone`: of the feed, which holds where the stop states none. */
  constructor(row: Row, zone: string | undefined) {
    this.id = row.cell('stop_id')
    this.codeColumn = row.cell('stop_code') === '' ? 'stop_id' : 'stop_code'
    this.code = row.cell(this.codeColumn)
    this.name = row.cell('stop_name')
    this.isStation = row.cell('location_type') === '1'
    this.isBorder = row.cell('border_crossing') === '1'
    this.#row = row
    this.#country = row.cell('country') || countryOf(row.cell('stop_timezone') || zone || '')
  }

  translate(language: Language, name: string): void {
    this.#names[language] = name
  }

  /** The record that it stands for, still to be checked. */
  record(): object {
    const row = this.#row
    return {
      record: 'station',
      code: this.code,
      names: { en: this.name, ...this.#names },
      ...given('country', this.#country),
      ...given('latitude', number(row.cell('stop_lat'))),
      ...given('longitude', number(row.cell('stop_lon'))),
      ...given('borderCrossing', flag(row.cell('border_crossing'))),
      ...given('timeZone', row.cell('stop_timezone')),
    }
  }

  /** Where in the feed a field of the record is stated. */
  source(field: string): string {
    const column = { code: this.codeColumn, ...COLUMNS }[field] ?? field
    return `${this.#row.table}:${this.#row.line} ${column}`
  }
}

const COLUMNS: Readonly<Record<string, string>> = {
  'names.en': 'stop_name',
  latitude: 'stop_lat',
  longitude: 'stop_lon',
  borderCrossing: 'border_crossing',
  timeZone: 'stop_timezone',
  country: 'country (or a stop_timezone or agency_timezone that lies in one)',
}

const given = (field: string, value: unknown) => (value === '' || value === undefined ? {} : { [field]: value })

/** What is no number stays text, so that the check of the record shows it. */
const number = (cell: string): number | string => (/^[+-]?\d*\.?\d+$/.test(cell) ? Number(cell) : cell)

const flag = (cell: string): boolean | string => (cell === '0' || cell === '1' ? cell === '1' : cell)
