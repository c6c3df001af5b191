import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const seed = fileURLToPath(new URL('../../seed', import.meta.url))
const files = readdirSync(seed, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const imports = files.flatMap(file =>
  [...readFileSync(join(seed, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, to]) => ({ file, to: to as string })),
)

test('the makers of worlds need nothing but Node and each other', () => {
  const outside = imports.filter(
    ({ file, to }) => !to.startsWith('node:') && relative(seed, resolve(seed, dirname(file), to)).startsWith('..'),
  )
  const packages = imports.filter(({ to }) => !to.startsWith('node:') && !to.startsWith('.'))
  expect([...outside, ...packages]).toEqual([])
})

test('the makers do not know what is expected of the service', () => {
  const knowing = imports.filter(({ file, to }) => /expected\//.test(to) && !/^(expected\/|make-small)/.test(file))
  expect(knowing).toEqual([])
})
