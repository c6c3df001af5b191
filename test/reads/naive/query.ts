import { globalId } from '../../api/service.ts'
import { type About, type Args, only, refuse, sorted, thing } from './about.ts'
import { decisions, decisionsList } from './decisions.ts'
import { deliveries, parkedList, sourcesList } from './deliveries.ts'
import { documents, documentsList } from './documents.ts'
import { journeys } from './journeys.ts'
import { type List, page, rows } from './page.ts'
import { persons, personsList } from './persons.ts'
import { rail, runsList } from './rail.ts'

/** Everything that has an id, with the fields beside it. */
export const FIELDS = { ...rail, ...documents, ...persons, ...journeys, ...deliveries, ...decisions }

/** What a global id names; a person is found by the id of any of its identities too. */
function find(id: string, { copy, persons: known }: About, wanted?: string) {
  const [typeName = '', key] = Buffer.from(id, 'base64url').toString().split(/:(.*)/s)
  if (!key || !(typeName in FIELDS) || globalId(typeName, key) !== id)
    return refuse(`id: expected an id as it was given out, got ${JSON.stringify(id.slice(0, 60))}`)
  if (wanted !== undefined && typeName !== wanted && !(wanted === 'Person' && typeName === 'Identity'))
    return refuse(`id: expected the id of a ${wanted}, got that of a ${typeName}`)
  if ((wanted ?? typeName) !== 'Person') return only(typeName, [copy.find(typeName, key)])
  const identity = copy.find('Identity', key)
  return identity ? only('Person', known.of(identity)) : null
}

/** One of many may fail by itself. */
function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const all =
  (list: List, typeName: string) =>
  (args: Args, about: About): unknown =>
    page(list, rows(typeName, about.copy.all(typeName)), args, about)

export const QUERY: Readonly<Record<string, (args: Args, about: About) => unknown>> = {
  node: ({ id }, about) => find(String(id), about),
  nodes: ({ ids }, about) => (ids as string[]).map(id => attempt(() => find(id, about))),
  person: ({ id }, about) => find(String(id), about, 'Person'),
  persons: (args, about) => page(personsList, rows('Person', about.persons.all), args, about),
  document: ({ type, issuer, number }, { copy }) => {
    const printed = String(number).toUpperCase().replace(/[\s-]/g, '')
    return only('Document', [
      copy.all('Document').find(({ properties: known }) => {
        return known.type === type && known.issuer === issuer && known.number === printed
      }),
    ])
  },
  documents: all(documentsList, 'Document'),
  trainRun: ({ run }, { copy }) => only('TrainRun', [copy.find('TrainRun', run)]),
  trainRuns: all(runsList, 'TrainRun'),
  station: ({ code }, { copy }) => only('Station', [copy.find('Station', code)]),
  regimes: (_, { copy }) => sorted('Regime', copy.all('Regime'), ({ properties: { from, id } }) => [from, id]),
  stations: (_, { copy }) => sorted('Station', copy.all('Station'), ({ properties }) => [properties.id]),
  journey: ({ run, ref }, { copy }) => {
    const made = copy.all('Journey').find(journey => {
      return journey.properties.ref === ref && copy.out(journey, 'ON', 'TrainRun')[0]?.properties.id === run
    })
    return made ? thing('Journey', made) : null
  },
  decision: ({ id }, about) => find(String(id), about, 'Decision'),
  decisions: all(decisionsList, 'Decision'),
  sources: all(sourcesList, 'Delivery'),
  parked: all(parkedList, 'ParkedRecord'),
}
