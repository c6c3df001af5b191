import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { globalId } from '../api/service.ts'
import { identity, passenger, passport } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { EXPORT, HOSTILE, openWorld, type World } from './export-world.ts'

let world: World
let counter = 0
let collection: string

const IVAN = 'SOKOLOV'
const OTHER = 'SOKOLOFF'

beforeAll(async () => {
  world = await openWorld()
  await deliver(world.database, scratch(), [
    passenger('2023-05-01', 'P8', identity(IVAN, 'IVAN', '1970-01-01'), { documents: [passport('000000088')] }),
    passenger('2023-05-08', 'P9', identity(OTHER, 'PETR', '1980-02-02'), { documents: [passport('000000099')] }),
  ])
})
afterAll(() => world.close())

beforeEach(async () => {
  const done = await act('createCollection', { name: `case ${++counter}`, note: 'who leaves at Kena' })
  collection = done.collection.id
})

const SHOWN = `id name note createdBy things { totalCount nodes { id kind label note addedBy nowIs { standing things { id } } } }
  history { kind by purpose things says }`

const PAYLOAD: Record<string, string> = {
  createCollection: `collection { ${SHOWN} }`,
  describeCollection: `collection { ${SHOWN} }`,
  addToCollection: `added already collection { ${SHOWN} }`,
  removeFromCollection: `removed collection { ${SHOWN} }`,
  deleteCollection: 'deleted',
}

async function act(name: string, input: Record<string, unknown>, headers = {}) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${PAYLOAD[name]} userErrors { field code message } } }`
  return (await world.ask(text, { input }, headers))[name]
}

const shown = async () =>
  (await world.ask(`query ($id: ID!) { collection(id: $id) { ${SHOWN} } }`, { id: collection })).collection
const KENA = globalId('Station', 'KENA')
const PASSPORT = globalId('Document', 'PASSPORT:RUS:000000011')

test('its life: made, filled, described, emptied, deleted, each act with who and what for', async () => {
  const anna = { 'x-alight-user': 'anna', 'x-alight-purpose': 'case 7' }
  const added = await act('addToCollection', { id: collection, things: [KENA, PASSPORT, KENA], note: 'first' }, anna)
  expect(added).toMatchObject({ added: 2, already: 0, userErrors: [] })
  expect(added.collection.things.nodes).toMatchObject([
    { kind: 'STATION', label: 'KENA', nowIs: { standing: 'SAME', things: [{ id: KENA }] } },
    {
      kind: 'DOCUMENT',
      label: 'PASSPORT RUS 000000011',
      note: 'first',
      addedBy: 'anna',
      nowIs: { standing: 'SAME', things: [{ id: PASSPORT }] },
    },
  ])
  expect(await act('addToCollection', { id: collection, things: [KENA] })).toMatchObject({ added: 0, already: 1 })
  const renamed = await act('describeCollection', { id: collection, name: `renamed ${counter}`, note: null })
  expect(renamed.collection).toMatchObject({ name: `renamed ${counter}`, note: null })
  expect(await act('removeFromCollection', { id: collection, things: [KENA] })).toMatchObject({ removed: 1 })
  expect((await shown()).history).toEqual([
    { kind: 'REMOVED', by: 'local', purpose: null, things: 1, says: null },
    { kind: 'DESCRIBED', by: 'local', purpose: null, things: 0, says: `renamed ${counter}` },
    { kind: 'ADDED', by: 'anna', purpose: 'case 7', things: 2, says: 'first' },
    { kind: 'CREATED', by: 'local', purpose: null, things: 0, says: `case ${counter}` },
  ])
  expect(await act('deleteCollection', { id: collection })).toEqual({ deleted: collection, userErrors: [] })
  expect(await shown()).toBeNull()
  expect((await world.ask('{ collections { nodes { name } } }')).collections.nodes).not.toContainEqual({
    name: `renamed ${counter}`,
  })
})

test('persons who are joined and told apart again stay visible as such', async () => {
  const [ivan, petr] = [await world.personOf(IVAN), await world.personOf(OTHER)]
  await act('addToCollection', { id: collection, things: [ivan, petr] })
  const decide = async (name: string, type: string, input: Record<string, unknown>) => {
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { decision { id } userErrors { message } } }`
    const done = (await world.ask(text, { input }))[name]
    expect(done.userErrors).toEqual([])
    return done.decision.id as string
  }
  const standing = async () =>
    (await shown()).things.nodes.map((one: { nowIs: { standing: string; things: unknown[] } }) => one.nowIs)
  const merged = await decide('mergePersons', 'MergePersonsInput', { persons: [ivan, petr], note: 'one man' })
  const one = await world.personOf(IVAN)
  expect(await world.personOf(OTHER)).toBe(one)
  expect(await standing()).toEqual([
    { standing: 'JOINED', things: [{ id: one }] },
    { standing: 'JOINED', things: [{ id: one }] },
  ])

  const both = (await world.ask(EXPORT, { input: { collection, format: 'GRAPHML' } })).exportGraph
  expect(both).toMatchObject({ things: 1, userErrors: [] })
  const byOldNames = (await world.ask(EXPORT, { input: { ids: [ivan, petr], format: 'GRAPHML' } })).exportGraph
  expect(byOldNames).toMatchObject({
    things: 1,
    leftOut: [{ what: 'PERSON asked for under several names, which are one person now', count: 1 }],
  })

  const later = (await act('createCollection', { name: `joined ${counter}` })).collection.id
  await act('addToCollection', { id: later, things: [one] })
  await decide('undoDecision', 'UndoDecisionInput', { decision: merged, note: 'two men' })
  expect((await standing()).map((now: { standing: string }) => now.standing)).toEqual(['SAME', 'SAME'])
  collection = later
  expect(await standing()).toEqual([
    {
      standing: 'PARTED',
      things: [{ id: ivan }, { id: petr }].sort((a, b) => (decoded(a.id) < decoded(b.id) ? -1 : 1)),
    },
  ])
})

