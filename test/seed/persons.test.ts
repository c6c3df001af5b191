import { expect, test } from '@jest/globals'
import { type DocumentKey, type IdentityFields, keyOf } from '../../seed/base/records.ts'
import { writeSmallWorld } from '../../seed/index.ts'
import type { StatedIdentity } from '../../src/person/index.ts'
import { persons } from '../../src/person/resolution.ts'
import { emptyFolder } from './folder.ts'

const { journeys, documents, world } = writeSmallWorld(emptyFolder())

test('who is who can be found again from names, dates of birth and documents', () => {
  const truth = new Map<string, string>()
  const stated: StatedIdentity[] = []
  const state = (fields: IdentityFields, beside: readonly DocumentKey[], person: string) => {
    const id = `i${stated.length}`
    truth.set(id, person)
    stated.push({ id, fields, documents: beside.map(keyOf) })
  }
  for (const { identity, documents: shown, person } of journeys) state(identity, shown, person.id)
  for (const document of documents)
    state(document.holder, [document], (world.holders.get(keyOf(document)) as { id: string }).id)

  const found = persons(stated, [])
  expect(found).toHaveLength(400)
  for (const { members } of found) expect(new Set(members.map(member => truth.get(member))).size).toBe(1)
})
