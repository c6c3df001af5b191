import { Conflict, Invalid, NotFound } from '../../base/index.ts'
import type { Taken } from '../../decision/index.ts'
import { codeOf } from '../errors.ts'

const NOTHING = { decision: null, persons: [], overrules: [], effect: null }

/** What an act came to, or in its place which part of the input cannot be; what is about no part of it is thrown. */
export async function orUserErrors(act: () => Promise<Taken>) {
  try {
    return { ...(await act()), userErrors: [] }
  } catch (error) {
    const isOfInput = error instanceof Invalid || error instanceof NotFound || error instanceof Conflict
    if (!isOfInput || error.field === null) throw error
    return { ...NOTHING, userErrors: [{ message: error.message, field: `input.${error.field}`, code: codeOf(error) }] }
  }
}
