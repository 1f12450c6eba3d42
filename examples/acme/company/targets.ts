import { deriveGrants, type PolicySet } from '@remit/engine'
import type { Instant } from '@remit/kernel'
import { atWork, type Day, daysFrom } from './calendar.ts'
import { type Dice, dice } from './dice.ts'
import { type Device, fullName, type Machine, type Person } from './person.ts'
import { factsOf } from './policies.ts'

export type Target = 'workspace' | 'code' | 'ledgerly' | 'payroll' | 'badge' | 'crm'
export const TARGETS: readonly Target[] = ['workspace', 'code', 'ledgerly', 'payroll', 'badge', 'crm']

/** An account as its application has it, with what it holds there. */
export interface TargetAccount {
  /** What people sign in with there; a card's number at the doors. */
  readonly name: string
  readonly display: string
  readonly email: string
  /** Personnel number, where the application was told one. */
  readonly number: string
  disabled: boolean
  readonly lastUsed: string
  /** Names of entitlements without the application: `payment-approval`. */
  readonly holds: Set<string>
}
export type Accounts = Map<string, TargetAccount>
export type Targets = Readonly<Record<Target, Accounts>>

const SIGN_IN: Readonly<Record<Target, (who: Person) => string>> = {
  workspace: ({ email }) => email,
  code: ({ login }) => login,
  ledgerly: ({ login }) => login,
  payroll: ({ number }) => number,
  badge: ({ number }) => cardOf(number),
  crm: ({ login }) => login,
}

/** Cards are numbered in the order they were bought, which says nothing about people. */
export const cardOf = (number: string): string => `K-${(Number(number.slice(1)) * 7919) % 100_003}`

/** What each application has after years of doing as the rules say: exactly that. The mess comes later. */
export function orderlyTargets(
  people: readonly Person[],
  machines: readonly Machine[],
  devices: readonly Device[],
  policies: PolicySet,
  today: Day,
): Targets {
  const luck = dice('targets')
  const targets = Object.fromEntries(TARGETS.map((target) => [target, new Map()])) as unknown as Targets
  for (const who of people) {
    if (who.start > today) continue
    const gone = who.end !== '' && who.end < today
    for (const [target, held] of heldBy(who, devices, policies, today)) {
      const name = SIGN_IN[target](who)
      targets[target].set(name, {
        name,
        display: fullName(who),
        email: who.email,
        number: who.number,
        disabled: gone,
        lastUsed: usedLast(luck, gone ? (who.end as Day) : today, who.status),
        holds: gone ? new Set() : held,
      })
    }
  }
  for (const machine of machines)
    for (const [target, held] of heldBy(machine, devices, policies, today))
      targets[target].set(machine.id, {
        name: machine.id,
        display: machine.title,
        email: '',
        number: '',
        disabled: false,
        lastUsed: atWork(daysFrom(today, -1), luck.roll(540)),
        holds: held,
      })
  return targets
}

function heldBy(
  who: Person | Machine,
  devices: readonly Device[],
  policies: PolicySet,
  today: Day,
): Map<Target, Set<string>> {
  const held = new Map<Target, Set<string>>()
  for (const { entitlement } of deriveGrants(factsOf(who, devices), policies, Date.parse(today) as Instant)) {
    const [target, name] = entitlement.split('/') as [Target, string]
    held.set(target, (held.get(target) ?? new Set()).add(name))
  }
  return held
}

/** Most sign in every few days; some have not for months; whoever is on leave stopped when it began. */
function usedLast(luck: Dice, until: Day, status: Person['status']): string {
  const dormant = status === 'on-leave' || luck.happens(0.06)
  return atWork(daysFrom(until, -1 - (dormant ? 70 + luck.roll(250) : luck.roll(9))), luck.roll(540))
}
