import { z } from 'zod'
import { DOCUMENT_TYPES } from '../../document/index.ts'
import { CAPTURES } from '../../journey/index.ts'
import {
  count,
  country,
  date,
  degrees,
  documentNumber,
  flag,
  hours,
  instant,
  key,
  kilometres,
  list,
  name,
  note,
  partialDate,
  runKey,
  timeZone,
  trainNumber,
} from './values.ts'

/** The records that deliveries bring, as other programs write them. Fields that are not listed are refused: a typo is not silence. */

const capture = z.enum(CAPTURES)
const documentType = z.enum(DOCUMENT_TYPES)

/** An object with these fields and no others. */
const fields = <T extends z.core.$ZodShape>(shape: T) => z.strictObject(shape, 'an object')

const documentKey = fields({ type: documentType, issuer: country, number: documentNumber })

const identity = fields({
  surname: name,
  givenNames: name.optional(),
  surnameCyrillic: name.optional(),
  givenNamesCyrillic: name.optional(),
  surnameAtBirth: name.optional(),
  dateOfBirth: partialDate.optional(),
  sex: z.enum(['F', 'M', 'X']).optional(),
  nationality: country.optional(),
  placeOfBirth: name.optional(),
  countryOfBirth: country.optional(),
})

const station = fields({
  record: z.literal('station'),
  code: key,
  names: fields({
    en: name,
    lt: name.optional(),
    ru: name.optional(),
    be: name.optional(),
    pl: name.optional(),
  }),
  country,
  latitude: degrees(90).optional(),
  longitude: degrees(180).optional(),
  borderCrossing: flag.optional(),
  timeZone: timeZone.optional(),
  codes: list(
    fields({
      scheme: z.enum(['UIC', 'PLC', 'ESR', 'EXPRESS3', 'IBNR', 'RINF']),
      value: name,
      verified: flag,
    }),
  ).optional(),
})

const train = fields({
  record: z.literal('train'),
  number: trainNumber,
  name: name.optional(),
  from: key.optional(),
  to: key.optional(),
})

const call = fields({
  seq: count,
  station: key,
  arrive: instant.optional(),
  depart: instant.optional(),
  kind: z.enum(['COMMERCIAL', 'TECHNICAL', 'BORDER']),
  boarding: flag,
  alighting: flag,
}).refine(({ arrive, depart }) => arrive === undefined || depart === undefined || arrive <= depart, {
  path: ['depart'],
  message: 'a departure at or after the arrival',
})

const distinct = <T>(values: readonly T[]) => new Set(values).size === values.length

const run = fields({
  record: z.literal('run'),
  run: runKey,
  train: trainNumber,
  originDate: date,
  capacity: count.optional(),
  calls: list(call)
    .min(1, 'at least one call')
    .refine(calls => distinct(calls.map(({ station }) => station)), 'each station at most once')
    .refine(calls => distinct(calls.map(({ seq }) => seq)), 'each seq once'),
}).refine(({ run, train, originDate }) => run === `${train}/${originDate}`, {
  path: ['run'],
  message: 'the train number, a slash and the origin date of the same record',
})

const movement = fields({
  record: z.literal('movement'),
  run: runKey,
  station: key.optional(),
  kind: z.enum(['ARRIVED', 'DEPARTED', 'UNPLANNED_STOP', 'DOOR_OPENED', 'ROUTE_CHANGED']),
  at: instant,
  until: instant.optional(),
  km: kilometres.optional(),
}).refine(({ at, until }) => until === undefined || at <= until, {
  path: ['until'],
  message: 'an instant at or after `at`',
})

const document = fields({
  record: z.literal('document'),
  type: documentType,
  issuer: country,
  number: documentNumber,
  series: name.optional(),
  holder: identity,
  issuedOn: date.optional(),
  validFrom: date.optional(),
  expiresOn: date.optional(),
  authority: name.optional(),
  biometric: flag.optional(),
  permitType: name.optional(),
  status: z.enum(['VALID', 'LOST', 'STOLEN', 'REVOKED']).optional(),
  statusAt: instant.optional(),
  issuedFor: documentKey.optional(),
  authorises: list(runKey).optional(),
  transitHours: hours.optional(),
  replaces: documentKey.optional(),
  mrz: list(name).optional(),
})

const passenger = fields({
  record: z.literal('passenger'),
  run: runKey,
  ref: key.refine(ref => !ref.startsWith('check:'), 'a ref that does not begin with check:'),
  role: z.enum(['PASSENGER', 'TRANSIT', 'CREW']).optional(),
  stage: z.enum(['DECLARED', 'BOARDED']).optional(),
  identity,
  documents: list(documentKey.extend({ expiresOn: date.optional() })).optional(),
  ticket: fields({ from: key, to: key, coach: name.optional(), seat: name.optional() }).optional(),
  booking: fields({
    ref: key,
    purchasedAt: instant.optional(),
    channel: name.optional(),
    contacts: list(fields({ kind: z.enum(['PHONE', 'EMAIL', 'CARD', 'AGENT']), value: key })).optional(),
  }).optional(),
  capture: capture.optional(),
})

const check = fields({
  record: z.literal('check'),
  id: key,
  at: instant,
  run: runKey,
  station: key,
  kind: z.enum(['BOARD', 'ALIGHT', 'ENTRY', 'EXIT', 'TRANSIT', 'REFUSAL']),
  passenger: key.optional(),
  identity: identity.optional(),
  document: documentKey.optional(),
  basis: z
    .enum([
      'FRTD',
      'FTD',
      'RESIDENCE_PERMIT',
      'RESIDENCE_CARD',
      'LONG_STAY_VISA',
      'SHORT_STAY_VISA',
      'EU_CITIZEN',
      'NONE',
    ])
    .optional(),
  exception: z.enum(['HUMANITARIAN', 'MEDICAL', 'AUTHORITY_ORDER', 'MFA_MEDIATION', 'OTHER']).optional(),
  authority: name.optional(),
  capture: capture.optional(),
}).refine(({ passenger, identity, document }) => passenger ?? identity ?? document, {
  path: ['passenger'],
  message: 'one of passenger, identity, document',
})

const regime = fields({
  record: z.literal('regime'),
  id: key,
  from: date,
  until: date.optional(),
  stations: list(key).optional(),
  trains: list(trainNumber).optional(),
  boarding: flag.optional(),
  alighting: flag.optional(),
  capacity: count.optional(),
  documents: fields({ refused: list(name) }).optional(),
  basis: note,
  note: note.optional(),
}).refine(({ from, until }) => until === undefined || from <= until, {
  path: ['until'],
  message: 'a day at or after `from`',
})

const coverage = fields({
  record: z.literal('coverage'),
  run: runKey.optional(),
  station: key.optional(),
  from: instant.optional(),
  until: instant.optional(),
  feed: z.enum(['PASSENGER_LIST', 'CHECKS', 'MOVEMENTS']),
  complete: flag,
})
  .refine(({ run, station, from }) => run ?? station ?? from, { path: ['run'], message: 'one of run, station, from' })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ['until'],
    message: 'an instant at or after `from`',
  })

export const SCHEMAS = { station, train, run, regime, document, passenger, check, movement, coverage }
