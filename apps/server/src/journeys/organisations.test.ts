import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { type Company, company } from './company.ts'

const DATA = path.join(
  process.env.REMIT_TEST_DATA ?? path.join(import.meta.dirname, '../../../../../shared/data'),
  'organisations',
)

type Row = Readonly<Record<string, string>>
/** Only what is told: who holds what directly, and who holds something holds what else. */
interface Told {
  readonly people: readonly Row[]
  readonly entitlements: readonly Row[]
  readonly direct: readonly (readonly [person: string, entitlement: string])[]
  readonly passes: readonly (readonly [holder: string, held: string])[]
}

/** Reads the files on its own: nothing here is shared with what is being tested. */
function tell(organisation: string, teamsInherit: boolean): Told {
  const table = (name: string): readonly Row[] =>
    parse(fs.readFileSync(path.join(DATA, organisation, `${name}.csv`)), { columns: true })
  const owners = new Map(table('accounts').map((account) => [account.id!, account.identity_id!]))
  const grants = table('grants').filter((grant) => !['alumnus', 'excluded'].includes(grant.relation!))
  const inheriting = (relation: string): boolean =>
    relation === 'includes-members-of' || (relation === 'parent-of' && teamsInherit)
  return {
    people: table('identities'),
    entitlements: table('entitlements'),
    direct: grants
      .filter((grant) => grant.principal_type !== 'entitlement')
      .map((grant) => [
        grant.principal_type === 'account' ? owners.get(grant.principal_id!)! : grant.principal_id!,
        grant.entitlement_id!,
      ]),
    passes: [
      ...grants
        .filter((grant) => grant.principal_type === 'entitlement')
        .map((grant) => [grant.principal_id!, grant.entitlement_id!] as const),
      ...table('nesting')
        .filter((row) => inheriting(row.relation!))
        .map((row) => [row.child_entitlement_id!, row.parent_entitlement_id!] as const),
    ],
  }
}

/** What everybody who works there effectively holds, the slow way: again and again, until nothing is added. */
function effective({ people, direct, passes }: Told): ReadonlySet<string> {
  const working = new Set(people.filter((person) => person.status === 'active').map((person) => person.id))
  const held = new Map<string, Set<string>>()
  for (const [person, entitlement] of direct)
    if (working.has(person)) held.set(person, (held.get(person) ?? new Set()).add(entitlement))
  for (let grew = true; grew; ) {
    grew = false
    for (const all of held.values())
      for (const [holder, also] of passes)
        if (all.has(holder) && !all.has(also)) {
          all.add(also)
          grew = true
        }
  }
  return new Set([...held].flatMap(([person, all]) => [...all].map((entitlement) => `${person}\t${entitlement}`)))
}

describe.skipIf(!fs.existsSync(DATA))(
  'organisations that nobody here made up (skipped where REMIT_TEST_DATA is missing)',
  () => {
    let acme: Company
    afterEach(() => acme?.close())

    const COUNTS = {
      'rust-team': { people: 687, accounts: 1846, entitlements: 875, grants: 3012, nestings: 121, teamsInherit: false },
      'knative-org': { people: 81, accounts: 81, entitlements: 256, grants: 511, nestings: 27, teamsInherit: true },
      'cloudfoundry-wg': {
        people: 267,
        accounts: 267,
        entitlements: 991,
        grants: 1968,
        nestings: 156,
        teamsInherit: false,
      },
    }

    it.each(Object.entries(COUNTS))(
      '%s is loaded, adopted as it stands, and answered for exactly',
      async (organisation, counts) => {
        const told = tell(organisation, counts.teamsInherit)
        acme = await company({ fileRoots: [DATA] })
        await acme.apply(
          {
            kind: 'source',
            name: 'people',
            connector: 'csv-application',
            rank: 10,
            settings: { directory: organisation },
            mapping: { type: 'kind', starts: 'start', ends: 'end' },
            words: { status: { alumni: 'left', inactive: 'left' } },
          },
          {
            kind: 'application',
            name: organisation,
            connector: 'csv-application',
            settings: { directory: organisation },
          },
        )
        expect(await acme.read('people')).toMatchObject({ state: 'applied', counts: { new: counts.people } })
        const imported = await acme.import(organisation)
        expect(imported).toMatchObject({
          state: 'applied',
          problem: null,
          counts: {
            accounts: counts.accounts,
            entitlements: counts.entitlements,
            dangling: 0,
            orphans: 0,
            unknownPeople: 0,
          },
        })
        expect(imported.counts.holdings! + (imported.counts.nesting! - counts.nestings)).toBe(counts.grants)

        // Unjustified is what somebody holds directly and nobody granted, and everything is: each is to be seen.
        const unjustified = (await acme.differences(organisation)).filter((one) => one.kind === 'unjustified-holding')
        expect(unjustified.length).toBe(new Set(told.direct.map((one) => one.join(' '))).size)
        expect(new Set(unjustified.map((one) => one.classification))).toEqual(new Set(['initial']))
        const names = await namesIn(acme)
        const outcome = async (): Promise<ReadonlySet<string>> =>
          allowed(
            acme,
            told.people.map((one) => names.get(one.id!)!),
            told.entitlements.map((one) => names.get(one.id!)!),
          )
        expect(await outcome()).toEqual(new Set())

        await acme.dealWith('adopt', organisation, 'all')
        await acme.remit.settled()
        const yes = await outcome()
        const should = new Set(
          [...effective(told)].map((one) =>
            one
              .split('\t')
              .map((key) => names.get(key))
              .join(' '),
          ),
        )
        expect({
          denied: [...should].filter((one) => !yes.has(one)),
          allowed: [...yes].filter((one) => !should.has(one)),
        }).toEqual({ denied: [], allowed: [] })

        const { documents } = await acme.remit.ask<{ documents: { document: object }[] }>('GET', '/export')
        const again = await acme.remit.ask<{ steps: object[] }>('POST', '/plans', {
          documents: documents.map(({ document }) => ({ document })),
          complete: true,
        })
        expect(again.steps).toEqual([])
      },
      120_000,
    )
  },
)

/** Keys of the files → names here. */
async function namesIn({ remit }: Company): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; name: string }>`
    select native_id as key, name from entitlement
    union all select r.key, i.name from source_record r join identity i on i.id = r.identity_id`.execute(
    remit.platform.database,
  )
  return new Map(rows.map((row) => [row.key, row.name]))
}

/** Asks for each person and each entitlement, and tells what was answered with yes: `<person> <entitlement>`. */
async function allowed(
  { remit }: Company,
  people: readonly string[],
  entitlements: readonly string[],
): Promise<ReadonlySet<string>> {
  const yes = new Set<string>()
  for (const person of people) {
    const { evaluations } = await remit.ask<{ evaluations: { decision: boolean }[] }>(
      'POST',
      '/access/v1/evaluations',
      {
        subject: { type: 'identity', id: person },
        action: { name: 'use' },
        evaluations: entitlements.map((id) => ({ resource: { type: 'entitlement', id } })),
      },
    )
    expect(evaluations.length).toBe(entitlements.length)
    for (const [n, one] of evaluations.entries()) if (one.decision) yes.add(`${person} ${entitlements[n]}`)
  }
  return yes
}
