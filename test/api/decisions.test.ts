import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { numbers } from '../some-days.ts'
import { type Answer, globalId, Service } from './service.ts'

const [monday, tuesday, wednesday] = ['2023-05-01', '2023-05-02', '2023-05-03'] as const
const shared = passport('655500123')
const leaves = (id: string, day: string, ref: string) => check(id, day, 'ALIGHT', { passenger: ref })

/** Two of one name and birth, who are one person; four others, of whom two boarded one run and two show one passport. */
const WORLD = [
  ...line,
  ...[monday, tuesday, wednesday].map(day => run(day)),
  passenger(monday, 'P1', identity('IVANOV', 'SERGEI', '1984-03-07'), { documents: [passport('709448936')] }),
  passenger(wednesday, 'P1', identity('IVANOU', 'SIARHEI', '1984-03-07'), { documents: [passport('709448936')] }),
  passenger(tuesday, 'P2', identity('ZHUK', 'PETR', '1970-10-10'), { documents: [passport('712345670')] }),
  passenger(monday, 'P2', identity('VOLKOV', 'OLEG', '1971-12-12')),
  passenger(monday, 'P3', identity('ORLOVA', 'OLGA', '1991-11-30'), { documents: [shared] }),
  passenger(tuesday, 'P3', identity('LEBEDEVA', 'ANNA', '1960-01-02'), { documents: [shared] }),
  leaves('c1', monday, 'P1'),
  leaves('c2', tuesday, 'P2'),
  check('b1', monday, 'BOARD', { passenger: 'P1', station: 'MOSKVA' }),
  check('b2', monday, 'BOARD', { passenger: 'P2', station: 'MOSKVA' }),
]

let service: Service
let ids: Record<string, string> = {}

beforeEach(async () => {
  service = await Service.open(WORLD)
  const rows = (await service.database.read('MATCH (i:Identity) RETURN i.surname, i.id', {})) as [string, string][]
  ids = Object.fromEntries(rows)
}, 300_000)
afterEach(() => service.close())

/** Global ids by surname; a person is named by one of its identities. */
const who = (surname: string) => globalId('Identity', ids[surname] as string)

const PAYLOAD = `decision { id number kind by purpose note stands pairCount pairs { verdict inForce left { surname } right { surname } } }
  persons { displayName identities { surname } } overrules { number } userErrors { field code message }
  effect {
    identitiesMoved { identity { surname } from to } personsBefore { person displayName identities journeys documents alightings }
    personsAfter { person displayName identities journeys documents alightings } cannotLinksBroken { left { surname } right { surname } because }
    repeatDisembarkers { appear { ...leaver } vanish { ...leaver } change { before { ...leaver } after { ...leaver } } }
    sharedDocuments { appear { ...sharing } vanish { ...sharing } change { before { ...sharing } after { ...sharing } } }
  }`
const FRAGMENTS = `fragment leaver on StationLeaver { person station { code } times journeys rate expected pValue }
fragment sharing on DocumentSharing { document { number } persons presentations sameRun overlapping because }`

type Act = 'decideIdentity' | 'mergePersons' | 'splitPerson' | 'undoDecision'
const nameOf = (act: Act) => `${act.charAt(0).toUpperCase()}${act.slice(1)}Input!`

// biome-ignore lint/suspicious/noExplicitAny: a payload has the shape of its question
async function act(name: Act, input: object, headers: Record<string, string> = {}): Promise<any> {
  const query = `mutation ($input: ${nameOf(name)}) { ${name}(input: $input) { ${PAYLOAD} } } ${FRAGMENTS}`
  const variables = { input: { note: 'seen on camera', ...input } }
  const { data, errors }: Answer = await service.send({ payload: { query, variables }, headers })
  expect(errors).toBeUndefined()
  return data[name]
}

/** What a dry run tells, which must leave nothing behind and be what the act then tells. */
async function actAfterDryRun(name: Act, input: object) {
  const before = await snapshot(service.database)
  const dry = await act(name, { ...input, dryRun: true })
  expect(await snapshot(service.database)).toEqual(before)
  expect(dry.decision).toBeNull()
  const done = await act(name, input)
  expect([dry.effect, dry.overrules, dry.userErrors]).toEqual([done.effect, done.overrules, done.userErrors])
  return done
}

