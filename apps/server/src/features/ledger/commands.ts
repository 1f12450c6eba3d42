import fs from 'node:fs/promises'
import type { LedgerEntryId } from '@remit/kernel'
import type { Clock } from '../../platform/clock.ts'
import type { Sealed, Sealer } from '../../platform/crypto/seal.ts'
import type { Database } from '../../platform/database/connect.ts'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { bodyOf, type Entry } from './domain/entry.ts'
import { grow, leafHash, rootOf } from './domain/merkle.ts'
import { keyOf, makeKey, type NoteKey, signNote } from './domain/note.ts'
import { findKeys, insertEntries, lockTree, saveCheckpoint, saveKey, saveTree, sequence, unsequenced } from './store.ts'

/** Writes what happened, in the transaction in which it happens: no entry, no change. */
export async function record(work: UnitOfWork, entry: Entry): Promise<LedgerEntryId> {
  const [id] = await recordAll(work, [entry])
  return id!
}

/** Many entries in one statement, in the order given. */
export async function recordAll(work: UnitOfWork, entries: readonly Entry[]): Promise<readonly LedgerEntryId[]> {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => {
    const id = newId<LedgerEntryId>()
    const cause = entry.cause ?? work.cause
    return {
      id,
      action: entry.action,
      actorKind: work.by.kind,
      actorName: work.by.name,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      cause,
      body: bodyOf(id, work.now, work.by, entry, cause),
    }
  })
  await insertEntries(work.tx, work.now, rows)
  return rows.map((row) => row.id)
}

const BATCH = 5000

/** Gives committed entries their place, extends the tree, signs a checkpoint. One process at a time does it. */
export class Sequencer {
  readonly #database: Database
  readonly #clock: Clock
  readonly #key: NoteKey
  readonly #origin: string
  readonly #copy: string | null

  /** @param copy a file outside the database that every checkpoint is appended to: without one, truncation of the ledger cannot be proved. */
  constructor(database: Database, clock: Clock, key: NoteKey, origin: string, copy: string | null) {
    this.#database = database
    this.#clock = clock
    this.#key = key
    this.#origin = origin
    this.#copy = copy
  }

  /** @returns whether there may be more. */
  async round(): Promise<boolean> {
    const signed = await this.#database.transaction().execute(async (tx) => {
      const tree = await lockTree(tx)
      if (!tree) return null
      const entries = await unsequenced(tx, BATCH)
      if (entries.length === 0) return null
      const leaves = entries.map((entry) => ({ id: entry.id, hash: leafHash(entry.body) }))
      await sequence(tx, tree.size, leaves)
      const grown = grow(
        tree,
        leaves.map((leaf) => leaf.hash),
      )
      await saveTree(tx, grown)
      const root = rootOf(grown)
      const note = signNote({ origin: this.#origin, size: grown.size, root }, this.#key)
      await saveCheckpoint(tx, grown.size, root, note, this.#clock.now())
      return { note, more: entries.length === BATCH }
    })
    if (!signed) return false
    if (this.#copy) await fs.appendFile(this.#copy, `${signed.note}\n`, { mode: 0o600 })
    return signed.more
  }
}

const KEY_NAME = 'remit-ledger'

/** The key that signs checkpoints: made once, sealed in the database, shared by every process. */
export async function ledgerKey(database: Database, sealer: Sealer, clock: Clock): Promise<NoteKey> {
  const place = { table: 'ledger_key', row: KEY_NAME, field: 'sealed' }
  const find = async () => (await findKeys(database)).find((key) => key.name === KEY_NAME && !key.retired)
  if (!(await find())) {
    const { key, secret } = makeKey(KEY_NAME)
    await saveKey(database, KEY_NAME, key.publicKey, sealer.seal(secret, place), clock.now())
  }
  const found = await find()
  return keyOf(KEY_NAME, sealer.open(found!.sealed as Sealed, place))
}
