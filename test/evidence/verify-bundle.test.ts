import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SealingKey, seal, verifyBundle } from '../../src/evidence/index.ts'
import { alight } from '../cli/alight.ts'
import { scratch } from '../delivery.ts'
import { aBundle, DELIVERED } from './a-bundle.ts'
import { plainCanonical } from './plain-canonical.ts'

const home = scratch()
const key = SealingKey.of(home)
const sealed = (bundle: unknown = aBundle()) => seal(bundle as never, key).text
const verified = (text: string | Uint8Array, against = {}) => verifyBundle(Buffer.from(text), against)
const failing = (text: string | Uint8Array, against = {}) =>
  verified(text, against).checks.flatMap(({ name, holds }) => (holds === false ? [name] : []))

describe('a bundle', () => {
  test('as it was handed out holds; what nobody can tell from it is left open', () => {
    const { holds, checks, bundle } = verified(sealed())
    expect(holds).toBe(true)
    expect(bundle).toEqual(aBundle())
    expect(Object.fromEntries(checks.map(({ name, holds }) => [name, holds]))).toEqual({
      FORM: true,
      CONTENT: true,
      SIGNATURE: true,
      KEY: null,
      QUESTION: true,
      ANSWER: true,
      FACTS: true,
      SOURCES: null,
    })
  })

  test('does not hold with any one character altered, taken out or put in', () => {
    const text = sealed()
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('alter', 'take', 'put'),
        fc.string({ minLength: 1, maxLength: 1 }),
        (at, how, by) => {
          const altered = text.slice(0, at) + (how === 'take' ? '' : by) + text.slice(how === 'put' ? at : at + 1)
          expect(verified(altered).holds).toBe(altered === text)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('does not hold with another letter of its signature that stands for the same bytes', () => {
    const text = sealed()
    const { signature } = JSON.parse(text).seal as { signature: string }
    const last = signature.at(-3) as string
    const alike = String.fromCharCode(last.charCodeAt(0) + 1)
    const altered = `${signature.slice(0, -3)}${alike}==`
    expect(Buffer.from(altered, 'base64')).toEqual(Buffer.from(signature, 'base64'))
    expect(failing(text.replace(signature, altered))).toEqual(['FORM'])
  })

  test('does not hold with bytes after the end of its key', () => {
    const text = sealed()
    const { publicKey } = JSON.parse(text).seal as { publicKey: string }
    expect(failing(text.replace(publicKey, `${publicKey.slice(0, -1)}A`))).toEqual(['SIGNATURE'])
  })

  test.each([
    ['somebody else', (b: Bundle) => ({ ...b, madeBy: 'eve' }), ['CONTENT', 'SIGNATURE']],
    [
      'another answer',
      (b: Bundle) => ({ ...b, answer: { ...b.answer, data: {} } }),
      ['CONTENT', 'SIGNATURE', 'ANSWER'],
    ],
    [
      'another question',
      (b: Bundle) => ({ ...b, question: { ...b.question, variables: { run: 'x' } } }),
      ['CONTENT', 'SIGNATURE', 'QUESTION'],
    ],
    ['fewer things', (b: Bundle) => ({ ...b, things: b.things.slice(1) }), ['CONTENT', 'SIGNATURE', 'FACTS']],
  ])('of %s, well written, shows where it was altered', (_, alter, expected) => {
    const { bundle, seal } = JSON.parse(sealed())
    expect(failing(`${plainCanonical({ bundle: alter(bundle), seal })}\n`)).toEqual(expected)
  })

  test('does not hold with a key put in that a check would leave out', () => {
    const text = sealed()
    for (const [at, into] of [
      ['"answer":{"data":{', '"__proto__":{"finding":"forged"},'],
      ['"variables":{', '"__proto__":{"run":"forged"},'],
      ['"properties":{', '"__proto__":"forged",'],
      ['"counters":{', '"__proto__":1,'],
      ['"parameters":{', '"__proto__":1,'],
    ] as const) {
      expect(text).toContain(at)
      const forged = text.replace(at, at + into)
      expect(failing(forged.replace(',}', '}'), { key: key.fingerprint })).not.toEqual([])
    }
  })

  test('that somebody sealed anew by a key of their own holds by itself, and not by the key that is trusted', () => {
    const theirs = SealingKey.of(scratch())
    const { text } = seal({ ...aBundle(), madeBy: 'eve' }, theirs)
    expect(failing(text)).toEqual([])
    expect(failing(text, { key: theirs.fingerprint.toUpperCase() })).toEqual([])
    expect(failing(text, { key: key.fingerprint })).toEqual(['KEY'])
  })

  test.each(['rsa', 'ed448', 'x25519'] as const)('signed with a key of %s does not hold', kind => {
    const { privateKey, publicKey } = generateKeyPairSync(kind as 'rsa', { modulusLength: 2_048 })
    const { bundle, seal } = JSON.parse(sealed())
    const signature =
      kind === 'x25519'
        ? seal.signature
        : sign(null, Buffer.from(plainCanonical(bundle)), privateKey).toString('base64')
    const its = { ...seal, signature, publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') }
    expect(failing(`${plainCanonical({ bundle, seal: its })}\n`)).toEqual(['SIGNATURE'])
  })

  test.each([
    ['nothing', ''],
    ['a part', sealed().slice(0, -100)],
    ['other JSON', '{"bundle": 1}'],
    ['a list', '[]'],
    ['no JSON', '<bundle/>'],
    ['brackets by the thousand', '['.repeat(1_000_000)],
    [
      'an answer of brackets by the thousand',
      sealed().replace('"answer":{"data":', `"answer":{"data":${'['.repeat(200_000)}${']'.repeat(200_000)},"was":`),
    ],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['a mark of byte order before it', `\ufeff${sealed()}`],
    ['other blanks', JSON.stringify(JSON.parse(sealed()), null, 2)],
    ['no end of line', sealed().trimEnd()],
    ['the same key twice', sealed().replace('{"bundle":{', '{"bundle":{},"bundle":{')],
    ['half a surrogate pair', sealed().replace('"madeBy":"local"', '"madeBy":"\\ud800"')],
    ['more than it should hold', sealed().replace('{"bundle":', '{"also":1,"bundle":')],
    ['a form of later days', sealed().replace('alight-evidence-bundle/1', 'alight-evidence-bundle/9')],
  ])('that is %s is said to be none', (_, text) => {
    const { holds, checks, bundle } = verified(text)
    expect([holds, bundle, checks.length, checks[0]?.name, checks[0]?.holds]).toEqual([false, null, 1, 'FORM', false])
    expect(checks[0]?.says).toMatch(/^expected .*came /s)
    expect(checks[0]?.says.length).toBeLessThan(400)
  })

  test('names the deliveries too that its answer tells of, and those of earlier statements', () => {
    const [cited, before] = ['cd'.repeat(32), 'ef'.repeat(32)]
    const data = { finding: { evidence: [{ source: { delivery: { sha256: cited }, line: 4 } }] } }
    const [first, ...others] = aBundle().things
    const earlier = [{ name: 'before.ndjson', sha256: before, line: 1, receivedAt: '2026-11-28T10:00:00Z' }]
    const text = sealed({
      ...aBundle(),
      answer: { data, sha256: '0'.repeat(64) },
      things: [{ ...first, earlier }, ...others],
    })
    const { checks } = verified(text, { deliveries: new Set([DELIVERED]) })
    expect(checks.at(-1)?.says).toContain(`before.ndjson (SHA-256 ${before})`)
    expect(checks.at(-1)?.says).toContain(cited)
  })

  test('says which deliveries that it names are not at hand', () => {
    const text = sealed()
    expect(failing(text, { deliveries: new Set([DELIVERED]) })).toEqual([])
    const { checks } = verified(text, { deliveries: new Set(['0'.repeat(64)]) })
    expect(checks.at(-1)).toMatchObject({ name: 'SOURCES', holds: false })
    expect(checks.at(-1)?.says).toContain(`not at hand, or altered: lists.ndjson (SHA-256 ${DELIVERED})`)
  })
})

type Bundle = ReturnType<typeof aBundle>

test('the key of a home is made once, whole, and for its owner alone', () => {
  const folder = scratch()
  const [one, two] = [SealingKey.of(folder), SealingKey.of(folder)]
  expect(two.fingerprint).toBe(one.fingerprint)
  expect(one.fingerprint).not.toBe(key.fingerprint)
  const [file, ...others] = readdirSync(folder)
  expect([file, others]).toEqual(['bundle-key.pem', []])
  expect(statSync(join(folder, 'bundle-key.pem')).mode & 0o777).toBe(0o600)
  writeFileSync(join(folder, 'bundle-key.pem'), 'no key')
  expect(() => SealingKey.of(folder)).toThrow('expected the key to seal it with in bundle-key.pem of ALIGHT_HOME')
})

describe('alight verify-bundle', () => {
  const folder = scratch()
  const at = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const lists = at('lists.ndjson', `${readFileSync(new URL('a-bundle.ts', import.meta.url), 'utf8').length}\n`)

  test('says what holds, and what was not looked at; exit code 0', async () => {
    const { code, stdout, stderr } = await alight('verify-bundle', at('good.json', sealed()), '--key', key.fingerprint)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`✓ key       it is the key that was given\n`)
    expect(stdout).toMatch(/\nnot looked at: sources; else as it was sealed\n$/)
  })

  test('for machines', async () => {
    const { code, stdout } = await alight('verify-bundle', at('good.json', sealed()), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ holds: true, madeBy: 'local', about: 'a question', purpose: 'case 7' })
  })

  test('of one that was altered: exit code 1', async () => {
    const text = sealed().replace('"madeBy":"local"', '"madeBy":"other"')
    const { code, stdout } = await alight('verify-bundle', at('bad.json', text))
    expect(code).toBe(1)
    expect(stdout).toContain('✗ signature ')
    expect(stdout).toMatch(/\nnot to be relied on\n$/)
  })

  test('shows nothing of a file as anything but text', async () => {
    const { stdout } = await alight(
      'verify-bundle',
      at('paint.json', sealed({ ...aBundle(), madeBy: '\u001b[2Jeve\u202e' })),
    )
    expect(stdout).toContain('by \ufffd[2Jeve\ufffd: a question')
  })

  test('reads deliveries', async () => {
    const { code, stdout } = await alight('verify-bundle', at('good.json', sealed()), '--deliveries', lists)
    expect(code).toBe(1)
    expect(stdout).toContain('✗ sources   1 delivery is named; not at hand, or altered: lists.ndjson')
  })

  test.each([
    [['nowhere.json'], /expected a bundle that can be read at nowhere.json; ENOENT/],
    [[folder], /expected a bundle that can be read at .*; (EISDIR|expected a file, came something else)/],
    [[join(folder, 'pipe')], /expected a file, came something else/],
    [['/dev/zero'], /expected a file, came something else/],
    [[join(folder, 'good.json'), '--key', 'abc'], /--key: expected a fingerprint of 64 hexadecimal digits, came "abc"/],
    [[join(folder, 'good.json'), '--deliveries', '/nowhere'], /Nothing at \/nowhere: expected a file or a folder/],
  ])('%j is refused in one line', async (argv, message) => {
    if (!existsSync(join(folder, 'pipe'))) execFileSync('mkfifo', [join(folder, 'pipe')])
    at('good.json', sealed())
    const { code, stdout, stderr } = await alight('verify-bundle', ...argv)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
