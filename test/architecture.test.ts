import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Who may import whom: a room imports only rooms before it; doors import rooms, never each other; nobody imports main. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  base: [],
  graph: ['base'],
  rail: ['base', 'graph'],
  document: ['base', 'graph', 'rail'],
  person: ['base', 'graph', 'rail', 'document'],
  journey: ['base', 'graph', 'rail', 'document', 'person'],
  intake: ['base', 'graph', 'rail', 'document', 'person', 'journey'],
  link: ['base', 'graph', 'rail', 'document', 'person', 'journey'],
  pattern: ['base', 'graph', 'rail', 'document', 'person', 'journey'],
  finding: ['base', 'graph', 'person', 'pattern'],
  evidence: ['base', 'graph', 'person', 'pattern', 'finding', 'link'],
  evaluation: ['base', 'graph', 'pattern'],
  decision: ['base', 'graph', 'rail', 'document', 'person', 'journey', 'pattern', 'finding'],
  api: [
    'base',
    'graph',
    'rail',
    'document',
    'person',
    'journey',
    'intake',
    'link',
    'pattern',
    'finding',
    'decision',
    'evidence',
  ],
  schedule: ['base', 'graph', 'pattern', 'finding'],
  cli: [
    'base',
    'graph',
    'rail',
    'document',
    'person',
    'journey',
    'intake',
    'link',
    'pattern',
    'finding',
    'evidence',
    'evaluation',
    'seed',
  ],
  web: [],
  main: ['base', 'graph', 'intake', 'link', 'pattern', 'finding', 'api', 'schedule', 'cli', 'web', 'seed'],
  seed: [],
}

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(root, folder, name))

function roomOf(file: string): string {
  const [top, room] = relative(root, file).split(sep)
  if (top === 'seed') return 'seed'
  return room === 'main.ts' ? 'main' : (room ?? '')
}

interface Import {
  readonly from: string
  readonly to: string
}

const imports: Import[] = [...files('src'), ...files('seed')].flatMap(from =>
  [...readFileSync(from, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+\.ts)'/g)].map(match => ({
    from,
    to: resolve(dirname(from), match[1] as string),
  })),
)

const shown = ({ from, to }: Import) => `${relative(root, from)} imports ${relative(root, to)}`

test('a room imports only rooms before it; doors import rooms, never each other; nobody imports main', () => {
  const broken = imports.filter(
    ({ from, to }) => roomOf(from) !== roomOf(to) && !MAY_IMPORT[roomOf(from)]?.includes(roomOf(to)),
  )
  expect(broken.map(shown)).toEqual([])
})

test('rooms are entered by their index', () => {
  const broken = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to) && !to.endsWith(`${sep}index.ts`))
  expect(broken.map(shown)).toEqual([])
})

test('every folder of src is a room or a door that this test knows', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory())
  expect(rooms.map(({ name }) => name).filter(name => !(name in MAY_IMPORT))).toEqual([])
})

test('no file is called by what it is not', () => {
  const vague = [...files('src'), ...files('seed')].filter(file =>
    /\/(util|utils|helpers?|common|lib|misc|types)(\/|\.ts$)/.test(file),
  )
  expect(vague.map(file => relative(root, file))).toEqual([])
})