const decoded = (id: string) => Buffer.from(id, 'base64url').toString()

test('what a correction took back stays, as retired, and can be taken out', async () => {
  const paper = globalId('Document', 'PASSPORT:RUS:000000077')
  await deliver(world.database, scratch(), [
    passenger('2023-05-01', 'P7', identity('NOVIK', 'ALENA', '1999-09-09'), { documents: [passport('000000077')] }),
  ])
  const novik = await world.personOf('NOVIK')
  await act('addToCollection', { id: collection, things: [paper, novik] })
  await deliver(world.database, scratch(), [
    passenger('2023-05-01', 'P7', identity('ZHUK', 'VOLHA', '1998-08-08'), { documents: [passport('000000078')] }),
  ])
  const { nodes } = (await shown()).things
  expect(nodes).toMatchObject([
    { label: 'PASSPORT RUS 000000077', nowIs: { standing: 'RETIRED', things: [] } },
    { label: 'NOVIK ALENA', nowIs: { standing: 'RETIRED', things: [] } },
  ])
  const { exportGraph } = await world.ask(EXPORT, { input: { collection, format: 'FTM' } })
  expect(exportGraph.userErrors).toMatchObject([{ field: 'input.ids', code: 'NOT_FOUND' }])
  await act('addToCollection', { id: collection, things: [KENA] })
  const withKena = (await world.ask(EXPORT, { input: { collection, format: 'GRAPHML' } })).exportGraph
  expect(withKena.leftOut).toEqual([
    { what: 'DOCUMENT that no statement in force names any more', count: 1 },
    { what: 'PERSON that no statement in force names any more', count: 1 },
  ])
  expect(
    await act('removeFromCollection', { id: collection, things: nodes.map((one: { id: string }) => one.id) }),
  ).toMatchObject({ removed: 2 })
})

test('a hostile name is kept and shown as it is', async () => {
  const { collection: made } = await act('createCollection', { name: `=cmd()]]><b>'"\\ שלום ${counter}` })
  await act('addToCollection', { id: made.id, things: [await world.personOf(HOSTILE)] })
  collection = made.id
  expect(await shown()).toMatchObject({
    name: `=cmd()]]><b>'"\\ שלום ${counter}`,
    things: { nodes: [{ label: `${HOSTILE} OLGA` }] },
  })
})

const tooMany = Array.from({ length: 10_001 }, (_, i) => globalId('Journey', `J${i}`))

test.each([
  ['an empty name', 'createCollection', () => ({ name: '  ' }), 'input.name', 'BAD_USER_INPUT'],
  ['a long name', 'createCollection', () => ({ name: 'x'.repeat(101) }), 'input.name', 'BAD_USER_INPUT'],
  ['control characters in a name', 'createCollection', () => ({ name: 'a\u0000b' }), 'input.name', 'BAD_USER_INPUT'],
  ['a name that another has', 'createCollection', () => ({ name: `case ${counter}` }), 'input.name', 'CONFLICT'],
  ['an empty note', 'createCollection', () => ({ name: 'noted', note: ' ' }), 'input.note', 'BAD_USER_INPUT'],
  ['nothing to describe', 'describeCollection', () => ({ id: collection }), 'input.name', 'BAD_USER_INPUT'],
  [
    'no such collection',
    'addToCollection',
    () => ({ id: globalId('Collection', 'x'), things: [KENA] }),
    'input.id',
    'NOT_FOUND',
  ],
  ['the id of another kind', 'addToCollection', () => ({ id: KENA, things: [KENA] }), 'input.id', 'BAD_USER_INPUT'],
  ['nothing to add', 'addToCollection', () => ({ id: collection, things: [] }), 'input.things', 'BAD_USER_INPUT'],
  ['10,001 things', 'addToCollection', () => ({ id: collection, things: tooMany }), 'input.things', 'BAD_USER_INPUT'],
  [
    'a thing that is not there',
    'addToCollection',
    () => ({ id: collection, things: [KENA, globalId('Station', 'NOWHERE')] }),
    'input.things.1',
    'NOT_FOUND',
  ],
  [
    'what is no thing',
    'addToCollection',
    () => ({ id: collection, things: [globalId('Finding', 'x')] }),
    'input.things.0',
    'BAD_USER_INPUT',
  ],
  ['no id at all', 'addToCollection', () => ({ id: collection, things: ['KENA'] }), 'input.things.0', 'BAD_USER_INPUT'],
  [
    'what is not in it',
    'removeFromCollection',
    () => ({ id: collection, things: [KENA] }),
    'input.things.0',
    'NOT_FOUND',
  ],
  [
    'a collection that is gone',
    'deleteCollection',
    () => ({ id: globalId('Collection', 'x') }),
    'input.id',
    'NOT_FOUND',
  ],
])('%s is refused and changes nothing', async (_, name, input, field, code) => {
  const before = await shown()
  const { userErrors } = await act(name, input())
  expect(userErrors).toMatchObject([{ field, code }])
  expect(await shown()).toEqual(before)
})
