import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { ALL_FILES, WORLD_FILES } from '../../seed/index.ts'
import { bytesOf, emptyFolder, recordsOf } from '../seed/folder.ts'
import { alight } from './alight.ts'

const small = ['--persons', '300', '--years', '1', '--seed', '5']

test('a world is written, counted, and what to type next is said', async () => {
  const out = join(emptyFolder(), 'made', 'on the way')
  const { code, stdout, stderr } = await alight('seed', ...small, '--out', out)
  const of = (kind: string) => recordsOf(out).filter(({ record }) => record === kind).length
  expect(code).toBe(0)
  expect(stderr).toMatch(
    /^making 300 persons and their journeys of one year, seed 5\n(Writing \d+ % \| \d+ of 365 days\n)*$/,
  )
  expect(stdout).toContain(`, ${of('run')} runs, ${of('passenger')} journeys, ${of('check')} checks and `)
  expect(stdout).toContain(`written to ${out}`)
  expect(stdout.endsWith(`next: npx alight load '${out}'\n`)).toBe(true)
  expect(readdirSync(out).sort()).toEqual([...WORLD_FILES])
})

test('for machines: the counts as JSON, and nothing else on stdout', async () => {
  const out = emptyFolder()
  const { code, stdout } = await alight('seed', ...small, '--out', out, '--json')
  const counts = JSON.parse(stdout)
  expect(code).toBe(0)
  expect(Object.keys(counts)).toEqual(['persons', 'households', 'runs', 'journeys', 'checks', 'documents'])
  expect(counts.journeys).toBe(recordsOf(out).filter(({ record }) => record === 'passenger').length)
})

test('an earlier world is overwritten', async () => {
  const out = emptyFolder()
  await alight('seed', ...small, '--out', out)
  const first = bytesOf(out)
  await alight('seed', '--persons', '200', '--years', '1', '--out', out)
  expect(bytesOf(out)).not.toEqual(first)
  await alight('seed', ...small, '--out', out)
  expect(bytesOf(out)).toEqual(first)
})

test.each([
  ['0', '0', '-1'],
  ['-1', '11', '4294967296'],
  ['1.5', '1.5', '1.5'],
  ['many', '', 'first'],
  ['1e9', '1e1', '0x10'],
  ['1000000000', '1000000000', '9007199254740993'],
])('--persons %p --years %p --seed %p: each is refused in one message, and nothing is made', async (...came) => {
  const out = join(emptyFolder(), 'world')
  const [persons, years, seed] = came
  const said = await alight('seed', '--persons', persons, '--years', years, '--seed', seed, '--out', out)
  const expected = ([option, most]: string[], value: string) =>
    `--${option}: expected a whole number from ${most}, came ${value || 'nothing'}`
  expect(said).toEqual({
    code: 1,
    stdout: '',
    stderr: `alight: ${expected(['persons', '1 to 5000000'], persons)}; ${expected(['years', '1 to 10'], years)}; ${expected(['seed', '0 to 4294967295'], seed)}\n`,
  })
  expect(existsSync(out)).toBe(false)
})

test.each(['-1', '101', '2%', '0x2', ''])('--noise %p is refused', async came => {
  const { code, stderr } = await alight('seed', `--noise=${came}`, '--out', join(emptyFolder(), 'world'))
  expect(stderr).toBe(`alight: --noise: expected a percentage from 0 to 100, came ${came || 'nothing'}\n`)
  expect(code).toBe(1)
})

test('cases are planted where they are asked for, and the next world without them takes their files away', async () => {
  const out = emptyFolder()
  const { code, stdout } = await alight('seed', ...small, '--plant', 'TICKET_MISMATCH,SHARED_DOCUMENT', '--out', out)
  expect(code).toBe(0)
  expect(stdout).toContain(`what is planted: ${join(out, 'cases.jsonl')}, which is never loaded either\n`)
  expect(readdirSync(out).sort()).toEqual([...ALL_FILES].sort())
  const patterns = readFileSync(join(out, 'cases.jsonl'), 'utf8').trimEnd().split('\n')
  expect(
    new Set(
      patterns
        .map(line => JSON.parse(line))
        .filter(({ tier }) => tier === 'easy')
        .map(({ pattern }) => pattern),
    ),
  ).toEqual(new Set(['TICKET_MISMATCH', 'SHARED_DOCUMENT']))
  await alight('seed', ...small, '--plant', 'none', '--out', out)
  const [plain] = [emptyFolder()]
  await alight('seed', ...small, '--out', plain)
  expect(bytesOf(out)).toEqual(bytesOf(plain))
})

test('a mis-specified world has cases of all patterns, and is another world', async () => {
  const [other, usual] = [emptyFolder(), emptyFolder()]
  expect((await alight('seed', ...small, '--misspecified', '--out', other)).code).toBe(0)
  expect((await alight('seed', ...small, '--plant', 'all', '--out', usual)).code).toBe(0)
  expect(bytesOf(other)['60-passengers.ndjson']).not.toBe(bytesOf(usual)['60-passengers.ndjson'])
  expect(readdirSync(other)).toContain('cases.jsonl')
})

test('a pattern that nobody can plant is refused, and so is a mis-specified world with none', async () => {
  const unknown = await alight('seed', '--plant', 'RELAY_USE,TICKET_MISMATCH', '--out', join(emptyFolder(), 'world'))
  expect(unknown.code).toBe(1)
  expect(unknown.stderr).toMatch(
    /^alight: --plant: expected all, none or names joined by commas of .*, came RELAY_USE\n$/,
  )
  const empty = await alight('seed', '--misspecified', '--plant', 'none', '--out', join(emptyFolder(), 'world'))
  expect(empty.stderr).toBe('alight: --misspecified: expected cases to be planted, came --plant none\n')
})

test('without a folder it says what to do', async () => {
  const { code, stdout, stderr } = await alight('seed')
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: 'alight: --out: expected a folder for the world, came nothing; try --out world\n',
  })
})

test('an option without its value is one line', async () => {
  const { code, stderr } = await alight('seed', '--out')
  expect({ code, stderr }).toEqual({ code: 1, stderr: "alight: option '--out <folder>' argument missing\n" })
})

test('a folder with anything else in it is left as it is', async () => {
  const out = emptyFolder()
  for (const name of [...WORLD_FILES, 'my notes.txt']) writeFileSync(join(out, name), 'mine')
  const { code, stdout, stderr } = await alight('seed', ...small, '--out', out)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toBe(
    `alight: --out: expected a new or empty folder, or one that holds nothing but an earlier world; ${out} holds my notes.txt\n`,
  )
  for (const name of readdirSync(out)) expect(readFileSync(join(out, name), 'utf8')).toBe('mine')
})

test('a folder that cannot be made is one line', async () => {
  const file = join(emptyFolder(), 'file')
  writeFileSync(file, 'mine')
  for (const out of [file, join(file, 'world')]) {
    const { code, stderr } = await alight('seed', ...small, '--out', out)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^alight: --out: expected a folder that can be made and read, came .*\n$/)
  }
  expect(readFileSync(file, 'utf8')).toBe('mine')
})
