import { scim } from '@remit/connectors'
import { type Actor, accept, after, type IdentityId, seconds } from '@remit/kernel'
import { DatabaseClock } from '../../../platform/clock.ts'
import { connectorHost } from '../../../platform/connector-host.ts'
import { sealer } from '../../../platform/crypto/seal.ts'
import { openDatabase, openPool } from '../../../platform/database/connect.ts'
import { EventBus } from '../../../platform/event-bus.ts'
import { Jobs } from '../../../platform/jobs.ts'
import { openLog } from '../../../platform/log.ts'
import type { Platform } from '../../../platform/platform.ts'
import { performer } from '../../../platform/unit-of-work.ts'
import { openSession, type Reaching } from '../../applications/index.ts'
import { nativeIdOf } from '../../catalog/index.ts'
import { carryOut } from '../carry-out.ts'
import { applicationsWithWork, claim, settle } from '../lease-store.ts'
import { receivingAccount } from '../store.ts'
import { Provisioner } from '../worker.ts'
import { everythingIn } from './everything.ts'

/**
 * A worker to be killed: works until then. `careful` is the product's; `mark-first` is the plausible wrong way, which
 * notes an operation as done before it is, so that it is not done twice, and loses it when it dies in between.
 */
const { connection, manner } = JSON.parse(process.argv[2]!) as {
  readonly connection: object
  readonly manner: 'careful' | 'mark-first'
}
const LEASE = seconds(2)
const WORKER: Actor = { kind: 'system', name: 'worker' }

const log = openLog('silent')
const database = openDatabase(openPool(connection, log, 8))
const clock = new DatabaseClock()
const events = new EventBus()
const platform: Platform = {
  database,
  clock,
  events,
  log,
  jobs: new Jobs(connection, database, log),
  sealer: sealer(Buffer.alloc(32)),
  perform: performer(database, clock, events.emitter),
}
const reaching: Reaching = {
  connectors: new Map([['scim', scim as never]]),
  environment: process.env,
  hostFor: (name) =>
    connectorHost({ fileRoots: ['/nonexistent'], privateTargets: true, clock, log, deadline: 800 }, name),
}

async function markFirst(): Promise<void> {
  for (;;) {
    const [application] = await applicationsWithWork(database, clock.now())
    if (!application) {
      await new Promise((resume) => setTimeout(resume, 20))
      continue
    }
    const opened = await openSession(platform, reaching, application)
    if (!opened.ok) throw new Error(opened.refusal)
    const { answer } = await platform.perform(WORKER, async (work) =>
      accept(await claim(work.tx, application, 1, work.now, after(work.now, LEASE))),
    )
    const [taken] = answer.ok ? answer.value : []
    if (!taken) continue
    const { operation } = taken
    await platform.perform(WORKER, async (work) => {
      await settle(work.tx, operation.id, {
        state: 'verified',
        dueAt: work.now,
        said: { said: 'seen', at: '' },
        account: null,
        settledAt: work.now,
      })
      return accept()
    })
    // The worst moment to die: what is noted has not been done yet.
    console.log('noted')
    const account = await receivingAccount(database, application, operation.identity as IdentityId)
    const native =
      account === null
        ? null
        : ((await database.selectFrom('account').select('native_id').where('id', '=', account).executeTakeFirst())
            ?.native_id ?? null)
    await carryOut(opened.value, {
      key: operation.id,
      kind: operation.kind,
      account: native,
      payload: operation.payload,
      mayHaveHappened: false,
      lookOnly: false,
      entitlement: operation.entitlement === null ? null : await nativeIdOf(database, operation.entitlement),
    })
  }
}

// The first question opens the connection: from here on a kill meets work.
await applicationsWithWork(database, clock.now())
console.log('working')
if (manner === 'careful')
  new Provisioner(platform, { reaching, grantsOf: everythingIn(database), lease: LEASE }).start()
else await markFirst()
