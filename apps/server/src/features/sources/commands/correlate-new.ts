import { type IdentityId, type Instant, type SourceId, toIso } from '@remit/kernel'
import type { Tx } from '../../../platform/database/scope.ts'
import { beginningOf, findIdentities, identitiesWith, type Likeness, stateOf } from '../../identities/index.ts'
import { type Candidate, type Correlation, correlate, doubt, type Marks } from '../domain/correlation.ts'
import type { SourceSaid } from '../domain/said.ts'
import type { SourceDocument } from '../domain/source-document.ts'
import { recordsOfIdentities } from '../store/records.ts'

export interface NewRecords {
  readonly source: SourceId
  readonly document: SourceDocument
  readonly fresh: ReadonlyMap<string, SourceSaid>
  /** Whether the source tells of this key now. */
  readonly live: (key: string) => boolean
  /** Fresh key → the identity whose own key is missing from the same feed and who looks like the same. */
  readonly twins: ReadonlyMap<string, IdentityId>
}

/** Who the records with new keys are, all together: two that would link to one identity are both in doubt. */
export async function correlateNew(
  tx: Tx,
  { source, document, fresh, live, twins }: NewRecords,
  now: Instant,
): Promise<ReadonlyMap<string, Correlation>> {
  const marks = new Map([...fresh].map(([key, said]) => [key, marksOf(said)]))
  const { byMark, byId } = await candidates(tx, source, document, marks, live, [...twins.values()], now)
  const rules = document.correlation
  const found = new Map<string, Correlation>()
  for (const [key, own] of marks) {
    const near = new Map<IdentityId, Candidate>()
    for (const { match } of rules)
      for (const one of byMark.get(markKey(match[0], own[match[0]])) ?? []) near.set(one.identity, one)
    const twin = byId.get(twins.get(key)!)
    found.set(
      key,
      twin
        ? doubt(
            own,
            rules,
            [twin, ...[...near.values()].filter(({ identity }) => identity !== twin.identity)],
            `${twin.displayName} (${twin.name}) is missing under the key known so far, and this looks like the same under another.`,
          )
        : correlate(own, rules, [...near.values()]),
    )
  }
  return withoutRivals(found, marks, rules, byId)
}

function withoutRivals(
  found: ReadonlyMap<string, Correlation>,
  marks: ReadonlyMap<string, Marks>,
  rules: SourceDocument['correlation'],
  byId: ReadonlyMap<IdentityId, Candidate>,
): ReadonlyMap<string, Correlation> {
  const links = [...found].flatMap(([key, one]) =>
    one.is === 'link' ? [{ key, identity: one.identity, by: one.by }] : [],
  )
  const rivals = [...Map.groupBy(links, ({ identity }) => identity).values()].filter((group) => group.length > 1).flat()
  const settled = new Map(found)
  for (const { key, identity, by } of rivals) {
    const candidate = byId.get(identity)!
    settled.set(
      key,
      doubt(
        marks.get(key)!,
        rules,
        [candidate],
        `Several new records have the same ${by} as ${candidate.displayName} (${candidate.name}).`,
      ),
    )
  }
  return settled
}

const markKey = (field: string, value: string | undefined): string => `${field}\n${value ?? ''}`

async function candidates(
  tx: Tx,
  source: SourceId,
  document: SourceDocument,
  marks: ReadonlyMap<string, Marks>,
  live: (key: string) => boolean,
  twins: readonly IdentityId[],
  now: Instant,
) {
  const likenesses = new Map<IdentityId, Likeness>()
  const fields = new Set(document.correlation.map(({ match }) => match[0]))
  for (const field of fields) {
    const values = [...marks.values()].map((own) => own[field]).filter((value) => value !== undefined)
    if (values.length > 0) for (const one of await identitiesWith(tx, field, values)) likenesses.set(one.id, one)
  }
  for (const one of await findIdentities(tx, twins)) likenesses.set(one.id, one)
  const records = Map.groupBy(
    await recordsOfIdentities(tx, source, [...likenesses.keys()]),
    (record) => record.identity!,
  )
  const byId = new Map(
    [...likenesses.values()].map((one): [IdentityId, Candidate] => {
      const known = records.get(one.id) ?? []
      return [
        one.id,
        {
          identity: one.id,
          name: one.name,
          displayName: one.person.displayName,
          marks: marksOfPerson(one),
          known: known.length === 0 ? 'none' : known.some(({ key }) => live(key)) ? 'live' : 'former',
          left: stateOf(one.person, now) === 'left',
        },
      ]
    }),
  )
  const byMark = new Map<string, Candidate[]>()
  for (const candidate of byId.values())
    for (const field of fields) {
      const mark = markKey(field, candidate.marks[field])
      const list = byMark.get(mark) ?? []
      list.push(candidate)
      byMark.set(mark, list)
    }
  return { byMark, byId }
}

function marksOf({
  attributes,
  starts,
  ends: _ends,
  status: _status,
  manager: _manager,
  owner: _owner,
  ...fields
}: SourceSaid): Marks {
  const begins = beginningOf(starts, fields.zone ?? 'UTC')
  return clean({ ...fields, ...attributes, ...(begins === null ? {} : { starts: toIso(begins) }) })
}

const marksOfPerson = ({ name, person }: Likeness): Marks =>
  clean({
    ...person.attributes,
    name,
    type: person.type,
    displayName: person.displayName,
    zone: person.zone,
    ...(person.email === null ? {} : { email: person.email }),
    ...(person.starts === null ? {} : { starts: toIso(person.starts) }),
  })

const clean = (values: Readonly<Record<string, unknown>>): Marks =>
  Object.fromEntries(
    Object.entries(values)
      .map(([field, value]): [string, string] => [field, String(value).trim().toLowerCase()])
      .filter(([, value]) => value !== ''),
  )
