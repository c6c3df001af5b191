import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../api/service.ts'
import { scratch } from '../delivery.ts'
import { testAddress } from '../test-graph.ts'
import { EXPORT, everything, openWorld, type World } from './export-world.ts'
import { readFtm, readGraphml, readStix } from './read-back.ts'
import { problemsOf } from './stix-schema.ts'

let world: World
let finding: { id: string; because: { text: string }[] }

beforeAll(async () => {
  world = await openWorld()
  await world.ask('mutation { sweep(input: { patterns: [TICKET_MISMATCH] }) { userErrors { message } } }')
  const { findings } = await world.ask('{ findings { nodes { id because { text } } } }')
  finding = findings.nodes[0]
})
afterAll(() => world.close())

const KENA = globalId('Station', 'KENA')
const RUN = globalId('TrainRun', '029/2023-05-01')
const exported = async (input: Record<string, unknown>, headers = {}) =>
  (await world.ask(EXPORT, { input }, headers)).exportGraph
const fetched = (url: string) => world.api.app.inject({ url })

describe('the address of an export', () => {
  test.each([
    ['GRAPHML', 'graphml', 'application/xml; charset=utf-8'],
    ['GEXF', 'gexf', 'application/xml; charset=utf-8'],
    ['CSV', 'zip', 'application/zip'],
    ['ANX', 'anx', 'application/xml; charset=utf-8'],
    ['FTM', 'ftm.json', 'application/json+ftm; charset=utf-8'],
    ['STIX', 'stix.json', 'application/stix+json;version=2.1'],
    ['PAXLST', 'edi', 'application/edifact; charset=utf-8'],
  ])('%s is served as what it is', async (format, extension, type) => {
    const { url, expiresAt, userErrors } = await exported({ ids: [RUN], format })
    expect(userErrors).toEqual([])
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(600_000)
    const { statusCode, headers, rawPayload } = await fetched(url)
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="alight-[-T0-9]+\\.${extension}"$`),
    )
    expect(rawPayload.length).toBeGreaterThan(200)
  })

  test('is good once, not for HEAD, and no other is', async () => {
    const { url } = await exported({ ids: [KENA], format: 'GRAPHML' })
    expect(url).toMatch(/^\/export\/[\w-]{43}$/)
    expect((await world.api.app.inject({ url, method: 'HEAD' })).statusCode).toBe(404)
    expect((await fetched(url)).statusCode).toBe(200)
    const again = await fetched(url)
    expect([again.statusCode, again.json().errors[0].extensions.code]).toEqual([404, 'NOT_FOUND'])
    expect((await fetched('/export/x')).statusCode).toBe(404)
    expect((await fetched('/export/../healthz')).statusCode).toBe(200)
  })

  test('tells before what the file tells', async () => {
    const ids = await everything(world.database)
    const { url, things, ties } = await exported(
      { ids, format: 'GRAPHML' },
      { 'x-alight-user': Buffer.from('Юрий').toString('latin1'), 'x-alight-purpose': 'case 7' },
    )
    const file = readGraphml((await fetched(url)).rawPayload)
    expect([file.things.size, file.ties.size]).toEqual([things, ties])
    expect(file.about).toMatchObject({ exportedBy: 'Юрий', purpose: 'case 7' })
  })
})

test('a finding goes as an assessment with its reasons, beside the facts it rests on', async () => {
  const { url, userErrors } = await exported({ finding: finding.id, format: 'GRAPHML' })
  expect(userErrors).toEqual([])
  const { things, ties } = readGraphml((await fetched(url)).rawPayload)
  expect(things.get(finding.id)).toMatchObject({
    kind: 'FINDING',
    basis: 'assessment',
    status: 'PENDING_REVIEW',
    decides: 'a human decides',
    because: finding.because.map(({ text }) => text).join('; '),
  })
  const kinds = [...ties.values()]
    .filter(({ from }) => from === finding.id)
    .map(({ kind, basis }) => `${kind} ${basis}`)
  expect(new Set(kinds)).toEqual(new Set(['ABOUT assessment', 'CITES assessment']))
  expect([...things.values()].some(({ kind, basis }) => kind === 'CHECK' && basis === 'fact')).toBe(true)

  const stix = await exported({ finding: finding.id, format: 'STIX' })
  const { objects } = readStix((await fetched(stix.url)).rawPayload)
  expect(objects.flatMap(problemsOf)).toEqual([])
  const note = objects.find(({ type }) => type === 'note')
  expect(note?.content).toBe(finding.because.map(({ text }) => text).join('\n'))
  const there = new Set(objects.map(({ id }) => id))
  expect(note?.object_refs).toEqual(expect.arrayContaining([expect.stringMatching(/^identity--/)]))
  expect([note?.object_refs].flat().filter(id => !there.has(id as string))).toEqual([])

  const ftm = await exported({ finding: finding.id, format: 'FTM' })
  const entities = readFtm((await fetched(ftm.url)).rawPayload)
  expect(entities.find(({ schema }) => schema === 'Assessment')?.properties.name?.[0]).toContain('a human decides')
})

test('identities can be taken for persons as strictly as is asked', async () => {
  const person = await world.personOf('IUREVA')
  const of = async (identity: string) => {
    const { url } = await exported({ ids: [person], identity, format: 'GRAPHML' })
    const { about, things } = readGraphml((await fetched(url)).rawPayload)
    const [row] = things.values()
    return [about.identityStrictness, row?.identities, row?.status]
  }
  expect(await of('REVIEWED')).toEqual(['REVIEWED', 2, 'REVIEWED'])
  expect(await of('STRICT')).toEqual(['STRICT', 1, 'STRICT'])
})

const tooMany = Array.from({ length: 10_001 }, (_, i) => globalId('Journey', `J${i}`))

test.each([
  ['nothing', () => ({ format: 'GEXF' }), 'input.ids', 'BAD_USER_INPUT'],
  [
    'two things to choose from',
    () => ({ ids: [KENA], finding: finding.id, format: 'GEXF' }),
    'input.ids',
    'BAD_USER_INPUT',
  ],
  ['no ids', () => ({ ids: [], format: 'GEXF' }), 'input.ids', 'BAD_USER_INPUT'],
  ['10,001 ids', () => ({ ids: tooMany, format: 'GEXF' }), 'input.ids', 'BAD_USER_INPUT'],
  ['what is no id', () => ({ ids: ['x'], format: 'GEXF' }), 'input.ids.0', 'BAD_USER_INPUT'],
  [
    'nothing that is there',
    () => ({ ids: [globalId('Station', 'NOWHERE')], format: 'GEXF' }),
    'input.ids',
    'NOT_FOUND',
  ],
  ['no such finding', () => ({ finding: globalId('Finding', 'x'), format: 'GEXF' }), 'input.finding', 'NOT_FOUND'],
  [
    'no such collection',
    () => ({ collection: globalId('Collection', 'x'), format: 'GEXF' }),
    'input.collection',
    'NOT_FOUND',
  ],
  ['a passenger list of a station', () => ({ ids: [KENA], format: 'PAXLST' }), 'input.ids.0', 'BAD_USER_INPUT'],
  ['a passenger list of two runs', () => ({ ids: [RUN, RUN], format: 'PAXLST' }), 'input.ids', 'BAD_USER_INPUT'],
])('%s is refused', async (_, input, field, code) => {
  const { url, userErrors } = await exported(input())
  expect(url).toBeNull()
  expect(userErrors).toMatchObject([{ field, code }])
})

test('eleven exports at once are refused before any is made', async () => {
  const each = Array.from(
    { length: 11 },
    (_, i) => `a${i}: exportGraph(input: { ids: ["${KENA}"], format: GEXF }) { url }`,
  )
  await expect(world.ask(`mutation { ${each.join(' ')} }`)).rejects.toThrow('LIMIT_EXCEEDED')
})

describe('alight export', () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const alight = (...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const { uri, username, password } = testAddress()
    const env = { ...process.env, NODE_OPTIONS: '', NEO4J_URI: uri, NEO4J_USERNAME: username, NEO4J_PASSWORD: password }
    return new Promise(resolve => {
      const child = execFile(
        process.execPath,
        ['--no-warnings', main, 'export', ...argv],
        { env },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      )
    })
  }

  test('writes a file for whoever exports it alone, and says what is not in it', async () => {
    const out = join(scratch(), 'kena.graphml')
    const { code, stdout, stderr } = await alight(
      '--ids',
      KENA,
      globalId('Station', 'NOWHERE'),
      '--format',
      'graphml',
      '--purpose',
      'case 7',
      '--out',
      out,
    )
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('left out or changed: 1 STATION that is not there')
    expect(stderr).toContain(`1 things and 0 ties written to ${out}`)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const { about, things } = readGraphml(readFileSync(out))
    expect([...things.keys()]).toEqual([KENA])
    expect(about).toMatchObject({ exportedBy: 'local', purpose: 'case 7' })
  })

  test('a finding, and a collection by its name', async () => {
    await world.ask('mutation { createCollection(input: { name: "at Kena" }) { collection { id } } }')
    const { collections } = await world.ask('{ collections { nodes { id } } }')
    await world.ask('mutation ($input: AddToCollectionInput!) { addToCollection(input: $input) { added } }', {
      input: { id: collections.nodes[0].id, things: [KENA] },
    })
    const ofCollection = await alight('--collection', 'at Kena', '--format', 'ftm')
    expect(ofCollection.code).toBe(0)
    expect(readFtm(Buffer.from(ofCollection.stdout)).map(({ schema }) => schema)).toContain('Address')
    const ofFinding = await alight('--finding', finding.id, '--format', 'stix')
    expect(ofFinding.code).toBe(0)
    expect(readStix(Buffer.from(ofFinding.stdout)).objects.flatMap(problemsOf)).toEqual([])
  })

  test.each([
    [[], 'expected one of --ids, --finding, --collection and --paxlst, came nothing'],
    [['--ids', KENA], '--format: expected one of graphml, gexf, csv, anx, ftm, stix, came nothing'],
    [['--ids', KENA, '--format', 'pdf'], '--format: expected one of graphml, gexf, csv, anx, ftm, stix, came pdf'],
    [['--ids', 'x', '--format', 'gexf'], '--ids: expected the id of Person or Identity'],
    [['--ids', globalId('Station', 'NOWHERE'), '--format', 'gexf'], 'expected something that is there'],
    [['--collection', 'nowhere', '--format', 'gexf'], '--collection: expected the name of a collection that is there'],
    [['--ids', KENA, '--format', 'gexf', '--out', '/nowhere/kena.gexf'], '--out: expected a file that can be written'],
  ])('%j fails with one line', async (argv, message) => {
    const { code, stdout, stderr } = await alight(...argv)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(message)
    expect(existsSync('/nowhere')).toBe(false)
  })
})
