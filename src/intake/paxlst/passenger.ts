import { documentTypeOf, ROLES } from './codes.ts'
import { dayOfBirth, dayOfExpiry } from './dates.ts'
import type { Segment } from './segment.ts'

interface ShownDocument {
  readonly type: string
  readonly number: string | undefined
  issuer?: string
  expiresOn?: string
}

/** What fields are called while they are gathered. */
type Field = 'sex' | 'dateOfBirth' | 'nationality' | 'birthplace' | 'from' | 'to' | 'seat' | 'ref' | 'booking'

/** One passenger of a list: a NAD segment and those that follow it. */
export class Passenger {
  readonly line: number
  readonly role: string
  readonly #name: readonly string[]
  readonly #latestBirth: string
  readonly #fields = new Map<Field, string>()
  readonly #documents: ShownDocument[] = []
  #birthplaceName = ''
  #raw: string[]

  /** `latestBirth`: a day after which nobody who travels was born, YYYY-MM-DD. */
  constructor(nad: Segment, latestBirth: string) {
    this.line = nad.ordinal
    this.role = ROLES[nad.at(0)] as string
    this.#name = nad.elements[3] ?? []
    this.#latestBirth = latestBirth
    this.#raw = [nad.raw]
  }

  /** The segments as they came. */
  get raw(): string {
    return this.#raw.join('')
  }

  /** Takes a segment up; false where it is not understood, or says again what was said. */
  take(segment: Segment): boolean {
    this.#raw.push(segment.raw)
    switch (segment.tag) {
      case 'ATT':
        return segment.at(0) === '2' && this.#set('sex', segment.at(2))
      case 'NAT':
        return segment.at(0) === '2' && this.#set('nationality', segment.at(1))
      case 'DTM':
        return this.#takeDay(segment)
      case 'LOC':
        return this.#takePlace(segment)
      case 'RFF':
        return this.#takeReference(segment)
      case 'DOC':
        this.#documents.push({ type: documentTypeOf(segment.at(0)), number: segment.at(1) || undefined })
        return true
      case 'GEI':
        // Whether the data were verified is the source's own remark.
        return segment.at(0) === '4' && ['173', '174'].includes(segment.at(1))
      default:
        return false
    }
  }

  /** The passenger as a record, to be checked like any other; `ref` stands where the list gives none. */
  record(run: string, stage: string | undefined, ref: string): unknown {
    const [surname, ...given] = this.#name
    const get = (field: Field) => this.#fields.get(field)
    const [from, to, seat, booking] = [get('from'), get('to'), get('seat'), get('booking')]
    return {
      record: 'passenger',
      run,
      ref: get('ref') ?? ref,
      role: this.role,
      stage,
      identity: present({
        surname: surname || undefined,
        // Components one to five are names, a sixth says how they are formatted.
        givenNames: given.slice(0, 4).filter(Boolean).join(' ') || undefined,
        dateOfBirth: get('dateOfBirth'),
        sex: get('sex'),
        nationality: get('nationality'),
        ...this.#birthplace(),
      }),
      ...(this.#documents.length > 0 ? { documents: this.#documents.map(present) } : {}),
      ...((from ?? to ?? seat) ? { ticket: present({ from, to, seat }) } : {}),
      ...(booking ? { booking: { ref: booking } } : {}),
      capture: 'CARRIER',
    }
  }

  #set(field: Field, value: string): boolean {
    if (value === '') return true
    if (this.#fields.has(field)) return false
    this.#fields.set(field, value)
    return true
  }

  #takeDay(segment: Segment): boolean {
    const [qualifier, value, format] = [segment.at(0), segment.at(0, 1), segment.at(0, 2)]
    if (qualifier === '329') return this.#set('dateOfBirth', value && dayOfBirth(value, format, this.#latestBirth))
    const document = this.#documents.at(-1)
    if (qualifier !== '36' || !document || document.expiresOn !== undefined) return false
    if (value !== '') document.expiresOn = dayOfExpiry(value, format)
    return true
  }

  #takePlace(segment: Segment): boolean {
    const place = segment.at(1)
    switch (segment.at(0)) {
      case '178':
        return this.#set('from', place)
      case '179':
        return this.#set('to', place)
      case '180':
        return this.#takeBirthplace(place, segment.at(1, 3))
      case '91':
        return this.#takeIssuer(place)
      default:
        // Where the check is, and where somebody lives, stay in the source.
        return ['22', '174'].includes(segment.at(0))
    }
  }

  #takeBirthplace(place: string, name: string): boolean {
    if (this.#birthplaceName !== '') return false
    const first = this.#set('birthplace', place)
    if (first) this.#birthplaceName = name
    return first
  }

  /** The first component is the country where it looks like one, or where the place's name stands beside it. */
  #birthplace(): { placeOfBirth?: string; countryOfBirth?: string } {
    const place = this.#fields.get('birthplace')
    const name = this.#birthplaceName
    if (place === undefined) return name ? { placeOfBirth: name } : {}
    if (name) return { placeOfBirth: name, countryOfBirth: place }
    return /^([A-Z]{3}|D)$/.test(place) ? { countryOfBirth: place } : { placeOfBirth: place }
  }

  #takeIssuer(issuer: string): boolean {
    const document = this.#documents.at(-1)
    if (!document || document.issuer !== undefined) return false
    if (issuer !== '') document.issuer = issuer
    return true
  }

  #takeReference(segment: Segment): boolean {
    const value = segment.at(0, 1)
    switch (segment.at(0)) {
      case 'ABO':
        return this.#set('ref', value)
      case 'AVF':
        return this.#set('booking', value)
      case 'SEA':
        return this.#set('seat', value)
      default:
        return false
    }
  }
}

const present = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
