import { expect, test } from '@jest/globals'
import { type DocumentKey, type IdentityFields, keyOf } from '../../seed/base/records.ts'
import { writeSmallWorld } from '../../seed/index.ts'
import { clustersOf } from '../../src/person/cluster/cluster.ts'
import { Candidates } from '../../src/person/key/candidates.ts'
import { FIRST_VERSION } from '../../src/person/match/first-version.ts'
import { Matcher } from '../../src/person/match/matcher.ts'
import { type Portrait, portraitOf } from '../../src/person/portrait/portrait.ts'
import { emptyFolder } from './folder.ts'

const { journeys, documents, world } = writeSmallWorld(emptyFolder())

test('who is who can be found again from names, dates of birth and documents', () => {
  const truth = new Map<string, string>()
  const portraits: Portrait[] = []
  const state = (fields: IdentityFields, beside: readonly DocumentKey[], person: string) => {
    const id = `i${portraits.length}`
    truth.set(id, person)
    portraits.push(portraitOf(id, fields, beside))
  }
  for (const { identity, documents: shown, person } of journeys) state(identity, shown, person.id)
  for (const document of documents)
    state(document.holder, [document], (world.holders.get(keyOf(document)) as { id: string }).id)

  const matcher = new Matcher(FIRST_VERSION)
  const likenesses = [...new Candidates(portraits).pairs()].map(([i, j]) => {
    const [left, right] = [portraits[i] as Portrait, portraits[j] as Portrait]
    const { p, zone } = matcher.score(left, right)
    return { left: left.id, right: right.id, p, auto: zone === 'AUTO' }
  })
  const found = clustersOf({ identities: [...truth.keys()], likenesses, decisions: [], cannotLinks: [] })
  expect(found.clusters).toHaveLength(400)
  for (const { members } of found.clusters) expect(new Set(members.map(member => truth.get(member))).size).toBe(1)
})
