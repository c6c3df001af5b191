import { writeId } from '../../../src/api/global-id.ts'
import { instantText } from '../../../src/base/index.ts'

/** Parts of an answer from lists of values, in the order in which the statements return them. */

export type Values = readonly unknown[]

export const instant = (time: unknown) => (time === null ? null : instantText(time as number))

export const person = ([id, displayName]: Values) => ({ id: writeId('Person', id as string), displayName })

/** Every item of a list of lists. */
export const each = <T>(list: unknown, part: (values: Values) => T): T[] => (list as Values[]).map(part)
