import { type Day, daysFrom } from './calendar.ts'
import { characters, leaders } from './cast.ts'
import { type Dice, dice } from './dice.ts'
import { loginOf, nameGiver, type Office } from './names.ts'
import { fullName, type Person, person } from './person.ts'

/** Places to fill: how many of which title, for whom, and in which offices. */
type Opening = readonly [count: number, title: string, grade: number]
interface Crew {
  readonly department: Person['department']
  readonly team: string
  readonly manager: string
  readonly offices: readonly Office[]
  readonly openings: readonly Opening[]
}

const crew = (
  department: Person['department'],
  team: string,
  manager: string,
  offices: readonly Office[],
  openings: readonly Opening[],
): Crew => ({ department, team, manager, offices, openings })

const CREWS: readonly Crew[] = [
  crew(
    'Engineering',
    'Platform',
    'samir.haddad',
    ['Berlin', 'Berlin', 'Remote'],
    [
      [4, 'Software Engineer', 3],
      [3, 'Senior Software Engineer', 4],
      [4, 'Site Reliability Engineer', 4],
    ],
  ),
  crew(
    'Engineering',
    'Payments',
    'yuki.tanabe',
    ['London', 'Berlin'],
    [
      [4, 'Software Engineer', 3],
      [4, 'Senior Software Engineer', 4],
      [1, 'Staff Engineer', 5],
    ],
  ),
  crew(
    'Engineering',
    'Mobile',
    'priya.raman',
    ['Bengaluru'],
    [
      [6, 'Software Engineer', 3],
      [3, 'Senior Software Engineer', 4],
      [1, 'Staff Engineer', 5],
    ],
  ),
  crew(
    'Engineering',
    'Data',
    'lucas.moreau',
    ['Berlin', 'Bengaluru', 'Remote'],
    [
      [5, 'Data Engineer', 3],
      [3, 'Senior Data Engineer', 4],
    ],
  ),
  crew(
    'Engineering',
    'Security',
    'oluwaseun.bello',
    ['London', 'Berlin'],
    [
      [3, 'Security Engineer', 4],
      [1, 'Staff Security Engineer', 5],
    ],
  ),
  crew(
    'Finance',
    'Accounting',
    'dana.whitfield',
    ['London', 'Berlin'],
    [
      [4, 'Accounts Payable Clerk', 2],
      [1, 'Accounts Payable Specialist', 3],
      [2, 'Controller', 5],
      [3, 'Accountant', 3],
    ],
  ),
  crew(
    'Finance',
    'Planning',
    'jonas.weber',
    ['Berlin'],
    [
      [4, 'Financial Analyst', 3],
      [2, 'Treasury Analyst', 4],
    ],
  ),
  crew(
    'Sales',
    'EMEA',
    'beatriz.navarro',
    ['London', 'Berlin'],
    [
      [3, 'Account Executive', 4],
      [3, 'Sales Development Representative', 2],
    ],
  ),
  crew(
    'Sales',
    'Americas',
    'marcus.hollis',
    ['Austin'],
    [
      [5, 'Account Executive', 4],
      [3, 'Sales Development Representative', 2],
    ],
  ),
  crew(
    'Sales',
    'APAC',
    'sanjay.khanna',
    ['Bengaluru'],
    [
      [3, 'Account Executive', 4],
      [2, 'Sales Development Representative', 2],
    ],
  ),
  crew(
    'Sales',
    'Enterprise',
    'charlotte.reyes',
    ['Austin', 'London'],
    [
      [4, 'Enterprise Account Executive', 5],
      [2, 'Solutions Consultant', 4],
    ],
  ),
  crew('Support', 'Frontline', 'devon.parrish', ['Austin', 'Bengaluru'], [[10, 'Support Specialist', 2]]),
  crew('Support', 'Escalations', 'asha.kurian', ['Bengaluru', 'Austin'], [[5, 'Support Engineer', 3]]),
  crew('People', 'Recruiting', 'malin.ekstrom', ['Berlin', 'Bengaluru'], [[4, 'Recruiter', 3]]),
  crew(
    'People',
    '',
    'ingrid.solberg',
    ['Berlin', 'Austin'],
    [
      [3, 'People Partner', 4],
      [2, 'Payroll Specialist', 3],
    ],
  ),
  crew(
    'Legal',
    '',
    'victoria.ashworth',
    ['London', 'Berlin'],
    [
      [3, 'Counsel', 5],
      [1, 'Privacy Counsel', 5],
      [2, 'Paralegal', 3],
    ],
  ),
  crew(
    'IT',
    '',
    'marta.lindqvist',
    ['Berlin', 'Austin', 'Bengaluru'],
    [
      [2, 'Directory Engineer', 5],
      [5, 'Service Desk Analyst', 2],
    ],
  ),
]

const AGENCIES = ['Nordhafen Consulting', 'Coastline Digital', 'Harbour Staffing']
const CONTRACTS: readonly Crew[] = [
  crew('Engineering', 'Mobile', 'priya.raman', ['Bengaluru'], [[4, 'Software Engineer', 0]]),
  crew('Engineering', 'Data', 'lucas.moreau', ['Remote'], [[3, 'Data Engineer', 0]]),
  crew('Engineering', 'Security', 'oluwaseun.bello', ['Remote'], [[1, 'Penetration Tester', 0]]),
  crew('Support', 'Frontline', 'devon.parrish', ['Austin', 'Bengaluru'], [[6, 'Support Specialist', 0]]),
  crew(
    'Finance',
    'Accounting',
    'dana.whitfield',
    ['London'],
    [
      [1, 'Accounts Payable Clerk', 0],
      [1, 'Auditor', 0],
    ],
  ),
  crew('IT', '', 'marta.lindqvist', ['Berlin'], [[3, 'Network Technician', 0]]),
]

/** Everybody: leaders, characters, the many, and contractors; in the order of their numbers. */
export function staff(today: Day): readonly Person[] {
  const luck = dice('staff')
  const known = [...leaders(), ...characters(today)]
  const nameFor = nameGiver(luck, known.map(fullName))
  const places = (crews: readonly Crew[]) =>
    crews.flatMap((of) =>
      of.openings.flatMap(([count, title, grade]) => Array.from({ length: count }, () => ({ of, title, grade }))),
    )

  const many = places(CREWS).map(({ of, title, grade }, n) => {
    const office = luck.pick(of.offices)
    return person({
      number: `E${1201 + n}`,
      name: nameFor(office),
      department: of.department,
      team: of.team,
      manager: of.manager,
      title,
      grade,
      office,
      start: hiredBefore(luck),
    })
  })
  const hired = places(CONTRACTS).map(({ of, title }, n) => {
    const office = luck.pick(of.offices)
    const name = nameFor(office)
    return person({
      number: `C${2101 + n}`,
      name,
      login: `ext.${loginOf(name)}`,
      type: 'contractor',
      agency: luck.pick(AGENCIES),
      department: of.department,
      team: of.team,
      manager: of.manager,
      title,
      grade: 0,
      office,
      start: daysFrom(today, -40 - luck.roll(500)),
      end: daysFrom(today, 20 + luck.roll(300)),
    })
  })
  return [...known, ...many, ...hired].sort((a, b) => (a.number < b.number ? -1 : 1))
}

/** A weekday of the last eight years, up to last summer. */
function hiredBefore(luck: Dice): Day {
  const day = daysFrom('2018-01-01', luck.roll(3_100))
  const weekday = new Date(day).getUTCDay()
  return daysFrom(day, weekday === 0 ? 1 : weekday === 6 ? 2 : 0)
}
