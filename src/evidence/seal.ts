import type { Bundle, Sealed } from './bundle.ts'
import { canonicalText, sha256 } from './canonical.ts'
import type { SealingKey } from './sealing-key.ts'

/** A bundle as a file: one line of canonical JSON. */
export function seal(bundle: Bundle, key: SealingKey): { readonly text: string; readonly sha256: string } {
  const text = canonicalText(bundle)
  const sealed: Sealed = {
    bundle,
    seal: { sha256: sha256(text), signature: key.sign(text), publicKey: key.publicKey },
  }
  return { text: `${canonicalText(sealed)}\n`, sha256: sealed.seal.sha256 }
}