async function persons(): Promise<string[]> {
  const rows = await service.database.read('MATCH (p:Person)<-[:IS]-(i) RETURN p.id, i.surname', {})
  const byPerson = Map.groupBy(rows as [string, string][], ([person]) => person)
  return [...byPerson.values()]
    .map(own =>
      own
        .map(([, surname]) => surname)
        .sort()
        .join('+'),
    )
    .sort()
}

/** Global ids of the identities of one person with this one, in order. */
async function togetherWith(identity: string): Promise<string[]> {
  const { data } = await service.ask('query ($id: ID!) { person(id: $id) { identities { id } } }', { id: identity })
  return data.person.identities.map(({ id }: { id: string }) => id).sort()
}

const AT_FIRST = ['IVANOU+IVANOV', 'LEBEDEVA', 'ORLOVA', 'VOLKOV', 'ZHUK']

const link = async (surname: string) => {
  const { data } = await service.ask(
    'query ($id: ID!) { node(id: $id) { ... on Identity { link { status decidedBy } } } }',
    {
      id: who(surname),
    },
  )
  return Object.values(data.node.link)
}

/** Both answers and all persons, as anybody is told them. */
async function answers() {
  const { data, errors } = await service.ask(`{
    repeatDisembarkers(input: {station: "KENA", atLeast: 1}) { nodes { person { id displayName } times journeys expected pValue } }
    sharedDocuments { nodes { document { number } persons { id } because } }
    persons { nodes { id displayName identities { id link { status score decidedBy decidedAt because { field bits } } } } }
  }`)
  expect(errors).toBeUndefined()
  return data
}

describe('decideIdentity', () => {
  test('CONFIRM joins the identity to the person; said again it is a conflict that names the decision', async () => {
    const done = await actAfterDryRun('decideIdentity', {
      identity: who('ZHUK'),
      person: who('IVANOU'),
      decision: 'CONFIRM',
    })
    expect(await persons()).toEqual(['IVANOU+IVANOV+ZHUK', 'LEBEDEVA', 'ORLOVA', 'VOLKOV'])
    expect(done.decision).toMatchObject({
      number: 1,
      kind: 'CONFIRM',
      by: 'local',
      purpose: null,
      note: 'seen on camera',
    })
    expect(done.decision.pairs).toHaveLength(1)
    expect(await link('ZHUK')).toEqual(['CONFIRMED', 'local'])
    const again = await act('decideIdentity', { identity: who('ZHUK'), person: who('IVANOV'), decision: 'CONFIRM' })
    expect([again.decision, again.effect]).toEqual([null, null])
    expect(again.userErrors).toEqual([
      {
        field: 'input.identity',
        code: 'CONFLICT',
        message: 'identity: expected something not decided yet, decision 1 says it already',
      },
    ])
    expect(done.effect.identitiesMoved.length).toBeGreaterThan(0)
    const counts = (of: { identities: number; journeys: number; alightings: number }[]) =>
      of.map(({ identities, journeys, alightings }) => [identities, journeys, alightings]).sort()
    expect(counts(done.effect.personsBefore)).toEqual([
      [1, 1, 1],
      [2, 2, 1],
    ])
    expect(counts(done.effect.personsAfter)).toEqual([[3, 3, 2]])
  }, 300_000)

  test('REJECT keeps the identity apart from those that the person holds; CONFIRM later outweighs it, and says so', async () => {
    const input = { identity: who('IVANOU'), person: who('IVANOV') }
    const rejected = await actAfterDryRun('decideIdentity', { ...input, decision: 'REJECT' })
    expect(await persons()).toEqual(['IVANOU', 'IVANOV', 'LEBEDEVA', 'ORLOVA', 'VOLKOV', 'ZHUK'])
    expect(rejected.decision.pairs).toMatchObject([{ verdict: 'REJECTED', inForce: true }])
    await deliver(service.database, scratch(), [
      passenger(wednesday, 'P7', identity('IVANOV', 'SERGEI', '1984-03-07'), { documents: [passport('709448936')] }),
    ])
    expect((await persons())[0]).toBe('IVANOU')
    const confirmed = await actAfterDryRun('decideIdentity', { ...input, decision: 'CONFIRM' })
    expect(confirmed.overrules).toEqual([{ number: 1 }])
    expect(confirmed.effect.cannotLinksBroken).toMatchObject([{ because: 'rejected by decision 1' }])
    expect((await persons())[0]).toBe('IVANOU+IVANOV')
    await act('undoDecision', { decision: confirmed.decision.id })
    expect((await persons())[0]).toBe('IVANOU')
  }, 300_000)

  test('CONFIRM keeps the person whole, even where another who is more like the identity cannot be that person', async () => {
    const [day, ref] = (ids.IVANOU as string) < (ids.IVANOV as string) ? [monday, 'P1'] : [wednesday, 'P1']
    const twin = passenger(day, 'P9', identity('ZHUK', 'PETR', '1970-10-10'), {
      documents: [passport('712345670'), { type: 'FRTD', issuer: 'LTU', number: 'F1' }],
    })
    const boarded = [ref, 'P9'].map((one, i) => check(`d${i}`, day, 'BOARD', { passenger: one, station: 'MOSKVA' }))
    await deliver(service.database, scratch(), [twin, ...boarded])
    expect((await persons()).at(-1)).toBe('ZHUK+ZHUK')
    const done = await actAfterDryRun('decideIdentity', {
      identity: who('ZHUK'),
      person: who('IVANOU'),
      decision: 'CONFIRM',
    })
    expect(done.decision.pairCount).toBe(2)
    expect(await persons()).toEqual(['IVANOU+IVANOV+ZHUK', 'LEBEDEVA', 'ORLOVA', 'VOLKOV', 'ZHUK'])
    await act('undoDecision', { decision: done.decision.id })
    expect((await persons()).at(-1)).toBe('ZHUK+ZHUK')
  }, 300_000)

  test('SPLIT cuts the person where it hangs together the least', async () => {
    const done = await actAfterDryRun('decideIdentity', {
      identity: who('IVANOU'),
      person: who('IVANOU'),
      decision: 'SPLIT',
    })
    expect(done.decision.pairs).toMatchObject([{ verdict: 'REJECTED', inForce: true }])
    expect(await persons()).toEqual(['IVANOU', 'IVANOV', 'LEBEDEVA', 'ORLOVA', 'VOLKOV', 'ZHUK'])
    const { userErrors } = await act('decideIdentity', {
      identity: who('ZHUK'),
      person: who('ZHUK'),
      decision: 'SPLIT',
    })
    expect(userErrors).toMatchObject([{ field: 'input.person', code: 'CONFLICT' }])
  }, 300_000)
})

