import { Command } from 'commander'
import { machineOf } from '../machine.ts'
import { positive, wholeNumber } from '../options.ts'
import { openDriver } from './driver.ts'
import { openWorldGraph } from './graph.ts'
import { type Outcome, type Plan, runShape } from './run-shape.ts'
import { SHAPES } from './shapes/index.ts'
import { tableOf } from './table.ts'
import { targetsOf } from './targets.ts'
import { openWays } from './ways/index.ts'

const CLIENTS = 16

/**
 * `npm run bench -- reads [persons] [--rounds N] [--seconds S] [--shapes …] [--ways …]`: reads over a world of `persons`
 * × 2 years (110,000 unless told: 688,234 journeys), which is made and loaded once. For each shape of question every way
 * of answering it is checked against a hand-written statement, warmed, and timed in turn in this one process. Prints a
 * table for each shape and which targets were held; everything shares the machine with Neo4j, so only ratios travel.
 */
export async function benchReads(args: readonly string[]): Promise<void> {
  const command = new Command('bench -- reads')
    .argument('[persons]', 'persons of the world', wholeNumber, 110_000)
    .option('--rounds <number>', 'rounds over all ways', wholeNumber, 5)
    .option('--seconds <number>', 'seconds of each measurement', positive, 1)
    .option('--shapes <names...>', `of ${SHAPES.map(({ name }) => name).join(', ')}`, [])
    .option('--ways <names...>', 'of the ways that a table names', [])
    .parse([...args], { from: 'user' })
  const [persons] = command.processedArgs as [number]
  const { shapes, ...plan } = command.opts<Omit<Plan, 'clients'> & { shapes: string[] }>()
  refuseOthers('--shapes', shapes, SHAPES)
  const server = await openWorldGraph(persons, print)
  const driver = openDriver(server.address)
  try {
    const ways = await openWays(server.address, driver, CLIENTS)
    try {
      refuseOthers('--ways', plan.ways, [...ways.warm, ...ways.apart])
      print(`${await machineOf(driver)}; many clients are ${CLIENTS}`)
      const outcomes: Outcome[] = []
      for (const shape of SHAPES.filter(({ name }) => shapes.length === 0 || shapes.includes(name))) {
        const outcome = await runShape(shape, ways, driver, { ...plan, clients: CLIENTS })
        print(`\n${tableOf(outcome)}`)
        outcomes.push(outcome)
      }
      print(`\n${targetsOf(outcomes)}`)
    } finally {
      await ways.close()
    }
  } finally {
    await driver.close()
    await server.close()
  }
}

function refuseOthers(option: string, given: readonly string[], known: readonly { readonly name: string }[]): void {
  const names = known.map(({ name }) => name)
  const other = given.find(name => !names.includes(name))
  if (other !== undefined) throw new Error(`${option}: expected some of ${names.join(', ')}, got ${other}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
