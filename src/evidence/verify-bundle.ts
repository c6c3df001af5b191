import { type Bundle, FORM, SEALED, type Sealed } from './bundle.ts'
import { canonicalText, hashOf, sha256 } from './canonical.ts'
import { questionHash } from './freeze.ts'
import { fingerprintOf, isSignedBy } from './sealing-key.ts'

/** One thing that was looked at: null where nobody can tell from what was given. */
export interface BundleCheck {
  readonly name: 'FORM' | 'CONTENT' | 'SIGNATURE' | 'KEY' | 'QUESTION' | 'ANSWER' | 'FACTS' | 'SOURCES'
  readonly holds: boolean | null
  readonly says: string
}

export interface BundleVerification {
  /** Nothing that was looked at is otherwise than it should be. */
  readonly holds: boolean
  readonly checks: readonly BundleCheck[]
  /** What is in it, as far as its form holds. */
  readonly bundle: Bundle | null
}

/** What is held against a bundle beside itself. */
export interface HeldAgainst {
  /** Fingerprint of the key that is trusted, in hexadecimal. */
  readonly key?: string | undefined
  /** SHA-256 of the deliveries at hand. */
  readonly deliveries?: ReadonlySet<string> | undefined
}

/** Checks a bundle by itself, without a service or a graph. Whatever comes is taken for hostile. */
export function verifyBundle(file: Uint8Array, against: HeldAgainst = {}): BundleVerification {
  const read = readSealed(file)
  if (typeof read === 'string') return judged([check('FORM', false, read)], null)
  const { bundle, seal } = read
  const text = canonicalText(bundle)
  return judged(
    [
      check('FORM', true, `${FORM}, made ${bundle.madeAt} by ${bundle.madeBy}: ${bundle.about}`),
      checkHash('CONTENT', 'the bundle', seal.sha256, sha256(text)),
      check(
        'SIGNATURE',
        isSignedBy(seal.publicKey, text, seal.signature),
        `Ed25519, by the key ${fingerprintOf(seal.publicKey)}`,
      ),
      checkKey(seal.publicKey, against.key),
      checkHash('QUESTION', 'the question', bundle.question.sha256, questionHash(bundle.question)),
      checkHash('ANSWER', 'the answer', bundle.answer.sha256, hashOf(bundle.answer.data)),
      checkFacts(bundle),
      checkSources(bundle, against.deliveries),
    ],
    bundle,
  )
}

function judged(checks: readonly BundleCheck[], bundle: Bundle | null): BundleVerification {
  return { holds: checks.every(({ holds }) => holds !== false), checks, bundle }
}

const check = (name: BundleCheck['name'], holds: boolean | null, says: string): BundleCheck => ({ name, holds, says })

/** The bundle in a file, or what is wrong with its form. */
function readSealed(file: Uint8Array): Sealed | string {
  const text = textOf(file)
  if (text === undefined) return 'expected a file in UTF-8, came something else'
  try {
    const value: unknown = JSON.parse(text)
    const { success, error } = SEALED.safeParse(value)
    if (!success) {
      const [issue] = error.issues
      return `expected ${FORM}, came something else at ${issue?.path.join('.').slice(0, 100) || 'its root'}: ${issue?.message.slice(0, 200)}`
    }
    // Twice the same key, other blanks, other numbers: what one program reads another might read otherwise.
    if (text !== `${canonicalText(value)}\n`)
      return 'expected the file as it was handed out (canonical JSON by RFC 8785 on one line), came one that was written anew'
    // As it was read, and not as it was checked: a check leaves out what it does not know of, such as keys `__proto__`.
    return value as Sealed
  } catch (error) {
    // Brackets inside each other by the thousand end the stack.
    return error instanceof SyntaxError || error instanceof RangeError
      ? 'expected JSON, came something else or only a part of it'
      : 'expected JSON in Unicode, came something else'
  }
}

function textOf(file: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file)
  } catch {
    return undefined
  }
}

function checkHash(name: BundleCheck['name'], what: string, said: string, is: string): BundleCheck {
  const says =
    said === is
      ? `SHA-256 ${is} is that of ${what}`
      : `expected SHA-256 ${said} of ${what}, it is ${is}: it was altered`
  return check(name, said === is, says)
}

function checkKey(publicKey: string, trusted: string | undefined): BundleCheck {
  const came = fingerprintOf(publicKey)
  if (trusted === undefined)
    return check(
      'KEY',
      null,
      'whose key it is this file cannot tell: compare it with that of the service, or give it as --key',
    )
  const same = trusted.toLowerCase() === came
  return check('KEY', same, same ? 'it is the key that was given' : `expected the key ${trusted}, came ${came}`)
}

/** Ends of ties are among the things. */
function checkFacts({ things, ties, leftOut }: Bundle): BundleCheck {
  const ids = new Set(things.map(({ id }) => id))
  const loose = ties.filter(({ from, to }) => !ids.has(from) || !ids.has(to)).length
  const left = leftOut.map(({ what, count }) => `${count} ${what}`).join('; ')
  const told = `${things.length} things and ${ties.length} ties${left && `; left out: ${left}`}`
  return check('FACTS', loose === 0, loose === 0 ? told : `expected ties among the things, ${loose} lead elsewhere`)
}

/** Every delivery that is named is at hand, where some are given. */
function checkSources(bundle: Bundle, deliveries: HeldAgainst['deliveries']): BundleCheck {
  const named = deliveriesNamed(bundle)
  const count = named.size === 1 ? '1 delivery is named' : `${named.size} deliveries are named`
  if (!deliveries)
    return check('SOURCES', null, `${count}: give the files as --deliveries to see whether they are those`)
  const missing = [...named].filter(([one]) => !deliveries.has(one)).map(([one, name]) => `${name} (SHA-256 ${one})`)
  if (missing.length === 0) return check('SOURCES', true, `${count}, all at hand`)
  const more = missing.length > MOST_NAMED ? `, and ${missing.length - MOST_NAMED} more` : ''
  return check('SOURCES', false, `${count}; not at hand, or altered: ${missing.slice(0, MOST_NAMED).join(', ')}${more}`)
}

const MOST_NAMED = 5

/** Names of the deliveries that anything in a bundle names, by their SHA-256: sources of things, and what the answer tells. */
function deliveriesNamed({ things, ties, answer }: Bundle): Map<string, string> {
  const sources = [
    ...things.flatMap(({ sources, earlier }) => [...sources, ...earlier]),
    ...ties.flatMap(one => one.sources),
  ]
  const named = new Map<string, string>()
  JSON.parse(JSON.stringify(answer.data), (key, value) => {
    if (key === 'sha256' && typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) named.set(value, 'in the answer')
    return value
  })
  for (const { sha256, name } of sources) named.set(sha256, name)
  return named
}