describe('mergePersons', () => {
  test('tells who leaves again and again then, and which document is shared no more', async () => {
    const merged = await actAfterDryRun('mergePersons', { persons: [who('IVANOV'), who('ZHUK')] })
    expect(merged.effect.repeatDisembarkers).toMatchObject({
      appear: [{ station: { code: 'KENA' }, times: 2 }],
      vanish: [],
      change: [],
    })
    const { repeatDisembarkers } = await answers()
    expect(repeatDisembarkers.nodes[0]).toMatchObject({
      times: 2,
      person: { id: merged.effect.repeatDisembarkers.appear[0].person },
    })
    const women = await actAfterDryRun('mergePersons', { persons: [who('ORLOVA'), who('LEBEDEVA')] })
    expect(women.effect.sharedDocuments).toMatchObject({
      appear: [],
      vanish: [{ document: { number: '655500123' }, presentations: 2 }],
      change: [],
    })
    expect((await answers()).sharedDocuments.nodes).toEqual([])
    await act('undoDecision', { decision: women.decision.id })
    expect((await answers()).sharedDocuments.nodes).toHaveLength(1)
  }, 300_000)

  test('sets aside that both boarded one run, and tells it', async () => {
    const merged = await actAfterDryRun('mergePersons', { persons: [who('VOLKOV'), who('IVANOU'), who('ORLOVA')] })
    expect(merged.effect.cannotLinksBroken.map(({ because }: { because: string }) => because)).toEqual([
      'both boarded one run',
    ])
    expect(await persons()).toEqual(['IVANOU+IVANOV+ORLOVA+VOLKOV', 'LEBEDEVA', 'ZHUK'])
    const { userErrors } = await act('mergePersons', { persons: [who('IVANOU'), who('ORLOVA')] })
    expect(userErrors).toMatchObject([{ field: 'input.persons.1', code: 'CONFLICT' }])
  }, 300_000)
})

