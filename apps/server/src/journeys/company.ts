import fs from 'node:fs'
import path from 'node:path'
import { type Instant, parseInstant } from '@remit/kernel'
import { expect, vi } from 'vitest'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'

export interface Shown<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}
export interface ShownOperation {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly attempts: number
  readonly identity: { readonly name: string } | null
  readonly entitlement: { readonly name: string } | null
  readonly instructions: string | null
  readonly lastOutcome: string | null
}
export interface ShownDifference {
  readonly id: string
  readonly kind: string
  readonly classification: string
  readonly identity: { readonly name: string } | null
  readonly entitlement: { readonly name: string } | null
}
export interface ShownPlan {
  readonly id: string
  readonly hash: string
  readonly steps: readonly object[]
  readonly findings: readonly { readonly severity: string; readonly message: string }[]
}

/** Who works for a company that runs Remit, and asks it only over HTTP. */
export interface Company {
  readonly remit: TestRemit
  /** A file where sources and applications may read. */
  write(file: string, text: string): void
  /** Plans these documents as files and applies the plan. */
  apply(...documents: readonly object[]): Promise<ShownPlan>
  /** Runs a source to its end. @returns its last run. */
  read(source: string): Promise<{ readonly state: string; readonly why: string | null }>
  /** Imports an application to its end. @returns the last import. */
  import(
    application: string,
  ): Promise<{ readonly state: string; readonly problem: string | null; readonly counts: Record<string, number> }>
  /** Every page of a list. */
  every<Item>(url: string): Promise<readonly Item[]>
  differences(application: string): Promise<readonly ShownDifference[]>
  operations(application: string, state?: string): Promise<readonly ShownOperation[]>
  /** Adopts or removes exactly what a preview of these showed. */
  dealWith(deed: 'adopt' | 'remove', application: string, ids: readonly string[] | 'all'): Promise<void>
  may(identity: string, entitlement: string): Promise<boolean>
  /** Entitlements by name, sorted. */
  held(identity: string): Promise<readonly string[]>
  /** Until nothing is queued and no operation can be done without a person. */
  idle(): Promise<void>
  /** Only a clock moves: whatever follows, follows from that alone. */
  wait(until: string): void
  close(): Promise<void>
}

export async function company(options: Parameters<typeof testRemit>[0] = {}): Promise<Company> {
  const remit = await testRemit(options)
  const { ask } = remit
  const follow = async (job: string): Promise<void> => {
    await vi.waitFor(
      async () => expect((await ask<{ state: string }>('GET', `/jobs/${job}`)).state).toMatch(/done|failed/),
      { timeout: 60_000, interval: 50 },
    )
  }
  const every: Company['every'] = async <Item>(url: string) => {
    const all: Item[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Shown<Item> = await ask(
        'GET',
        `${url}${url.includes('?') ? '&' : '?'}limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      )
      all.push(...page.items)
      cursor = page.next
    }
    return all
  }
  const workable = async (): Promise<boolean> =>
    (await every<ShownOperation>('/operations?state=open')).some((one) => one.state !== 'manual')
  // What happened at one instant cannot be told apart in history: a moment passes between deeds.
  const moment = (): void => remit.platform.clock.pass(1_000)
  return {
    remit,
    every,
    write: (file, text) => fs.writeFileSync(path.join(remit.dataDir, file), text),
    async apply(...documents) {
      const plan = await ask<ShownPlan>('POST', '/plans', { documents: documents.map((document) => ({ document })) })
      expect(plan.findings.filter((finding) => finding.severity === 'error')).toEqual([])
      moment()
      await ask('POST', `/plans/${plan.id}/apply`, { hash: plan.hash })
      await remit.settled()
      moment()
      return plan
    },
    async read(source) {
      const { job } = await ask<{ job: string }>('POST', `/sources/${source}/runs`)
      await follow(job)
      await remit.settled()
      moment()
      return (await ask<{ lastRun: { state: string; why: string | null } }>('GET', `/sources/${source}`)).lastRun
    },
    async import(application) {
      moment()
      const { job } = await ask<{ job: string }>('POST', `/applications/${application}/imports`)
      await follow(job)
      moment()
      return (
        await ask<Shown<Awaited<ReturnType<Company['import']>>>>('GET', `/applications/${application}/imports?limit=1`)
      ).items[0]!
    },
    differences: (application) => every(`/applications/${application}/differences`),
    operations: (application, state) =>
      every(`/operations?application=${application}${state ? `&state=${state}` : ''}`),
    async dealWith(deed, application, ids) {
      const { hash } = await ask<{ hash: string }>('POST', `/applications/${application}/differences/preview`, {
        deed,
        ids,
      })
      await ask('POST', `/applications/${application}/differences/${deed}`, {
        ids,
        hash,
        justification: 'as agreed with the owner',
      })
      moment()
    },
    async may(identity, entitlement) {
      const asked = {
        subject: { type: 'identity', id: identity },
        action: { name: 'use' },
        resource: { type: 'entitlement', id: entitlement },
      }
      return (await ask<{ decision: boolean }>('POST', '/access/v1/evaluation', asked)).decision
    },
    held: async (identity) =>
      (await ask<{ items: { entitlement: { name: string } }[] }>('GET', `/identities/${identity}/grants`)).items
        .map((item) => item.entitlement.name)
        .sort(),
    idle: () => remit.settled(workable),
    wait: (until) => remit.platform.clock.set(parseInstant(until) as Instant),
    close: () => remit.close(),
  }
}
