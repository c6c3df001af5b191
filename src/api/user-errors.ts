import { Conflict, Forbidden, Invalid, NotFound } from '../base/index.ts'
import { codeOf } from './errors.ts'

/** What an input says that cannot be. */
interface UserError {
  readonly message: string
  readonly field: string
  readonly code: string | undefined
}

interface WithErrors {
  readonly userErrors: readonly UserError[]
}

/** What an act came to, or in its place which part of the input cannot be; what is about no part of it is thrown. */
export async function orUserErrors<T extends object, N extends object>(
  act: () => Promise<T>,
  nothing: N,
): Promise<(T & WithErrors) | (N & WithErrors)> {
  try {
    return { ...(await act()), userErrors: [] as readonly UserError[] }
  } catch (error) {
    const isOfInput =
      error instanceof Invalid || error instanceof NotFound || error instanceof Conflict || error instanceof Forbidden
    if (!isOfInput || error.field === null) throw error
    const { message, field } = error
    return { ...nothing, userErrors: [{ message, field: `input.${field}`, code: codeOf(error) }] }
  }
}
