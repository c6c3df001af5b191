import type { Copy, CopyNode } from '../copy.ts'

/** Why facts say that two identities cannot be one person; undefined where they do not. Of several the first in order. */
export function apartByFacts(copy: Copy, one: CopyNode, other: CopyNode): string | undefined {
  const meetings = travels(copy, one).flatMap(ours => travels(copy, other).map(theirs => [ours, theirs] as const))
  const reasons = meetings.flatMap(([ours, theirs]) => (ours === theirs ? [] : (apartOn(copy, ours, theirs) ?? [])))
  if (chipsDiffer(copy, one, other)) reasons.push('chips state another birth and sex')
  return reasons.sort()[0]
}

/** Journeys of lists that somebody made, or was read on by a check that names its passenger. */
function travels(copy: Copy, identity: CopyNode): CopyNode[] {
  const read = copy.into(identity, 'READ', 'Check').filter(({ properties }) => properties.looseOn === undefined)
  const journeys = [
    ...copy.out(identity, 'MADE', 'Journey'),
    ...read.flatMap(check => copy.out(check, 'OF', 'Journey')),
  ]
  return journeys.filter(({ properties }) => !properties.ref.startsWith('check:'))
}

function apartOn(copy: Copy, ours: CopyNode, theirs: CopyNode): string | undefined {
  const checks = (journey: CopyNode) =>
    copy
      .into(journey, 'OF', 'Check')
      .filter(({ properties: { looseOn, kind } }) => looseOn === undefined && kind !== 'REFUSAL')
  const boarded = (journey: CopyNode) => checks(journey).some(({ properties }) => properties.kind === 'BOARD')
  if (ours.properties.run === theirs.properties.run)
    return boarded(ours) && boarded(theirs) ? 'both boarded one run' : undefined
  if (Math.abs(ours.properties.departsAt - theirs.properties.departsAt) > 4 * 86_400_000) return undefined
  const [a, b] = [ours, theirs].map(journey => {
    const read = checks(journey).filter(({ properties }) => ['CHIP', 'MRZ'].includes(properties.capture))
    return read.map(({ properties }) => properties.at as number)
  }) as [number[], number[]]
  if (a.length === 0 || b.length === 0) return undefined
  return Math.min(...a) <= Math.max(...b) && Math.min(...b) <= Math.max(...a) ? 'aboard two runs at once' : undefined
}

function chipsDiffer(copy: Copy, one: CopyNode, other: CopyNode): boolean {
  const stated = [one, other].map(identity => {
    const isRead = copy.into(identity, 'READ', 'Check').some(({ properties }) => properties.capture === 'CHIP')
    const { dateOfBirth = '', sex } = identity.properties
    return isRead && dateOfBirth.length === 10 && sex ? { dateOfBirth, sex } : undefined
  })
  const [a, b] = stated
  return a !== undefined && b !== undefined && a.dateOfBirth !== b.dateOfBirth && a.sex !== b.sex
}
