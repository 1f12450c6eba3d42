import type { NestingRecord } from '@remit/connector-sdk'
import type { AttributeValue } from '@remit/engine'
import { parseTemplate, type Template } from './template.ts'

/** An application as people wrote it, with everything they left out as it is by default. */
export interface ApplicationSpec {
  readonly settings: Readonly<Record<string, unknown>>
  /** How accounts are made; `null`: Remit makes none here. */
  readonly accounts: Accounts | null
  readonly correlation: readonly CorrelationRule[]
  readonly chooseBy: 'active' | 'oldest' | 'user-name'
  /** Minutes between imports; `null`: only when asked. */
  readonly importEvery: number | null
  readonly deprovision: 'disable' | 'delete' | 'keep'
  readonly managed: readonly RegExp[]
  readonly fulfilment: 'automatic' | 'manual'
  readonly instructions: string
  readonly nesting: readonly NestingRule[]
  readonly notAccess: ReadonlySet<string>
  readonly enforcement: 'removed' | 'asks-us' | 'session-ended' | 'not-enforced'
}

export interface Accounts {
  readonly userName: Template
  readonly attributes: ReadonlyMap<string, Template>
  /** What makes a user name another one: `{n}` counts from 2. */
  readonly suffix: string
}

export interface CorrelationRule {
  /** `userName`, `email`, `displayName`, `nativeId`, or an attribute of the account. */
  readonly account: string
  /** `name`, `email`, `displayName`, or an attribute of the identity. */
  readonly identity: string
  /** `false`: it only proposes; a person says so. */
  readonly certain: boolean
}

export interface NestingRule {
  readonly relation: string
  /** Only where the record's own application matches. */
  readonly application: RegExp | null
  readonly inherits: boolean
}

/**
 * Teams of a GitHub organisation inherit from parent to child; governance trees (rust-team, working groups) only show
 * what stands within what. Everything else that a target calls nesting is: groups in groups, grants to groups.
 */
const USUAL_NESTING: readonly NestingRule[] = [
  { relation: 'parent-of', application: /^github(:|$)/, inherits: true },
  { relation: 'parent-of', application: null, inherits: false },
  { relation: 'contains', application: null, inherits: false },
]
/** Said of somebody, without being access. */
const USUALLY_NOT_ACCESS = ['alumnus', 'excluded']
const USUAL_CORRELATION: readonly CorrelationRule[] = [
  { account: 'email', identity: 'email', certain: true },
  { account: 'userName', identity: 'name', certain: true },
]

/** `*` stands for any text; everything else for itself. */
export const pattern = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)

interface Written {
  readonly settings?: Readonly<Record<string, unknown>>
  readonly accounts?: {
    readonly userName: string
    readonly attributes?: Readonly<Record<string, string>>
    readonly suffix?: string
  }
  readonly correlation?: readonly { readonly account: string; readonly identity: string; readonly certain?: boolean }[]
  readonly receives?: ApplicationSpec['chooseBy']
  readonly schedule?: { readonly minutes: number }
  readonly deprovision?: ApplicationSpec['deprovision']
  readonly managed?: { readonly entitlements: readonly string[] }
  readonly fulfilment?: ApplicationSpec['fulfilment']
  readonly instructions?: string
  readonly nesting?: readonly { readonly relation: string; readonly application?: string; readonly inherits: boolean }[]
  readonly notAccess?: readonly string[]
  readonly enforcement?: ApplicationSpec['enforcement']
}

/** @throws on a template that does not parse: documents are checked before they are stored. */
export function specOf(document: object): ApplicationSpec {
  const written = document as Written
  return {
    settings: written.settings ?? {},
    accounts: written.accounts
      ? {
          userName: parsed(written.accounts.userName),
          attributes: new Map(
            Object.entries(written.accounts.attributes ?? {}).map(([name, text]) => [name, parsed(text)]),
          ),
          suffix: written.accounts.suffix ?? '{n}',
        }
      : null,
    correlation: written.correlation?.map((rule) => ({ ...rule, certain: rule.certain ?? true })) ?? USUAL_CORRELATION,
    chooseBy: written.receives ?? 'active',
    importEvery: written.schedule?.minutes ?? null,
    deprovision: written.deprovision ?? 'disable',
    managed: (written.managed?.entitlements ?? ['*']).map(pattern),
    fulfilment: written.fulfilment ?? 'automatic',
    instructions: written.instructions ?? '',
    nesting: [
      ...(written.nesting ?? []).map((rule) => ({
        ...rule,
        application: rule.application === undefined ? null : pattern(rule.application),
      })),
      ...USUAL_NESTING,
    ],
    notAccess: new Set(written.notAccess ?? USUALLY_NOT_ACCESS),
    enforcement: written.enforcement ?? 'removed',
  }
}

function parsed(text: string): Template {
  const template = parseTemplate(text)
  if (!template.ok) throw new Error(template.detail)
  return template.value
}

/** Whether Remit may add and remove it: what is outside is observed and left alone. `name` without the application. */
export const isManaged = (spec: ApplicationSpec, name: string): boolean => spec.managed.some((one) => one.test(name))

/** The first rule that speaks of it decides; a nesting nobody speaks of is inherited. */
export function inherits(spec: ApplicationSpec, nesting: NestingRecord, application: string | undefined): boolean {
  const rule = spec.nesting.find(
    (one) => one.relation === nesting.relation && (one.application === null || one.application.test(application ?? '')),
  )
  return rule?.inherits ?? true
}

export type Fields = Readonly<Record<string, AttributeValue | null | undefined>>