test('splitPerson makes identities a person of their own', async () => {
  await act('mergePersons', { persons: [who('VOLKOV'), who('IVANOU'), who('ORLOVA')] })
  const done = await actAfterDryRun('splitPerson', {
    person: who('VOLKOV'),
    identities: [who('ORLOVA'), who('IVANOU')],
  })
  expect(await persons()).toEqual(['IVANOU+ORLOVA', 'IVANOV+VOLKOV', 'LEBEDEVA', 'ZHUK'])
  expect(done.overrules.length).toBeLessThanOrEqual(1)
  const { userErrors } = await act('splitPerson', { person: who('VOLKOV'), identities: [who('ORLOVA')] })
  expect(userErrors).toMatchObject([{ field: 'input.identities.0', code: 'CONFLICT' }])
}, 300_000)

test('who decides is in the headers, and stands in the history of the person, also when it is undone', async () => {
  const headers = { 'x-alight-user': 'olga', 'x-alight-purpose': 'case 7' }
  const { decision } = await act('mergePersons', { persons: [who('IVANOU'), who('ZHUK')] }, headers)
  await act('undoDecision', { decision: decision.id, note: 'another man' }, { 'x-alight-user': 'petr' })
  const { data, errors } = await service.ask(
    `query ($id: ID!, $decision: ID!) {
      person(id: $id) { history { number kind by purpose stands undoes { number } undoneBy { number note } } }
      decision(id: $decision) { identities { surname } persons { displayName } }
      node(id: $decision) { __typename id }
      byOlga: decisions(filter: {by: "olga"}) { totalCount nodes { number } }
      standing: decisions(filter: {standing: true}) { nodes { number } }
      ofOne: decisions(filter: {identity: $id, from: "2020-01-01"}, orderBy: AT_ASC) { nodes { number } }
      past: decisions(filter: {to: "2020-01-01"}) { totalCount }
    }`,
    { id: who('ZHUK'), decision: decision.id },
  )
  expect(errors).toBeUndefined()
  expect(data.person.history).toEqual([
    { number: 2, kind: 'UNDO', by: 'petr', purpose: null, stands: true, undoes: { number: 1 }, undoneBy: null },
    {
      number: 1,
      kind: 'MERGE',
      by: 'olga',
      purpose: 'case 7',
      stands: false,
      undoes: null,
      undoneBy: { number: 2, note: 'another man' },
    },
  ])
  expect(data.decision.persons).toHaveLength(2)
  expect(data.node).toEqual({ __typename: 'Decision', id: decision.id })
  expect([data.byOlga, data.standing, data.ofOne, data.past]).toEqual([
    { totalCount: 1, nodes: [{ number: 1 }] },
    { nodes: [{ number: 2 }] },
    { nodes: [{ number: 1 }, { number: 2 }] },
    { totalCount: 0 },
  ])
}, 300_000)

test('one operation that decides twice is told of each as it is then', async () => {
  const { data, errors } = await service.ask(
    `mutation ($a: ID!, $b: ID!, $c: ID!) {
      one: mergePersons(input: {persons: [$a, $b], note: "one"}) { persons { identities { surname } } }
      two: mergePersons(input: {persons: [$a, $c], note: "two"}) { persons { identities { surname } } }
    }`,
    { a: who('ZHUK'), b: who('VOLKOV'), c: who('ORLOVA') },
  )
  expect(errors).toBeUndefined()
  expect([data.one, data.two].map(({ persons: [one] }) => one.identities.length)).toEqual([2, 3])
}, 300_000)

