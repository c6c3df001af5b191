import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { Invalid, readConfig } from '../../src/base/index.ts'

test('without settings: port 4000 of this machine, the managed server, the small world', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    neo4j: undefined,
    database: 'neo4j',
    seed: 'small',
    uploadLimit: 2 ** 30,
  })
})

test('an empty setting is as good as none', () => {
  expect(readConfig({ PORT: '', NEO4J_URI: '' })).toMatchObject({ port: 4000, neo4j: undefined })
})

test('every wrong setting is named in one message, with what was expected and what came', () => {
  const wrong = { PORT: '70000', ALIGHT_SEED: 'huge', NEO4J_URI: 'http://x', LOG_LEVEL: 'loud' }
  expect(() => readConfig(wrong)).toThrow(
    new Invalid(
      'Settings: PORT: expected a whole number from 0 to 65535, came 70000; ' +
        'NEO4J_URI: expected neo4j://… or bolt://…, came something else; ' +
        'ALIGHT_SEED: expected small or none, came huge; ' +
        'LOG_LEVEL: expected fatal, error, warn, info, debug, trace or silent, came loud; ' +
        'NEO4J_PASSWORD: expected with NEO4J_URI, came nothing',
    ),
  )
})

test.each(['many', '-1', '1.5', ' ', '0x50', '1e3', '65536'])('port %p is refused', PORT => {
  expect(() => readConfig({ PORT })).toThrow(`PORT: expected a whole number from 0 to 65535, came ${PORT}`)
})

test.each(['0', '65537', '1.5', '1 GiB', '-1'])('an upload limit of %p MiB is refused', ALIGHT_UPLOAD_LIMIT => {
  expect(() => readConfig({ ALIGHT_UPLOAD_LIMIT })).toThrow(
    `ALIGHT_UPLOAD_LIMIT: expected a whole number of MiB from 1 to 65536, came ${ALIGHT_UPLOAD_LIMIT}`,
  )
})

test('a password in a wrong address is not repeated', () => {
  const wrong = { NEO4J_URI: 'http://neo4j:wonderland@x', NEO4J_PASSWORD: 'wonderland' }
  expect(() => readConfig(wrong)).toThrow(/^(?!.*wonderland)/)
})

test('an address without a password is refused', () => {
  expect(() => readConfig({ NEO4J_URI: 'bolt://localhost:7687' })).toThrow(
    'NEO4J_PASSWORD: expected with NEO4J_URI, came nothing',
  )
})

/** What a process started in the folder makes of its settings. */
function configIn(folder: string, env: Record<string, string>) {
  const base = new URL('../../src/base/index.ts', import.meta.url).href
  const script = `import(${JSON.stringify(base)}).then(({ processConfig }) => console.log(JSON.stringify(processConfig()))).catch(({ name, message }) => console.log(JSON.stringify({ name, message })))`
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: folder, env, encoding: 'utf8' }))
}

test('.env in the working folder is read; the environment wins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alight-settings-'))
  writeFileSync(join(folder, '.env'), 'PORT=4100\nLOG_LEVEL=warn\n# HOST=0.0.0.0\n')
  const found = configIn(folder, { PORT: '4200' })
  expect(found).toMatchObject({ port: 4200, logLevel: 'warn', host: '127.0.0.1' })
})

test('wrong settings of .env and of the environment are named in one message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alight-settings-'))
  writeFileSync(join(folder, '.env'), 'PORT=many\n')
  expect(configIn(folder, { ALIGHT_SEED: 'huge' })).toEqual({
    name: 'Invalid',
    message:
      'Settings: PORT: expected a whole number from 0 to 65535, came many; ALIGHT_SEED: expected small or none, came huge',
  })
})

test('a .env that cannot be read is said so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alight-settings-'))
  mkdirSync(join(folder, '.env'))
  expect(configIn(folder, {})).toMatchObject({
    name: 'Invalid',
    message: expect.stringMatching(/^Settings: \.env: expected a file/),
  })
})

test('.env.example names every setting, and is right as it stands', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const given = Object.fromEntries(
    [...example.matchAll(/^#? ?([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  )
  expect(Object.keys(given).sort()).toEqual(
    'ALIGHT_HOME ALIGHT_OPERATIONS ALIGHT_OPERATIONS_ONLY ALIGHT_SEED ALIGHT_SWEEPS ALIGHT_UPLOAD_LIMIT ALIGHT_WEBHOOK_HOSTS HOST LOG_LEVEL NEO4J_DATABASE NEO4J_PASSWORD NEO4J_URI NEO4J_USERNAME PORT'.split(
      ' ',
    ),
  )
  expect({ ...readConfig({ ...given, NEO4J_URI: '', ALIGHT_OPERATIONS: '', ALIGHT_WEBHOOK_HOSTS: '' }) }).toEqual(
    readConfig({}),
  )
  expect(readConfig(given).neo4j?.uri).toBe(given.NEO4J_URI)
  expect(readConfig(given).operations).toMatch(/operations$/)
})

test('known operations: a folder, and whether nothing else is answered', () => {
  expect(readConfig({})).toMatchObject({ operations: undefined, operationsOnly: false })
  expect(readConfig({ ALIGHT_OPERATIONS: '/srv/operations', ALIGHT_OPERATIONS_ONLY: 'true' })).toMatchObject({
    operations: '/srv/operations',
    operationsOnly: true,
  })
  expect(() => readConfig({ ALIGHT_OPERATIONS_ONLY: 'true' })).toThrow(
    'ALIGHT_OPERATIONS: expected with ALIGHT_OPERATIONS_ONLY, came nothing',
  )
  expect(() => readConfig({ ALIGHT_OPERATIONS_ONLY: 'yes' })).toThrow(
    'ALIGHT_OPERATIONS_ONLY: expected true or false, came yes',
  )
})

test('times of sweeps: cron, for some patterns if they stand before it', () => {
  const times = (text: string) => readConfig({ ALIGHT_SWEEPS: text }).sweeps
  expect(readConfig({}).sweeps).toEqual([{ cron: '0 3 * * *', patterns: undefined }])
  expect(times('none')).toEqual([])
  expect(times('0 * * * *; SHARED_DOCUMENT,TICKET_MISMATCH  5 4 * * 1')).toEqual([
    { cron: '0 * * * *', patterns: undefined },
    { cron: '5 4 * * 1', patterns: ['SHARED_DOCUMENT', 'TICKET_MISMATCH'] },
  ])
  for (const wrong of ['daily', '0 3 * *', ';', '0 3 * * * *'])
    expect(() => times(wrong)).toThrow('ALIGHT_SWEEPS: expected none, or times such as 0 3 * * *')
})
