import type { IncomingHttpHeaders } from 'node:http'
import { Invalid } from '../base/index.ts'

/** Who asks, and what for, as the request says: until there are accounts, nobody checks it. */
export interface Caller {
  readonly actor: string
  readonly purpose: string | null
}

/** @throws Invalid where a header is too long or holds control characters */
export function callerOf(headers: IncomingHttpHeaders): Caller {
  return {
    actor: textOf(headers, 'x-alight-user', 100) ?? 'local',
    purpose: textOf(headers, 'x-alight-purpose', 500) ?? null,
  }
}

function textOf(headers: IncomingHttpHeaders, name: string, longest: number): string | undefined {
  // Node reads headers as Latin-1; senders write UTF-8.
  const text = Buffer.from(String(headers[name] ?? ''), 'latin1')
    .toString()
    .trim()
  if (text === '') return undefined
  if (text.length > longest) throw new Invalid(`${name}: expected at most ${longest} characters, got ${text.length}`)
  if (/[\p{Cc}\ufffd]/u.test(text)) throw new Invalid(`${name}: expected UTF-8 without control characters, got other`)
  return text
}
