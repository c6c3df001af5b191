import { z } from 'zod'
import { count, country, date, flag, instant, list, partialDate, runKey, text, trainNumber } from './values.ts'

/** The records that deliveries bring, as other programs write them. Fields that are not listed are refused: a typo is not silence. */

const capture = z.enum(['CHIP', 'MRZ', 'BARCODE', 'MANUAL', 'CARRIER'])
const documentType = z.enum([
  'PASSPORT',
  'ID_CARD',
  'RESIDENCE_PERMIT',
  'RESIDENCE_CARD',
  'LONG_STAY_VISA',
  'SHORT_STAY_VISA',
  'FTD',
  'FRTD',
  'OTHER',
])

const documentNumber = text.refine(value => /[\p{L}\p{N}]/u.test(value), 'a number with letters or digits')
const documentKey = z.strictObject({ type: documentType, issuer: country, number: documentNumber })

const identity = z.strictObject({
  surname: text,
  givenNames: text.optional(),
  surnameCyrillic: text.optional(),
  givenNamesCyrillic: text.optional(),
  surnameAtBirth: text.optional(),
  dateOfBirth: partialDate.optional(),
  sex: z.enum(['F', 'M', 'X']).optional(),
  nationality: country.optional(),
  placeOfBirth: text.optional(),
  countryOfBirth: country.optional(),
})

const station = z.strictObject({
  record: z.literal('station'),
  code: text,
  names: z.strictObject({
    en: text,
    lt: text.optional(),
    ru: text.optional(),
    be: text.optional(),
    pl: text.optional(),
  }),
  country,
  latitude: z.number('degrees').min(-90, 'degrees from -90 to 90').max(90, 'degrees from -90 to 90').optional(),
  longitude: z.number('degrees').min(-180, 'degrees from -180 to 180').max(180, 'degrees from -180 to 180').optional(),
  borderCrossing: flag.optional(),
  timeZone: z
    .string('an IANA time zone')
    .refine(zone => Intl.supportedValuesOf('timeZone').includes(zone), 'an IANA time zone such as Europe/Vilnius')
    .optional(),
  codes: list(
    z.strictObject({
      scheme: z.enum(['UIC', 'PLC', 'ESR', 'EXPRESS3', 'IBNR', 'RINF']),
      value: text,
      verified: flag,
    }),
  ).optional(),
})

const train = z.strictObject({
  record: z.literal('train'),
  number: trainNumber,
  name: text.optional(),
  from: text.optional(),
  to: text.optional(),
})

const call = z
  .strictObject({
    seq: count,
    station: text,
    arrive: instant.optional(),
    depart: instant.optional(),
    kind: z.enum(['COMMERCIAL', 'TECHNICAL', 'BORDER']),
    boarding: flag,
    alighting: flag,
  })
  .refine(({ arrive, depart }) => arrive === undefined || depart === undefined || arrive <= depart, {
    path: ['depart'],
    message: 'a departure at or after the arrival',
  })

const distinct = <T>(values: readonly T[]) => new Set(values).size === values.length

const run = z
  .strictObject({
    record: z.literal('run'),
    run: runKey,
    train: trainNumber,
    originDate: date,
    capacity: count.optional(),
    calls: list(call)
      .min(1, 'at least one call')
      .refine(calls => distinct(calls.map(({ station }) => station)), 'each station at most once')
      .refine(calls => distinct(calls.map(({ seq }) => seq)), 'each seq once'),
  })
  .refine(({ run, train, originDate }) => run === `${train}/${originDate}`, {
    path: ['run'],
    message: 'the train number, a slash and the origin date of the same record',
  })

const movement = z.strictObject({
  record: z.literal('movement'),
  run: runKey,
  station: text.optional(),
  kind: z.enum(['ARRIVED', 'DEPARTED', 'UNPLANNED_STOP', 'DOOR_OPENED', 'ROUTE_CHANGED']),
  at: instant,
  until: instant.optional(),
  km: z.number('kilometres').min(0, 'kilometres of 0 or more').optional(),
})

const document = z.strictObject({
  record: z.literal('document'),
  type: documentType,
  issuer: country,
  number: documentNumber,
  series: text.optional(),
  holder: identity,
  issuedOn: date.optional(),
  validFrom: date.optional(),
  expiresOn: date.optional(),
  authority: text.optional(),
  biometric: flag.optional(),
  permitType: text.optional(),
  status: z.enum(['VALID', 'LOST', 'STOLEN', 'REVOKED']).optional(),
  statusAt: instant.optional(),
  issuedFor: documentKey.optional(),
  authorises: list(runKey).optional(),
  transitHours: count.optional(),
  replaces: documentKey.optional(),
  mrz: list(text).optional(),
})

const passenger = z.strictObject({
  record: z.literal('passenger'),
  run: runKey,
  ref: text.refine(ref => !ref.startsWith('check:'), 'a ref that does not begin with check:'),
  role: z.enum(['PASSENGER', 'TRANSIT', 'CREW']).optional(),
  stage: z.enum(['DECLARED', 'BOARDED']).optional(),
  identity,
  documents: list(documentKey.extend({ expiresOn: date.optional() })).optional(),
  ticket: z.strictObject({ from: text, to: text, coach: text.optional(), seat: text.optional() }).optional(),
  booking: z
    .strictObject({
      ref: text,
      purchasedAt: instant.optional(),
      channel: text.optional(),
      contacts: list(z.strictObject({ kind: z.enum(['PHONE', 'EMAIL', 'CARD', 'AGENT']), value: text })).optional(),
    })
    .optional(),
  capture: capture.optional(),
})

const check = z
  .strictObject({
    record: z.literal('check'),
    id: text,
    at: instant,
    run: runKey,
    station: text,
    kind: z.enum(['BOARD', 'ALIGHT', 'ENTRY', 'EXIT', 'TRANSIT', 'REFUSAL']),
    passenger: text.optional(),
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
    authority: text.optional(),
    capture: capture.optional(),
  })
  .refine(({ passenger, identity, document }) => passenger ?? identity ?? document, {
    path: ['passenger'],
    message: 'one of passenger, identity, document',
  })

const regime = z
  .strictObject({
    record: z.literal('regime'),
    id: text,
    from: date,
    until: date.optional(),
    stations: list(text).optional(),
    trains: list(trainNumber).optional(),
    boarding: flag.optional(),
    alighting: flag.optional(),
    capacity: count.optional(),
    documents: z.strictObject({ refused: list(text) }).optional(),
    basis: text,
    note: text.optional(),
  })
  .refine(({ from, until }) => until === undefined || from <= until, {
    path: ['until'],
    message: 'a day at or after `from`',
  })

const coverage = z
  .strictObject({
    record: z.literal('coverage'),
    run: runKey.optional(),
    station: text.optional(),
    from: instant.optional(),
    until: instant.optional(),
    feed: z.enum(['PASSENGER_LIST', 'CHECKS', 'MOVEMENTS']),
    complete: flag,
  })
  .refine(({ run, station, from }) => run ?? station ?? from, { path: ['run'], message: 'one of run, station, from' })

export const SCHEMAS = { station, train, run, regime, document, passenger, check, movement, coverage }