describe('what cannot be is told by field and leaves no trace', () => {
  const strange = globalId('Identity', 'nobody')
  const note = 'x'.repeat(100_000)
  const merge = (...of: string[]) => ['mergePersons', { persons: of }] as const
  const of = (surname: string) => () => who(surname)
  const [ivanov, zhuk] = [of('IVANOV'), of('ZHUK')]
  const cases: [string, () => readonly [Act, object], object][] = [
    [
      'an empty note',
      () => ['mergePersons', { persons: [ivanov(), zhuk()], note: '  ' }],
      { field: 'input.note', code: 'BAD_USER_INPUT' },
    ],
    [
      'a note of nothing that can be seen',
      () => ['mergePersons', { persons: [ivanov(), zhuk()], note: '\u200b \u2060' }],
      { field: 'input.note', code: 'BAD_USER_INPUT' },
    ],
    [
      'a note with a zero byte',
      () => ['mergePersons', { persons: [ivanov(), zhuk()], note: 'seen\u0000' }],
      { field: 'input.note', code: 'BAD_USER_INPUT' },
    ],
    [
      'a note of 100 kB',
      () => ['mergePersons', { persons: [ivanov(), zhuk()], note }],
      { field: 'input.note', code: 'BAD_USER_INPUT' },
    ],
    ['one person', () => merge(ivanov()), { field: 'input.persons', code: 'BAD_USER_INPUT' }],
    ['a person twice', () => merge(ivanov(), ivanov()), { field: 'input.persons.1', code: 'BAD_USER_INPUT' }],
    [
      'a person by two of its identities',
      () => merge(ivanov(), who('IVANOU')),
      { field: 'input.persons.1', code: 'CONFLICT' },
    ],
    ['an unknown person', () => merge(ivanov(), strange), { field: 'input.persons.1', code: 'NOT_FOUND' }],
    [
      'a document for a person',
      () => merge(ivanov(), globalId('Document', 'PASSPORT:RUS:709448936')),
      { field: 'input.persons.1', code: 'BAD_USER_INPUT' },
    ],
    ['no id at all', () => merge(ivanov(), "' OR 1=1"), { field: 'input.persons.1', code: 'BAD_USER_INPUT' }],
    [
      '10,000 identities',
      () => ['splitPerson', { person: ivanov(), identities: Array(10_000).fill(ivanov()) }],
      { field: 'input.identities', code: 'BAD_USER_INPUT' },
    ],
    [
      'no identities',
      () => ['splitPerson', { person: ivanov(), identities: [] }],
      { field: 'input.identities', code: 'BAD_USER_INPUT' },
    ],
    [
      'all identities',
      () => ['splitPerson', { person: zhuk(), identities: [zhuk()] }],
      { field: 'input.identities', code: 'BAD_USER_INPUT' },
    ],
    [
      'an identity of another person',
      () => ['splitPerson', { person: ivanov(), identities: [zhuk()] }],
      { field: 'input.identities.0', code: 'CONFLICT' },
    ],
    [
      'a split of another person',
      () => ['decideIdentity', { identity: zhuk(), person: ivanov(), decision: 'SPLIT' }],
      { field: 'input.identity', code: 'CONFLICT' },
    ],
    [
      'a confirmation with oneself',
      () => ['decideIdentity', { identity: zhuk(), person: zhuk(), decision: 'CONFIRM' }],
      { field: 'input.person', code: 'CONFLICT' },
    ],
    [
      'a rejection of oneself',
      () => ['decideIdentity', { identity: zhuk(), person: zhuk(), decision: 'REJECT' }],
      { field: 'input.person', code: 'CONFLICT' },
    ],
    [
      'a person for an identity',
      () => [
        'decideIdentity',
        { identity: globalId('Person', ids.ZHUK as string), person: ivanov(), decision: 'REJECT' },
      ],
      { field: 'input.identity', code: 'BAD_USER_INPUT' },
    ],
    [
      'a decision that was never taken',
      () => ['undoDecision', { decision: globalId('Decision', '7') }],
      { field: 'input.decision', code: 'NOT_FOUND' },
    ],
  ]
  test('case by case', async () => {
    const before = await snapshot(service.database)
    const told: unknown[] = []
    for (const [name, input] of cases) {
      const [mutation, given] = input()
      const { decision, effect, persons: shown, userErrors } = await act(mutation, given)
      expect([name, decision, effect, shown, userErrors.length]).toEqual([name, null, null, [], 1])
      told.push({ name, field: userErrors[0].field, code: userErrors[0].code })
    }
    expect(told).toEqual(cases.map(([name, , expected]) => ({ name, ...expected })))
    expect(await snapshot(service.database)).toEqual(before)
  }, 300_000)

  test('an undo of what is undone, or of an undo', async () => {
    const { decision } = await act('mergePersons', { persons: [ivanov(), zhuk()] })
    const undone = await act('undoDecision', { decision: decision.id })
    const errors = [
      await act('undoDecision', { decision: decision.id }),
      await act('undoDecision', { decision: undone.decision.id }),
    ]
    expect(errors.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual([
      'CONFLICT',
      'CONFLICT',
    ])
    expect(await persons()).toEqual(AT_FIRST)
  }, 300_000)
})

describe('one at a time', () => {
  test('of two who decide the same at once one is told that it stands already', async () => {
    const input = { persons: [who('IVANOV'), who('ZHUK')] }
    const done = await Promise.all([act('mergePersons', input), act('mergePersons', input)])
    expect(done.map(({ decision }) => decision?.number ?? null).sort()).toEqual([1, null])
    expect(done.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'CONFLICT' }])
  }, 300_000)

  test('where a load does not end in time nothing is decided, and that is said', async () => {
    await service.database.write(tx =>
      tx.run("MERGE (l:Lease {id: 'load'}) SET l.holder = 'elsewhere 1 1 x', l.until = timestamp() + 60000"),
    )
    const { data, errors } = await service.ask(
      'mutation ($persons: [ID!]!) { mergePersons(input: {persons: $persons, note: "seen"}) { userErrors { code } } }',
      { persons: [who('IVANOV'), who('ZHUK')] },
    )
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([null, ['UNAVAILABLE']])
    expect(await persons()).toEqual(AT_FIRST)
  }, 300_000)

  test('decisions during a load wait for it, and all comes out as one after the other', async () => {
    const lines = Array.from({ length: 60 }, (_, i) =>
      passenger(wednesday, `Q${i}`, identity(i % 2 ? 'ZHUK' : 'ORLOVA', 'PETR', `19${10 + i}-10-10`)),
    )
    const folder = scratch()
    const [, first, second] = await Promise.all([
      deliver(service.database, folder, lines),
      act('mergePersons', { persons: [who('IVANOV'), who('VOLKOV')] }),
      act('mergePersons', { persons: [who('ORLOVA'), who('LEBEDEVA')] }),
    ])
    expect([first.decision.number, second.decision.number].sort()).toEqual([1, 2])
    const all = await persons()
    expect(all.filter(one => one.includes('+'))).toEqual(['IVANOU+IVANOV+VOLKOV', 'LEBEDEVA+ORLOVA'])
    expect(all).toHaveLength(3 + 60)
  }, 300_000)
})

