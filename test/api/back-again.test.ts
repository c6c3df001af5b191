import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { Service } from './service.ts'

const DAY = '2023-05-01'
const REF = { run: `029/${DAY}`, ref: 'P1' }

const stated = (surname: string, number: string, more: object = {}) =>
  passenger(DAY, 'P1', { surname, dateOfBirth: '1980-01-02' }, { documents: [passport(number)], booking, ...more })
const booking = { ref: 'Q1', contacts: [{ kind: 'PHONE', value: '+37060000001' }] }
const other = { ref: 'Q2', contacts: [{ kind: 'PHONE', value: '+37060000002' }] }

/** When SIMPLE alone had been stated. */
let then: string
let service: Service
beforeAll(async () => {
  service = await Service.open([...line, run(DAY)])
  const folder = scratch()
  await deliver(service.database, folder, [stated('SIMPLE', '666000001')])
  then = new Date().toISOString()
  await sleep(20)
  // To somebody else, and back; the words differ, so that it is no delivery that is known.
  await deliver(service.database, folder, [stated('OTHER', '666000002', { booking: other })])
})
afterAll(() => service.close())

test('an identity that a correction took back is shown as known before, with nobody to belong to', async () => {
  const { data, errors } = await service.ask(
    `query ($run: String!, $ref: String!, $then: DateTime) { journey(run: $run, ref: $ref, asKnownAt: $then) {
      identity { surname person { id } link { status } mayBe { link { status } } } } }`,
    { ...REF, then },
  )
  expect(errors).toBeUndefined()
  expect(data.journey.identity).toEqual({ surname: 'SIMPLE', person: null, link: null, mayBe: [] })
})

test('what comes back has every tie once', async () => {
  await deliver(service.database, scratch(), [stated('SIMPLE', '666000001', { role: 'TRANSIT' })])
  const { data } = await service.ask(
    `query ($run: String!, $ref: String!) { journey(run: $run, ref: $ref) {
      identity { documents { number } } booking { contacts { value bookings { totalCount nodes { ref } } } } } }`,
    REF,
  )
  expect(data.journey).toEqual({
    identity: { documents: [{ number: '666000001' }] },
    booking: { contacts: [{ value: '+37060000001', bookings: { totalCount: 1, nodes: [{ ref: 'Q1' }] } }] },
  })
})
