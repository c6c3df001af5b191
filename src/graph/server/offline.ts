import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { startOf, Unavailable } from '../../base/index.ts'
import { javaCommand } from './java.ts'
import { classPath } from './process.ts'

/**
 * A graph made beside a stopped server, by `neo4j-admin database import full`, and put in the place of its empty one.
 * All of it lies in one folder of the home: the rows, the new database, and the file `imported` once that is whole. Until
 * then the home's own database is not touched; from then on the next start of the server takes the new one, whoever
 * starts it. Every attempt has a folder of its own: the importer of a killed process may write on for a while.
 */

/** Rows of nodes of some labels, or of ties of one type, with the file that heads them: names inside the folder. */
export interface ImportFile {
  readonly kind: 'nodes' | 'relationships'
  /** `Label:Label` or `TYPE`. */
  readonly name: string
  readonly header: string
  readonly rows: string
  /** Whether texts in it run over lines. */
  readonly multiline: boolean
}

/** What separates cells and list items, and what encloses texts that hold one of these or a line's end: no name holds any. */
export const IMPORT_MARKS = { cell: '\u0001', item: '\u0002', quote: '\u0003' } as const

const FOLDER = 'bulk-'
const IMPORTED = 'imported'
/** Pid and start of the importer, while it runs. */
const IMPORTER = 'importer'
const partsOf = (home: string) => ['databases', 'transactions'].map(part => join(home, 'data', part, 'neo4j'))

/** A folder for an import: private and empty. */
export function openImport(home: string): string {
  const folder = mkdtempSync(join(home, FOLDER))
  mkdirSync(join(folder, 'conf'))
  writeFileSync(join(folder, 'conf', 'neo4j.conf'), 'db.tx_log.preallocate=false\n')
  return folder
}

/**
 * Puts an import that is whole in the place of the home's database, and removes what is left of others; the server must
 * be stopped. Cut short, it goes on where it was.
 */
export function takeImport(home: string): void {
  for (const name of readdirSync(home).filter(name => name.startsWith(FOLDER))) {
    const folder = join(home, name)
    endImporter(folder)
    if (existsSync(join(folder, IMPORTED))) replace(home, folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

function replace(home: string, folder: string): void {
  const places = partsOf(home)
  for (const [i, made] of partsOf(folder).entries()) {
    if (!existsSync(made)) continue
    const place = places[i] as string
    rmSync(place, { recursive: true, force: true })
    mkdirSync(dirname(place), { recursive: true })
    renameSync(made, place)
  }
}

/** Ends the importer that a killed process left behind. */
function endImporter(folder: string): void {
  const file = join(folder, IMPORTER)
  if (!existsSync(file)) return
  const [pid, start] = readFileSync(file, 'utf8').split(' ')
  if (start && startOf(Number(pid)) === start) process.kill(Number(pid), 'SIGKILL')
}

/** Two cores sort and write; each buffer must hold the longest cell, an excerpt that could not be compressed. */
const SETTINGS = ['--id-type=actual', '--read-buffer-size=32m', '--max-off-heap-memory=1g', '-Xmx1g'] as const

/**
 * Makes the database of the rows in the folder of `openImport`. `progress` is told the share that is done, 0 to 1.
 * Returns one line that says what was imported and how long that took.
 * @throws Unavailable with the tool's own last words
 */
export async function runImport(
  folder: string,
  distribution: string,
  files: readonly ImportFile[],
  progress: (done: number) => void,
): Promise<string> {
  const started = performance.now()
  const output = join(folder, 'import.log')
  const descriptor = openSync(output, 'w', 0o600)
  const child = spawn(javaCommand(), argumentsOf(folder, distribution, files), {
    env: { ...process.env, NEO4J_HOME: folder, NEO4J_CONF: join(folder, 'conf') },
    cwd: folder,
    stdio: ['ignore', descriptor, descriptor],
  })
  closeSync(descriptor)
  if (child.pid !== undefined) writeFileSync(join(folder, IMPORTER), `${child.pid} ${startOf(child.pid) ?? ''}`)
  const watch = setInterval(() => progress(shareOf(readFileSync(output, 'utf8'))), 1_000)
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('exit', resolve).once('error', reject),
    )
    if (code !== 0) throw new Unavailable(`neo4j-admin could not import: ${lastWords(readFileSync(output, 'utf8'))}`)
  } finally {
    clearInterval(watch)
  }
  rmSync(join(folder, IMPORTER), { force: true })
  writeFileSync(join(folder, IMPORTED), '')
  const [, nodes = 0, ties = 0] = /(\d+) nodes\s+(\d+) relationships/.exec(readFileSync(output, 'utf8')) ?? []
  return `imported ${nodes} nodes and ${ties} ties in ${((performance.now() - started) / 1000).toFixed(1)} s`
}

function argumentsOf(folder: string, distribution: string, files: readonly ImportFile[]): string[] {
  const admin = SETTINGS.filter(setting => setting.startsWith('--'))
  const java = SETTINGS.filter(setting => !setting.startsWith('--'))
  const code = (mark: string) => `U+${mark.charCodeAt(0).toString(16).padStart(4, '0')}`
  const multiline = files.filter(file => file.multiline).map(({ rows }) => rows)
  return [
    ...java,
    '-XX:+UseParallelGC',
    '-cp',
    classPath(distribution),
    'org.neo4j.cli.AdminTool',
    ...['database', 'import', 'full', 'neo4j'],
    ...admin,
    `--threads=${availableParallelism()}`,
    `--delimiter=${code(IMPORT_MARKS.cell)}`,
    `--array-delimiter=${code(IMPORT_MARKS.item)}`,
    `--quote=${code(IMPORT_MARKS.quote)}`,
    `--report-file=${join(folder, 'import.report')}`,
    ...(multiline.length > 0 ? ['--multiline-fields-format=v2', `--multiline-fields=${multiline.join(',')}`] : []),
    ...files.map(({ kind, name, header, rows }) => `--${kind}=${name}=${header},${rows}`),
  ]
}

const STAGES = 4

/** Four stages, each of which tells its percentages. */
function shareOf(said: string): number {
  const stage = [...said.matchAll(/^\((\d)\/\d\)/gm)].at(-1)
  const [, percent] = [...said.slice(stage?.index).matchAll(/(\d+)% ∆/g)].at(-1) ?? []
  return stage ? (Number(stage[1]) - 1 + Number(percent ?? 0) / 100) / STAGES : 0
}

function lastWords(said: string): string {
  const lines = said.split('\n').filter(line => line.trim() !== '')
  const told = lines.find(line => /error|exception|caused by/i.test(line)) ?? lines.at(-1) ?? 'no reason given'
  return told.trim().slice(0, 200)
}
