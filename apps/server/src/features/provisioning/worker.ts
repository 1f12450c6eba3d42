import type { Session } from '@remit/connector-sdk'
import { type Actor, type ApplicationId, accept, after, type Duration, minutes } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import {
  circuitNow,
  findAccount,
  findApplication,
  noteAnswer,
  openSession,
  type Reaching,
  type StoredApplication,
} from '../applications/index.ts'
import { nativeIdOf } from '../catalog/index.ts'
import { type CarriedOut, carryOut, type Errand } from './carry-out.ts'
import type { Operation } from './domain/operation.ts'
import { applicationsWithWork, type Claimed, claim } from './lease-store.ts'
import type { GrantsOf } from './plan.ts'
import { settleRun } from './settle-run.ts'
import { receivingAccount } from './store.ts'

const PROVISIONER: Actor = { kind: 'system', name: 'provisioning' }

export interface WorkerOptions {
  readonly reaching: Reaching
  readonly grantsOf: GrantsOf
  /** Operations at once per application, in this process. */
  readonly lanes?: number
  /** How long a run may take before anybody may take its operation over. Longer than the few calls it makes. */
  readonly lease?: Duration
  /** From 0 to below 1. */
  readonly random?: () => number
}

const LANES = 4
const LEASE = minutes(2)

/**
 * Works off operations: takes a few of an application, asks its target with no transaction open, writes down what came
 * of it. Whoever dies in between leaves a lease that runs out; the next one looks before it does anything again.
 */
export class Provisioner {
  readonly #platform: Platform
  readonly #options: WorkerOptions
  readonly #pulse: Pulse
  readonly #busy = new Map<ApplicationId, Promise<void>>()
  #stopping = false

  constructor(platform: Platform, options: WorkerOptions) {
    this.#platform = platform
    this.#options = options
    this.#pulse = new Pulse('provisioning', 500, () => this.#round(), platform.log)
  }

  start(): void {
    this.#stopping = false
    this.#pulse.start()
  }
  wake(): void {
    this.#pulse.wake()
  }
  /** Takes nothing more. Resolves when what is under way has been written down. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#pulse.stop()
    await Promise.allSettled(this.#busy.values())
  }

  /** Everything that can be done now, for all applications; for tests and the command line. */
  async workOff(): Promise<void> {
    for (const application of await applicationsWithWork(this.#platform.database, this.#platform.clock.now()))
      await this.#workOn(application)
  }

  async #round(): Promise<boolean> {
    for (const application of await applicationsWithWork(this.#platform.database, this.#platform.clock.now())) {
      if (this.#busy.has(application)) continue
      const work = this.#workOn(application)
        .catch((error: unknown) =>
          this.#platform.log.error(
            { application, error: error instanceof Error ? error.stack : String(error) },
            'provisioning failed',
          ),
        )
        .finally(() => this.#busy.delete(application))
      this.#busy.set(application, work)
    }
    return false
  }

  async #workOn(id: ApplicationId): Promise<void> {
    const { database, clock } = this.#platform
    const application = await findApplication(database, { id })
    // What people do by hand, an import sees.
    if (!application || application.spec.fulfilment === 'manual') return
    const circuit = await circuitNow(this.#platform, id, clock.now())
    if (circuit === 'open') return
    const session = await this.#open(application)
    if (!session) return
    try {
      while (!this.#stopping) {
        const taken = await this.#claim(id, circuit === 'closed' ? (this.#options.lanes ?? LANES) : 1)
        if (taken.length === 0) return
        // All of them come to an end before the session is closed, also when one cannot be written down.
        const ended = await Promise.allSettled(taken.map((one) => this.#run(application, session, one)))
        const failed = ended.find((one) => one.status === 'rejected')
        if (failed) throw failed.reason
        // After a failure the circuit decides anew whether to go on.
        if ((await circuitNow(this.#platform, id, clock.now())) !== 'closed') return
      }
    } finally {
      await session.close()
    }
  }

  async #claim(application: ApplicationId, limit: number): Promise<readonly Claimed[]> {
    const { answer } = await this.#platform.perform(PROVISIONER, async (work) =>
      accept(await claim(work.tx, application, limit, work.now, after(work.now, this.#options.lease ?? LEASE))),
    )
    return answer.ok ? answer.value : []
  }

  async #open(application: StoredApplication): Promise<Session | null> {
    let why: string
    try {
      const opened = await openSession(this.#platform, this.#options.reaching, application.id)
      if (opened.ok) return opened.value
      why = opened.detail ?? opened.refusal
    } catch (error) {
      why = error instanceof Error ? error.message : String(error)
    }
    await this.#platform.perform(PROVISIONER, async (work) => {
      await noteAnswer(work, application.id, application.name, why)
      return accept()
    })
    return null
  }

  async #run(application: StoredApplication, session: Session, claimed: Claimed): Promise<void> {
    const { operation } = claimed
    const errand = await this.#errandOf(claimed)
    // The lease must outlive every call that is begun: whoever takes over would else meet a call still under way.
    const done: CarriedOut = await carryOut(session, errand)
    await this.#platform.perform(PROVISIONER, async (work) => {
      await settleRun(
        work,
        this.#options.grantsOf,
        application,
        operation,
        done,
        (this.#options.random ?? Math.random)(),
      )
      return accept()
    })
  }

  async #errandOf({ operation, was }: Claimed): Promise<Errand> {
    const { database } = this.#platform
    const account = await this.#accountOf(operation)
    return {
      key: operation.id,
      kind: operation.kind,
      account: account?.nativeId ?? null,
      entitlement: operation.entitlement === null ? null : await nativeIdOf(database, operation.entitlement),
      payload: operation.payload,
      mayHaveHappened: was === 'running' || was === 'unknown',
      lookOnly: was === 'done',
    }
  }

  async #accountOf(operation: Operation): Promise<{ readonly nativeId: string } | null> {
    const { database } = this.#platform
    if (operation.kind === 'createAccount') return null
    const id =
      operation.account ??
      (operation.identity === null ? null : await receivingAccount(database, operation.application, operation.identity))
    return id === null ? null : findAccount(database, id)
  }
}
