import type { Answer } from '../api/service.ts'
import type { Cursors } from './cursors.ts'
import type { Expected, Failure } from './naive/bubbling.ts'

/** What is wrong with an answer of the service; nothing: it is what was expected, its errors included. */
export function differences({ status, data, errors = [] }: Answer, expected: Expected, cursors: Cursors): string[] {
  const given = errors.map(({ path = [], message, extensions: { code } }) => ({ path, message, code }))
  const told = new Set(given.map(written))
  const possible = new Set(expected.possible.map(written))
  // As text: an answer's fields stand in the order in which they were asked for.
  const [came, due] = [JSON.stringify(data), JSON.stringify(cursors.shown(expected.data))]
  return [
    ...(status === 200 ? [] : [`status: expected 200, got ${status}`]),
    ...(came === due ? [] : [`data: expected\n${due}\ngot\n${came}`]),
    ...given.map(written).flatMap(error => (possible.has(error) ? [] : [`error that nothing explains: ${error}`])),
    ...(told.size === given.length ? [] : ['one error told twice']),
    ...expected.needed.flatMap(anyOf =>
      anyOf.some(error => told.has(written(error))) ? [] : [`no error told of ${anyOf.map(written).join(' or ')}`],
    ),
  ]
}

const written = ({ path, message, code }: Failure) => JSON.stringify([path, code, message])
