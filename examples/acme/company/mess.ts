import { atWork, type Day, daysFrom } from './calendar.ts'
import { dice } from './dice.ts'
import type { Person } from './person.ts'
import { cardOf, type Target, type TargetAccount, type Targets } from './targets.ts'

/** Years of exceptions, hurry and forgetting, done to orderly targets. Each line is a story the README tells. */
export function makeMess(targets: Targets, people: readonly Person[], today: Day): void {
  const used = (daysAgo: number): string => atWork(daysFrom(today, -daysAgo), 95)
  const account = (target: Target, name: string): TargetAccount => {
    const found = targets[target].get(name)
    if (!found) throw new Error(`the story needs an account ${name} in ${target}`)
    return found
  }
  const also = (target: Target, name: string, ...entitlements: readonly string[]): void => {
    for (const each of entitlements) account(target, name).holds.add(each)
  }
  const add = (
    target: Target,
    name: string,
    display: string,
    holds: readonly string[],
    rest: Partial<TargetAccount> = {},
  ): void => {
    targets[target].set(name, {
      name,
      display,
      email: '',
      number: '',
      disabled: false,
      lastUsed: used(1),
      ...rest,
      holds: new Set(holds),
    })
  }

  // Tomás moved from Accounts Payable to Sales; Finance never took anything back.
  add('ledgerly', 'tomas.ferreira', 'Tomás Ferreira', ['viewer', 'reports', 'invoice-entry', 'payment-preparation'], {
    email: 'tomas.ferreira@acme.example',
    lastUsed: used(34),
  })
  also('workspace', 'tomas.ferreira@acme.example', 'finance')

  // Ben left. The CRM was not on the leaver's checklist, and code was only half done.
  add('crm', 'ben.achterberg', 'Ben Achterberg', ['user', 'case-history', 'bulk-export'], {
    email: 'ben.achterberg@acme.example',
    number: 'E1102',
    lastUsed: used(4),
  })
  const bens = account('code', 'ben.achterberg')
  bens.disabled = false
  bens.holds.add('read-all').add('platform-write')
  const gordons = account('crm', 'gordon.pike')
  gordons.disabled = false
  gordons.holds.add('user').add('accounts-americas')

  // Miklós made himself a second account for an emergency in 2021.
  add('code', 'mkovacs-adm', 'Miklós Kovács', ['org-owners', 'ci-deployers'], {
    email: 'miklos.kovacs@acme.example',
    lastUsed: used(203),
  })

  // Nadia helped to roll Ledgerly out. Nobody remembers that she still administers it.
  add('ledgerly', 'nadia.rahimi', 'Nadia Rahimi', ['administrator'], {
    email: 'nadia.rahimi@acme.example',
    lastUsed: used(611),
  })

  // Stefan prepared payments during a holiday, and approves them all year.
  also('ledgerly', 'stefan.brandt', 'payment-preparation')

  // Aisha's laptop fell out of compliance: the rule no longer gives what the target still has.
  also('code', 'aisha.farouk', 'payments-write')

  // Given one by one, for good reasons, and written down nowhere.
  also('ledgerly', 'dana.whitfield', 'vendor-maintenance', 'invoice-entry')
  also('code', 'henrik.aalto', 'org-owners')
  also('payroll', 'E1006', 'run-approval', 'records-write')
  also('payroll', 'E1003', 'run-approval')
  also('badge', cardOf('E1007'), 'archive')
  also('badge', cardOf('E1009'), 'server-room')
  also('crm', 'rafael.quintana', 'administrator', 'bulk-export')
  add('ledgerly', 'svc.ledger-sync', 'Invoices from the shop to Ledgerly', ['posting-api'])
  add('crm', 'svc.old-import', 'Import of the old CRM', ['bulk-export', 'report-api'], { lastUsed: used(388) })

  // Accounts of nobody.
  add('workspace', 'meetingroom-4@acme.example', 'Meeting room 4, second floor', ['mail'])
  add('workspace', 'projector@acme.example', 'Projector', ['mail', 'vpn'], { lastUsed: used(402) })
  add('code', 'jenkins-old', 'jenkins', ['read-all', 'ci-deployers'], { lastUsed: used(518) })
  add('ledgerly', 'legacy-import', 'Legacy import', ['posting-api', 'vendor-maintenance'], { lastUsed: used(733) })
  add('badge', 'K-CLEANING-3', 'Cleaning, card 3', ['door-berlin', 'server-room'])
  add('badge', 'K-VISITOR-11', 'Visitor 11', ['door-london'], { lastUsed: used(44) })
  add('crm', 'demo.user', 'Demo User', ['user', 'accounts-emea', 'accounts-americas', 'accounts-apac'])

  // Imani began last week; tasks for her card and her payroll login are still on somebody's desk.
  targets.badge.delete(cardOf('E1113'))
  targets.payroll.delete('E1113')

  drift(targets, people)
}

/** What happens without a story: a door of an office somebody moved from, a region covered once, a group forgotten. */
function drift(targets: Targets, people: readonly Person[]): void {
  const luck = dice('drift')
  const there = people.filter(
    ({ login, number }) =>
      targets.workspace.has(`${login}@acme.example`) && targets.badge.has(cardOf(number)) && /^E12/.test(number),
  )
  for (let n = 0; n < 9; n++) {
    const who = luck.pick(there)
    targets.badge
      .get(cardOf(who.number))!
      .holds.add(luck.pick(['door-berlin', 'door-london', 'door-austin', 'door-bengaluru']))
  }
  for (let n = 0; n < 5; n++)
    targets.workspace.get(luck.pick(there).email)!.holds.add(luck.pick(['vpn', 'engineering', 'legal']))
  for (let n = 0; n < 4; n++) targets.workspace.get(luck.pick(there).email)!.holds.delete('wiki-write')
  const sellers = there.filter(({ department }) => department === 'Sales')
  for (let n = 0; n < 4; n++)
    targets.crm
      .get(luck.pick(sellers).login)
      ?.holds.add(luck.pick(['accounts-emea', 'accounts-americas', 'accounts-apac']))
}
