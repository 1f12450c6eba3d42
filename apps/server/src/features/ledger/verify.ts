import fs from 'node:fs/promises'
import type { Tx } from '../../platform/database/scope.ts'
import { EMPTY, grow, leafHash, rootOf } from './domain/merkle.ts'
import { openNote } from './domain/note.ts'
import { checkpoints, findKeys, type StoredEntry, sequencedFrom } from './store.ts'

export interface Verdict {
  readonly ok: boolean
  readonly entries: number
  readonly checkpoints: number
  /** What does not hold, first first; empty when all does. */
  readonly problems: readonly string[]
}

const BATCH = 5000
const MOST_PROBLEMS = 20

/** The columns are for finding; the body is what was hashed. One that differs from the other was altered. */
function columnsDiffer(entry: StoredEntry): boolean {
  const body = JSON.parse(entry.body)
  return (
    body.id !== entry.id ||
    body.action !== entry.action ||
    body.actor.kind !== entry.actorKind ||
    body.actor.name !== entry.actorName ||
    body.subject.kind !== entry.subjectKind ||
    body.subject.id !== entry.subjectId ||
    body.cause !== entry.cause ||
    Date.parse(body.at) !== entry.at.getTime()
  )
}

/**
 * Reads the whole ledger and says what does not hold: an altered, missing, moved or truncated entry, a checkpoint
 * that was not signed by us or that commits to another history. Cost: one hash an entry, memory flat.
 * @param copy notes kept outside the database; without them an entry cut off together with its checkpoints is not seen.
 */
export async function verifyLedger(tx: Tx, copy: string | null, onProgress?: (done: number) => void): Promise<Verdict> {
  const keys = await findKeys(tx)
  const problems: string[] = []
  const committed = new Map<number, string>()
  const note = (text: string, where: string): void => {
    const opened = openNote(text, keys)
    if (!opened) problems.push(`${where}: the signature does not hold`)
    else if ((committed.get(opened.size) ?? opened.root.toString('hex')) !== opened.root.toString('hex'))
      problems.push(`${where}: two checkpoints of size ${opened.size} commit to different histories`)
    else committed.set(opened.size, opened.root.toString('hex'))
  }
  const stored = await checkpoints(tx)
  for (const checkpoint of stored) note(checkpoint.note, `checkpoint ${checkpoint.size}`)
  if (copy) for (const text of await copiedNotes(copy)) note(text, 'a checkpoint kept outside')

  let tree = EMPTY
  const compare = (): void => {
    const root = committed.get(tree.size)
    if (root !== undefined && root !== rootOf(tree).toString('hex'))
      problems.push(`the first ${tree.size} entries are not those the checkpoint of size ${tree.size} commits to`)
  }
  compare()
  for (;;) {
    const batch = await sequencedFrom(tx, tree.size, BATCH)
    for (const entry of batch) {
      if (entry.leafIndex !== tree.size) {
        problems.push(`entry ${tree.size} is missing`)
        return { ok: false, entries: tree.size, checkpoints: stored.length, problems }
      }
      const hash = leafHash(entry.body)
      if (!entry.leafHash || !hash.equals(entry.leafHash))
        problems.push(`entry ${entry.leafIndex} (${entry.id}) was altered: its hash differs`)
      else if (columnsDiffer(entry))
        problems.push(`entry ${entry.leafIndex} (${entry.id}) was altered: its columns differ from what was hashed`)
      tree = grow(tree, [hash])
      compare()
      if (problems.length >= MOST_PROBLEMS)
        return { ok: false, entries: tree.size, checkpoints: stored.length, problems }
    }
    onProgress?.(tree.size)
    if (batch.length < BATCH) break
  }
  const largest = Math.max(0, ...committed.keys())
  if (largest > tree.size)
    problems.push(`a checkpoint commits to ${largest} entries; there are ${tree.size}: the end was cut off`)
  return { ok: problems.length === 0, entries: tree.size, checkpoints: stored.length, problems }
}

async function copiedNotes(file: string): Promise<readonly string[]> {
  const text = await fs.readFile(file, 'utf8').catch(() => '')
  // A note is text, empty line, signatures; notes stand apart by an empty line.
  return text
    .split(/\n\n(?=[^—])/u)
    .filter((part) => part.trim() !== '')
    .map((part) => `${part.trimEnd()}\n`)
}
