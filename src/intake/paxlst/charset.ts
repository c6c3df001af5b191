import { isAscii } from 'node:buffer'
import { Invalid } from '../../base/index.ts'

/** What the syntax identifiers of UNB (ISO 9735-1, code list 0001) stand for; UNOX switches sets by escapes and is refused. */
const ENCODINGS: Readonly<Record<string, string>> = {
  UNOA: 'ascii',
  UNOB: 'ascii',
  UNOC: 'iso-8859-1',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
  UNOW: 'utf-8',
  UNOY: 'utf-8',
}

/** Turns a segment's bytes into text, or undefined where they do not fit the character set. */
export type Decode = (bytes: Buffer) => string | undefined

/** The platform's decoders take 8859-1 and -9 for Windows sets, which differ where ISO has control characters only. */
const hasControls = (bytes: Buffer) => bytes.some(byte => byte >= 0x80 && byte < 0xa0)

/** @throws Invalid for a syntax identifier whose character set is not known */
export function decoderOf(syntax: string): Decode {
  const encoding = Object.hasOwn(ENCODINGS, syntax) ? ENCODINGS[syntax] : undefined
  if (!encoding) throw new Invalid(`expected UNB and one of ${Object.keys(ENCODINGS).join(', ')}, got another`)
  if (encoding === 'ascii') return bytes => (isAscii(bytes) ? bytes.toString('latin1') : undefined)
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return bytes => {
    if (isAscii(bytes)) return bytes.toString('latin1')
    if (encoding !== 'utf-8' && hasControls(bytes)) return undefined
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
}
