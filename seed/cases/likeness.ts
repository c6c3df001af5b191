import type { Traveller } from '../big/population.ts'
import type { Tier } from './case.ts'
import type { Stage } from './stage.ts'

const YEAR = 365.25 * 86_400_000
/** Among so many, the one who resembles somebody most is taken for alike. */
const LOOKED_AT = 1500

const years = (a: Traveller, b: Traveller) => Math.abs(Date.parse(a.dateOfBirth) - Date.parse(b.dateOfBirth)) / YEAR

/** Whether two could be taken for each other: hardly, at a glance, or by their very names. */
export function unlike(a: Traveller, b: Traveller, tier: Tier): boolean {
  if (a.household === b.household) return false
  const strange = a.surname[0] !== b.surname[0] && a.givenNames[0] !== b.givenNames[0]
  if (tier === 'easy') return strange && a.sex !== b.sex && years(a, b) > 15
  if (tier === 'real') return strange && a.sex === b.sex && years(a, b) < 8
  return resemblance(a, b) > 0
}

/** Another person who resembles this one as the tier wants it and passes the test; the most alike where names are alike. */
export function counterpart(
  stage: Stage,
  person: Traveller,
  tier: Tier,
  test: (one: Traveller) => boolean,
): Traveller | undefined {
  if (tier !== 'limit') return stage.draw(other => unlike(person, other, tier) && test(other))
  let best: Traveller | undefined
  let alike = 0
  const first = stage.random.below(stage.travellers.length)
  for (let i = 0, looked = 0; i < stage.travellers.length && looked < LOOKED_AT; i++) {
    const other = stage.travellers[(first + i) % stage.travellers.length] as Traveller
    if (stage.acts(other) || other.sex !== person.sex || other.dateOfBirth > '2004') continue
    looked++
    const likeness = resemblance(person, other)
    if (likeness > alike && test(other)) [best, alike] = [other, likeness]
  }
  return best && stage.engage(best)
}

/** How alike two names and ages are, 0 to 1; 0 also where they are one. */
function resemblance(a: Traveller, b: Traveller): number {
  if (a.household === b.household || a.sex !== b.sex || years(a, b) > 12 || a.surname === b.surname) return 0
  const start = (x: string, y: string) => {
    let i = 0
    while (i < x.length && x[i] === y[i]) i++
    return i / Math.max(x.length, y.length)
  }
  const [surnames, given] = [start(a.surname, b.surname), start(a.givenNames, b.givenNames)]
  return surnames === 0 ? 0 : (surnames + given) / 2 - years(a, b) / 50
}
