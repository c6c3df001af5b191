import type { SweepChange } from '../../finding/index.ts'
import type { AnswersAbout, LeaverAt, Reader, SharedDocument } from '../../pattern/index.ts'
import { type CannotLink, type Effected, type Move, personsOf } from '../../person/index.ts'
import { type Changes, changes } from './changes.ts'
import { documentsShownBy, type PersonCounts, personCounts } from './store.ts'

/**
 * What a decision changes. Persons are those that the identities concerned are of, and those whose identities come or go.
 * The answers that are computed are compared for these persons, and for the documents that the moved identities showed,
 * beside the peers as they stood before the decision.
 */
export interface Effect {
  readonly identitiesMoved: readonly Move[]
  readonly personsBefore: readonly PersonCounts[]
  readonly personsAfter: readonly PersonCounts[]
  readonly cannotLinksBroken: readonly CannotLink[]
  readonly repeatDisembarkers: Changes<LeaverAt>
  readonly sharedDocuments: Changes<SharedDocument>
  /** What the next sweep would do with findings because of it. */
  readonly findings: readonly SweepChange[]
}

/** The graph before a decision, which whoever is not part of its transaction still sees, and in it. */
interface Sides {
  readonly before: Reader
  readonly after: Reader
}

/** @param answers computes the answers; undefined: nobody asks what changes in them */
export async function effectOf(
  sides: Sides,
  { identities, moved }: Effected,
  broken: readonly CannotLink[],
  answers: AnswersAbout | undefined,
): Promise<Omit<Effect, 'findings'>> {
  const named = await Promise.all(both(sides).map(side => personsOf(side.read.bind(side), identities)))
  const persons = [...new Set([...named.flat(), ...moved.flatMap(({ from, to }) => [from, to])])].sort()
  const [personsBefore = [], personsAfter = []] = await Promise.all(
    both(sides).map(side => personCounts(side, persons)),
  )
  const shown = await Promise.all(
    both(sides).map(side =>
      documentsShownBy(
        side,
        moved.map(({ identity }) => identity),
      ),
    ),
  )
  const documents = [...new Set(shown.flat())]
  const [before, after] = answers ? await Promise.all(both(sides).map(side => answers(side, persons, documents))) : []
  return {
    identitiesMoved: [...moved].sort((a, b) => (a.identity < b.identity ? -1 : 1)),
    personsBefore,
    personsAfter,
    cannotLinksBroken: broken,
    repeatDisembarkers: changes(
      before?.repeatDisembarkers ?? [],
      after?.repeatDisembarkers ?? [],
      ({ person, station }) => `${station} ${person}`,
    ),
    sharedDocuments: changes(before?.sharedDocuments ?? [], after?.sharedDocuments ?? [], ({ document }) => document),
  }
}

const both = ({ before, after }: Sides) => [before, after]
