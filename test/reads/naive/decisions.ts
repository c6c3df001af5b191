import type { CopyNode } from '../copy.ts'
import { type About, type Fields, instantsAs, millis, only, refuse, sorted, storedAs, thing } from './about.ts'
import type { List } from './page.ts'

const number = ({ properties }: CopyNode) => [properties.number]

export const latestFirst = ({ properties }: CopyNode) => [-properties.number]

const isUndone = (decision: CopyNode, { copy }: About) => copy.into(decision, 'UNDOES', 'Decision').length > 0

function identityOf(id: string): string {
  const text = Buffer.from(id, 'base64url').toString()
  const named = /^([A-Za-z]+):(.+)$/s.exec(text)
  const isId = named !== null && TYPES.has(named[1] as string) && Buffer.from(text).toString('base64url') === id
  if (isId && named[1] === 'Identity') return named[2] as string
  const came = isId ? `that of a ${named[1]}` : JSON.stringify(id.slice(0, 60))
  return refuse(`filter.identity: expected the id of Identity, as it was given out, got ${came}`)
}

const TYPES = new Set(
  ['Station', 'Train', 'TrainRun', 'Call', 'Document', 'Person', 'Identity', 'Decision', 'Journey', 'Check'].concat([
    'Booking',
    'Contact',
    'Delivery',
    'ParkedRecord',
    'Refusal',
    'Regime',
    'Finding',
    'Pattern',
    'Webhook',
  ]),
)

export const decisionsList: List = {
  name: 'decisions',
  orders: { AT_DESC: { by: number, down: true }, AT_ASC: { by: number } },
  check: ({ identity }) => {
    if (identity !== undefined) identityOf(String(identity))
  },
  filters: {
    by: ({ properties }, by) => properties.by === by,
    from: ({ properties }, from) => properties.at >= millis(from),
    to: ({ properties }, to) => properties.at < millis(to),
    standing: (decision, wanted, about) => isUndone(decision, about) !== wanted,
    identity: (decision, id: string, { copy }) =>
      ['Identity', 'RetiredIdentity']
        .flatMap(label => copy.out(decision, 'CONCERNS', label))
        .some(({ properties }) => properties.id === identityOf(id)),
  },
}

const byId = ({ properties }: CopyNode) => [properties.id]
const concerned = (decision: CopyNode, { copy }: About) => copy.out(decision, 'CONCERNS', 'Identity')

export const decisions: Fields = {
  Decision: {
    ...storedAs('number', 'kind', 'by', 'purpose', 'note'),
    ...instantsAs('at'),
    stands: (decision, _, about) => !isUndone(decision, about),
    undoes: (decision, _, { copy }) => only('Decision', copy.out(decision, 'UNDOES', 'Decision')),
    undoneBy: (decision, _, { copy }) => only('Decision', copy.into(decision, 'UNDOES', 'Decision')),
    identities: (decision, _, about) => sorted('Identity', concerned(decision, about), byId),
    persons: (decision, _, about) => {
      const persons = concerned(decision, about).flatMap(identity => about.persons.of(identity))
      return sorted('Person', [...new Set(persons)], byId)
    },
    pairs: (decision, _, { copy }) =>
      sorted('Ruling', copy.out(decision, 'LAYS_DOWN', 'Ruling'), ({ properties: { left, right } }) => [left, right])
        .slice(0, 500)
        .map(({ node: { properties } }) => {
          const [left, right] = [properties.left, properties.right].map(id => copy.find('Identity', id))
          const ties = left ? [...copy.ties(left, 'CONFIRMED_WITH'), ...copy.ties(left, 'REJECTED_WITH')] : []
          return {
            verdict: properties.verdict,
            left: left ? thing('Identity', left) : null,
            right: right ? thing('Identity', right) : null,
            inForce: ties.some(tie => tie.to === right && tie.properties.decision === decision.properties.number),
          }
        }),
    pairCount: (decision, _, { copy }) => copy.out(decision, 'LAYS_DOWN', 'Ruling').length,
  },
}
