/** How many letters must be put in, taken out or changed to make one text of the other. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, j) => j)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const changed = (row[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[right.length] as number
}

/** The known codes most like one that is not known, best first. */
export function nearestCodes(code: string, known: readonly string[], count = 3): string[] {
  const wanted = code.toUpperCase().slice(0, 60)
  return known
    .map(candidate => ({ candidate, away: distance(wanted, candidate.toUpperCase()) }))
    .sort((a, b) => a.away - b.away || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate)
}
