/** ` Did you mean "…"? There are: ….` for a name that is not among these; the hint only if one is near. */
export function suggest(name: string, known: readonly string[]): string {
  const list = `There are: ${known.length > 20 ? `${known.slice(0, 20).join(', ')}, …` : known.join(', ')}.`
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0]
  const near = nearest !== undefined && nearest.distance <= Math.ceil(name.length / 3)
  return near ? `Did you mean "${nearest.candidate}"? ${list}` : list
}

/** Insertions, deletions and replacements from one word to the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j++)
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (from[i] === to[j] ? 0 : 1)))
    row = next
  }
  return row[to.length]!
}
