import { z } from 'zod'

/** Of an earlier form nothing is in the world yet; a later one gets a new number, and this is still read. */
export const FORM = 'alight-evidence-bundle/1'

const text = z.string()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Written in the one way there is: the last letter before padding has bits that stand for nothing, and must be 0. */
const base64 = z
  .base64()
  .refine(written => Buffer.from(written, 'base64').toString('base64') === written, 'expected canonical Base64')
const instant = z.iso.datetime()
const count = z.int().nonnegative()

const source = z.strictObject({ name: text, sha256, line: count, receivedAt: instant })

/** A conclusion: what stands behind it, how sure it is, by whom. Null: a fact, as a source stated it. */
const assessed = z.strictObject({ status: text, score: z.number().nullable(), by: text.nullable() }).nullable()

const thing = z.strictObject({
  id: text,
  kind: text,
  key: text,
  label: text,
  properties: z.record(text, z.union([text, z.number(), z.boolean(), z.array(text)])),
  sources: z.array(source),
  /** Where it was stated before, by statements that others have taken the place of; what was known earlier rests on these. */
  earlier: z.array(source),
  assessed,
})

const tie = z.strictObject({
  kind: text,
  says: text,
  from: text,
  to: text,
  /** A source stated it; else it is put together from what sources state. */
  stated: z.boolean(),
  count,
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  sources: z.array(source),
  assessed,
})

const rule = z.strictObject({
  pattern: text,
  version: count,
  parameters: z.record(text, z.number()),
  /** Hash of what was fitted to all facts at the last sweep, and to how many journeys; null: nothing was. */
  fitted: z.strictObject({ sha256, journeys: count }).nullable(),
})

/** How far the graph had come: nothing that it holds was written after this. */
const knownUpTo = z.strictObject({
  /** Of this graph and no other. */
  history: text,
  /** How many of each had been: deliveries, changes, decisions, sweeps, events of findings. */
  counters: z.record(text, count),
  /** How many lines of deliveries had been read. */
  lines: count,
  /** `complete`: all of it was read; else some of what it says may not be known yet. */
  lastDelivery: z
    .strictObject({ number: count, name: text, sha256, receivedAt: instant, complete: z.boolean() })
    .nullable(),
})

/** What was asked and answered, on what facts, and by which rules. */
export const BUNDLE = z.strictObject({
  form: z.literal(FORM),
  madeAt: instant,
  madeBy: text,
  purpose: text.nullable(),
  madeWith: z.strictObject({ name: text, version: text }),
  handling: text,
  about: text,
  question: z.strictObject({
    query: text,
    operationName: text.nullable(),
    variables: z.record(text, z.json()),
    sha256,
  }),
  schema: z.strictObject({ sha256 }),
  rules: z.strictObject({ patterns: z.array(rule), matcher: z.strictObject({ version: count }) }),
  knownUpTo,
  answer: z.strictObject({ data: z.json(), sha256 }),
  /** How sure it had to be that identities are one person, in `things`. */
  identity: text,
  things: z.array(thing),
  ties: z.array(tie),
  leftOut: z.array(z.strictObject({ what: text, count })),
})

export type Bundle = z.infer<typeof BUNDLE>

/** A bundle as it is handed out: sealed with the hash of its canonical text and the signature of the service over that text. */
export const SEALED = z.strictObject({
  bundle: BUNDLE,
  seal: z.strictObject({
    sha256,
    /** Ed25519 (RFC 8032), Base64. */
    signature: base64,
    /** SubjectPublicKeyInfo (RFC 8410), Base64. */
    publicKey: base64,
  }),
})

export type Sealed = z.infer<typeof SEALED>
