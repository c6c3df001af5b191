import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Forbidden, Invalid } from '../../base/index.ts'

/** Where findings may be sent to. */
export interface AddressRules {
  /** Hosts, as addresses name them (`host` or `host:port`), to which alone it may be; empty: every public host, by TLS. */
  readonly hosts: readonly string[]
}

const LONGEST = 2_000

/**
 * An address that findings may be sent to.
 * @throws Invalid for what is no such address; Forbidden for a host that is not to be sent to
 */
export function checkAddress(text: string, { hosts }: AddressRules): URL {
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined
  const isNamed = url !== undefined && isAllowed(url, hosts)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isNamed)))
    throw new Invalid(
      `url: expected https://… or, for hosts that the service is set to send to, http://…, got ${url ? `${url.protocol}//…` : 'no address'}`,
      { field: 'url' },
    )
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw new Invalid('url: expected an address without user name, password and #, got one with', { field: 'url' })
  if (hosts.length > 0 ? !isNamed : !isPublicName(url.hostname))
    throw new Forbidden(
      `url: expected a host that the service may send to (ALIGHT_WEBHOOK_HOSTS), got ${url.hostname.slice(0, 100)}`,
      { field: 'url' },
    )
  return url
}

const isAllowed = ({ hostname, host }: URL, hosts: readonly string[]) =>
  hosts.includes(hostname) || hosts.includes(host)

/** A name may still lead to an address that is not: see {@link publicLookup}. */
function isPublicName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(bare)) return isPublic(bare)
  return bare.includes('.') && !/(^|\.)(localhost|local|internal|home\.arpa)$/i.test(bare)
}

/** Private, loopback and link-local addresses are inside: who may have findings sent may not reach what stands there. */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast'
}

/** Finds the addresses of a name, and refuses those that are inside: names may change where they lead after they were checked. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const found = error ? [] : addresses.filter(({ address }) => isPublic(address))
    const [first] = found
    if (error || !first) callback(error ?? new Error(`${hostname} leads to no public address`), '', 0)
    else if (options.all) callback(null, found)
    else callback(null, first.address, first.family)
  })
}
