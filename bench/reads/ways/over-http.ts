import { Pool } from 'undici'
import type { Ask } from './way.ts'

/** GraphQL over real sockets that are kept alive, so many as there are clients at most. */
export class OverHttp {
  readonly #pool: Pool
  readonly #path: string

  constructor(address: string, clients: number) {
    const { origin, pathname } = new URL(address)
    this.#pool = new Pool(origin, { connections: clients, pipelining: 1 })
    this.#path = pathname
  }

  asking(query: string, variables: object): Ask {
    const body = JSON.stringify({ query, variables })
    const headers = { 'content-type': 'application/json' }
    return async () => {
      const response = await this.#pool.request({ method: 'POST', path: this.#path, headers, body })
      const text = await response.body.text()
      if (response.statusCode !== 200) throw new Error(`HTTP: expected 200, got ${response.statusCode}: ${text}`)
      return text
    }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}
