import countryCodes from 'i18n-iso-countries'
import { instantText } from '../../../base/index.ts'
import type { PropertyValue } from '../properties.ts'
import type { ExportedSource, ExportedThing, ExportedTie, LeftOut, Selection } from '../selection.ts'
import type { Format } from './format.ts'
import { uuidOf } from './uuid.ts'
import { aboutTexts, sourceText, valueText } from './words.ts'

interface Entity {
  readonly id: string
  readonly schema: string
  readonly properties: Readonly<Record<string, readonly string[]>>
}

type Value = PropertyValue | null | undefined
type Properties = Readonly<Record<string, Value | readonly Value[]>>

/** Values as FollowTheMoney has them: lists of text, nothing empty. */
function properties(given: Properties): Record<string, string[]> {
  const entries = Object.entries(given).map(([name, value]) => {
    const values = (Array.isArray(value) ? value : [value]).flatMap(one =>
      one == null || one === '' ? [] : String(one),
    )
    return [name, values] as const
  })
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0))
}

/** Countries have two letters in FollowTheMoney; of passports a code such as D for Germany has none. */
const country = (code: Value) =>
  typeof code === 'string' ? countryCodes.alpha3ToAlpha2(code)?.toLowerCase() : undefined
const countries = (codes: Value) => (Array.isArray(codes) ? codes : [codes]).map(country)
const GENDER: Readonly<Record<string, string>> = { F: 'female', M: 'male', X: 'other' }
const gender = (sexes: Value) =>
  (Array.isArray(sexes) ? sexes : [sexes]).map(sex => (typeof sex === 'string' ? GENDER[sex] : undefined))
const instant = (time: Value) => (typeof time === 'number' ? instantText(time).replace('Z', '') : undefined)

/** Things that FollowTheMoney calls intervals: they have a holder and dates, and cannot be the end of a link. */
const isInterval = ({ kind }: ExportedThing) => kind === 'DOCUMENT'

/** A thing's schema and what of it has a place there; the names of our properties that found one, after them. */
type Mapping = (p: Readonly<Record<string, PropertyValue>>) => readonly [schema: string, Properties, used: string]

const MAPPINGS: Record<ExportedThing['kind'], Mapping> = {
  PERSON: p => [
    'Person',
    {
      name: p.displayName,
      alias: p.names,
      birthDate: p.datesOfBirth,
      gender: gender(p.sexes),
      nationality: countries(p.nationalities),
    },
    'displayName names datesOfBirth sexes nationalities',
  ],
  IDENTITY: p => [
    'Person',
    {
      name: [p.surname, p.givenNames].filter(part => part !== undefined).join(' '),
      lastName: [p.surname, p.surnameCyrillic],
      firstName: [p.givenNames, p.givenNamesCyrillic],
      alias: [p.surnameCyrillic, p.givenNamesCyrillic].filter(part => part !== undefined).join(' '),
      previousName: p.surnameAtBirth,
      birthDate: p.dateOfBirth,
      gender: gender(p.sex),
      nationality: country(p.nationality),
      birthPlace: p.placeOfBirth,
      birthCountry: country(p.countryOfBirth),
    },
    'surname givenNames surnameCyrillic givenNamesCyrillic surnameAtBirth dateOfBirth sex nationality placeOfBirth countryOfBirth',
  ],
  DOCUMENT: p => [
    p.documentType === 'PASSPORT' ? 'Passport' : 'Identification',
    {
      ...(p.documentType === 'PASSPORT' ? { passportNumber: p.number } : {}),
      number: p.number,
      type: p.documentType,
      country: country(p.issuer),
      authority: p.authority,
      startDate: p.validFrom ?? p.issuedOn,
      date: p.issuedOn,
      endDate: p.expiresOn,
    },
    'documentType issuer number authority validFrom issuedOn expiresOn',
  ],
  JOURNEY: p => [
    'Event',
    { name: `${p.run} ${p.ref}`, startDate: instant(p.departsAt), summary: p.role },
    'run ref departsAt role',
  ],
  TRAIN_RUN: p => [
    'Trip',
    { name: p.run, startDate: instant(p.departsAt), date: p.originDate },
    'run departsAt originDate train',
  ],
  CALL: p => [
    'Event',
    {
      name: [p.run, p.station].join(' '),
      location: p.station,
      startDate: instant(p.arrive ?? p.depart),
      endDate: instant(p.depart),
      summary: p.stop,
    },
    'run station arrive depart stop',
  ],
  STATION: p => [
    'Address',
    {
      name: p.name,
      full: p.name ?? p.code,
      country: country(p.country),
      latitude: p.latitude,
      longitude: p.longitude,
      alias: [p.nameLt, p.nameRu, p.nameBe, p.namePl],
      remarks: p.code,
    },
    'name code country latitude longitude nameLt nameRu nameBe namePl',
  ],
  CHECK: p => [
    'Event',
    { name: [p.act, p.checkId].join(' '), startDate: instant(p.checkedAt), summary: p.basis, location: p.call },
    'act checkId checkedAt basis call',
  ],
  BOOKING: p => [
    'Contract',
    { name: p.bookingRef, title: p.bookingRef, contractDate: instant(p.purchasedAt) },
    'bookingRef purchasedAt',
  ],
  CONTACT: p => [
    'UserAccount',
    {
      name: p.value,
      service: p.means,
      // Its versions do not agree on what a telephone number is called; all know this.
      username: p.value,
      ...(p.means === 'EMAIL' ? { email: p.value } : {}),
    },
    'means value',
  ],
  FINDING: p => [
    'Assessment',
    {
      name: `${p.pattern} (assessment, ${p.state}; a human decides)`,
      summary: p.question,
      description: p.because,
      publishDate: instant(p.raisedAt),
    },
    'pattern state question because raisedAt decides',
  ],
}

