import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, Unavailable } from '../base/index.ts'
import { sha256 } from './canonical.ts'

const FILE = 'bundle-key.pem'

/** What a service seals bundles with (Ed25519): whoever has its fingerprint can tell its bundles from any others. */
export class SealingKey {
  readonly #private: KeyObject
  /** SubjectPublicKeyInfo, Base64. */
  readonly publicKey: string

  private constructor(privateKey: KeyObject) {
    this.#private = privateKey
    this.publicKey = writtenOut(createPublicKey(privateKey))
  }

  /** The key of a home, made when it is first wanted; only its owner may read it. */
  static of(home: string): SealingKey {
    const path = join(home, FILE)
    try {
      return new SealingKey(createPrivateKey(keptAt(path) ?? makeAt(path)))
    } catch (error) {
      throw new Unavailable(`Bundle: expected the key to seal it with in ${FILE} of ALIGHT_HOME; ${messageOf(error)}`)
    }
  }

  get fingerprint(): string {
    return fingerprintOf(this.publicKey)
  }

  /** Signature over a text in UTF-8, Base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.#private).toString('base64')
  }
}

function keptAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Of two processes that make one at once, both take that of the first: a file appears under its name whole, or not at all. */
function makeAt(path: string): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const own = `${path}.${process.pid}`
  writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true })
  try {
    linkSync(own, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(own)
  }
  return readFileSync(path, 'utf8')
}

/** What a public key is called: SHA-256 of its DER form, in hexadecimal. */
export const fingerprintOf = (publicKey: string): string => sha256(Buffer.from(publicKey, 'base64'))

const writtenOut = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')

/**
 * Whether a signature over a text is of a public key; a key that is none signs nothing, nor one that is written in another
 * way than it is handed out: bytes after its end would be passed over.
 */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    if (key.asymmetricKeyType !== 'ed25519' || writtenOut(key) !== publicKey) return false
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