test.each([1, 2, 3])(
  'whatever is decided, a dry run tells what the act does, and undone one by one all is as it was (seed %i)',
  async seed => {
    const random = numbers(seed)
    const oneOf = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T
    const surnames = Object.keys(ids)
    const states: unknown[] = []
    const taken: string[] = []
    while (taken.length < 6) {
      const [one, other] = [oneOf(surnames), oneOf(surnames)].map(who) as [string, string]
      const [name, input] = oneOf<[Act, object]>([
        ['decideIdentity', { identity: one, person: other, decision: oneOf(['CONFIRM', 'REJECT', 'SPLIT']) }],
        ['mergePersons', { persons: [one, other] }],
        ['splitPerson', { person: one, identities: [one] }],
      ])
      const before = await answers()
      const [ours, theirs] = [await togetherWith(one), await togetherWith(other)]
      const { decision } = await actAfterDryRun(name, input)
      if (!decision) continue
      const now = await togetherWith(one)
      if (decision.kind === 'MERGE') expect(now).toEqual(expect.arrayContaining([...ours, ...theirs]))
      if (decision.kind === 'CONFIRM') expect(now).toEqual(expect.arrayContaining(theirs))
      if (decision.kind === 'REJECT') expect(now.filter(id => id !== one && theirs.includes(id))).toEqual([])
      if (decision.kind === 'SPLIT_PERSON') expect(now.filter(id => id !== one && ours.includes(id))).toEqual([])
      if (decision.kind === 'SPLIT') expect(now.length).toBeLessThan(ours.length)
      states.push(before)
      taken.push(decision.id)
    }
    for (const decision of taken.reverse()) {
      const { userErrors } = await actAfterDryRun('undoDecision', { decision })
      expect([userErrors, await answers()]).toEqual([[], states.pop()])
    }
    expect(await persons()).toEqual(AT_FIRST)
  },
  300_000,
)
