import type { Day } from './calendar.ts'
import { loginOf, type Name, type Office } from './names.ts'

export type Department = 'Engineering' | 'Finance' | 'Sales' | 'Support' | 'People' | 'Legal' | 'IT' | ''

/** Somebody who works at Acme, has worked there, or will. */
export interface Person {
  /** `E1042`, `C2007`: given once and never again. */
  readonly number: string
  readonly login: string
  readonly name: Name
  readonly email: string
  readonly type: 'employee' | 'contractor'
  readonly status: 'active' | 'on-leave' | 'left'
  readonly department: Department
  readonly team: string
  readonly title: string
  /** 0 where there is none: contractors. */
  readonly grade: number
  /** Login of the manager, or of the sponsor of a contractor. */
  readonly manager: string
  readonly office: Office
  readonly zone: string
  readonly start: Day
  /** '' is open. */
  readonly end: Day | ''
  readonly agency: string
}

const ZONES: Readonly<Record<Office, string>> = {
  Berlin: 'Europe/Berlin',
  London: 'Europe/London',
  Austin: 'America/Chicago',
  Bengaluru: 'Asia/Kolkata',
  Remote: 'Europe/Lisbon',
}

export type Hired = Pick<Person, 'number' | 'name' | 'department' | 'title' | 'office' | 'manager' | 'start'> &
  Partial<Person>

export function person(hired: Hired): Person {
  const login = hired.login ?? loginOf(hired.name)
  return {
    login,
    email: `${login}@acme.example`,
    type: 'employee',
    status: 'active',
    team: '',
    grade: 3,
    zone: ZONES[hired.office],
    end: '',
    agency: '',
    ...hired,
  }
}

export const fullName = ({ name }: Pick<Person, 'name'>): string => `${name.given} ${name.family}`

/** A non-human identity, with a person who answers for it. */
export interface Machine {
  readonly id: string
  readonly type: 'service' | 'agent'
  readonly title: string
  readonly purpose: string
  readonly department: Department
  readonly owner: string
  readonly status: 'active' | 'left'
  readonly end: Day | ''
}

export interface Device {
  readonly key: string
  /** E-mail of the owner; '' for a device nobody has claimed. */
  readonly owner: string
  readonly platform: 'macos' | 'windows' | 'linux' | 'ios' | 'android'
  readonly model: string
  readonly managed: boolean
  readonly compliant: boolean
  readonly lastSeen: string
}