const deliveryId = ({ sha256 }: ExportedSource) => `delivery-${sha256}`

/** The places of a thing that its schema has none for, by name. */
function unplaced({ kind, properties: own }: ExportedThing): string[] {
  const used = new Set(MAPPINGS[kind](own)[2].split(' '))
  return Object.keys(own).filter(name => !used.has(name))
}

function entityOf(thing: ExportedThing, holders: readonly string[]): Entity {
  const [schema, mapped] = MAPPINGS[thing.kind](thing.properties)
  const notes = unplaced(thing).map(name => `${name}: ${valueText(name, thing.properties[name] as PropertyValue)}`)
  const { sources, assessed } = thing
  const last = sources.at(-1)
  const said = isInterval(thing)
    ? { holder: holders, description: [...notes, ...sources.map(sourceText)] }
    : {
        notes: [...notes, ...sources.map(sourceText), ...(assessed ? [`assessment: ${assessed.status}`] : [])],
        proof: [...new Set(sources.map(deliveryId))],
      }
  return {
    id: thing.id,
    schema,
    properties: properties({ ...mapped, ...said, retrievedAt: last && instant(last.receivedAt) }),
  }
}

/** A tie as a link; undefined where one of its ends cannot be that of a link. */
function linkOf(tie: ExportedTie, ends: ReadonlyMap<string, ExportedThing>): Entity | undefined {
  const { id, kind, says, firstSeen, lastSeen, sources, assessed, count, stated } = tie
  const [from, to] = [ends.get(tie.from), ends.get(tie.to)] as [ExportedThing, ExportedThing]
  if (isInterval(from) || isInterval(to)) return undefined
  const last = sources.at(-1)
  const told = properties({
    subject: from.id,
    object: to.id,
    role: says,
    status: assessed ? `assessment: ${assessed.status}` : 'fact',
    startDate: instant(firstSeen),
    endDate: instant(lastSeen),
    recordId: kind,
    summary: `${count} times; ${stated ? 'stated' : 'put together'}${assessed?.score == null ? '' : `; score ${assessed.score}`}`,
    description: sources.map(sourceText),
    publisher: [...new Set(sources.map(({ name }) => name))],
    retrievedAt: last && instant(last.receivedAt),
  })
  return { id: `link-${uuidOf(id)}`, schema: 'UnknownLink', properties: told }
}

/** Ties that say whose a document is: its holder. */
const HOLDING: ReadonlySet<string> = new Set(['HELD', 'STATED_ON'])

const line = (entity: Entity) => `${JSON.stringify(entity)}\n`

/** FollowTheMoney entities, one on a line: what Aleph, OpenAleph and yente load. */
export const ftm: Format = {
  extension: 'ftm.json',
  contentType: 'application/json+ftm; charset=utf-8',
  leavesOut({ things, ties }): LeftOut[] {
    const ends = new Map(things.map(thing => [thing.id, thing] as const))
    const documents = ties.filter(tie => !HOLDING.has(tie.kind) && linkOf(tie, ends) === undefined)
    return [
      { what: 'ties of documents, which FollowTheMoney knows by their holders only', count: documents.length },
      {
        what: 'properties without a place in FollowTheMoney, told in notes',
        count: things.reduce((sum, thing) => sum + unplaced(thing).length, 0),
      },
    ]
  },
  *write(selection: Selection) {
    const { things, ties, about } = selection
    const ends = new Map(things.map(thing => [thing.id, thing] as const))
    const held = Map.groupBy(
      ties.filter(({ kind }) => HOLDING.has(kind)),
      ({ to }) => to,
    )
    const notes = Object.entries(aboutTexts(selection)).map(([name, text]) => `${name}: ${text}`)
    yield line({
      id: `export-${uuidOf(JSON.stringify(about))}`,
      schema: 'Note',
      properties: properties({ name: 'About this export', description: notes, createdAt: instant(about.exportedAt) }),
    })
    const deliveries = new Map(
      [...things, ...ties].flatMap(({ sources }) => sources.map(one => [deliveryId(one), one] as const)),
    )
    for (const [id, { name, receivedAt }] of deliveries)
      yield line({
        id,
        schema: 'Document',
        properties: properties({ fileName: name, title: name, retrievedAt: instant(receivedAt) }),
      })
    for (const thing of things)
      yield line(
        entityOf(
          thing,
          (held.get(thing.id) ?? []).map(({ from }) => from),
        ),
      )
    for (const tie of ties) {
      const link = linkOf(tie, ends)
      if (link) yield line(link)
    }
  },
}
