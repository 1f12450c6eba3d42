/** What the API tells of a plan, as far as it is shown here. */
export interface Plan {
  readonly id: string
  readonly hash: string
  readonly title: string
  readonly steps: readonly Step[]
  readonly findings: readonly Finding[]
  readonly impact: Impact
  readonly brakes?: readonly { readonly sentence: string }[]
  readonly needs: readonly string[]
  readonly needsSecondPerson: boolean
  readonly state?: string
}

export interface Step {
  readonly kind: string
  readonly name: string
  readonly change: 'create' | 'change' | 'remove'
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly kind: string
  readonly name: string
  readonly at: string
  readonly message: string
}

export interface Impact {
  readonly people: number
  readonly gains: number
  readonly losses: number
  readonly perApplication: readonly {
    readonly application: string
    readonly gains: number
    readonly losses: number
    readonly grants: number
  }[]
  readonly bootstrap: boolean
  readonly sample?: { readonly gains: readonly Effect[]; readonly losses: readonly Effect[] }
}

export interface Effect {
  readonly identity: { readonly id: string; readonly name?: string; readonly displayName?: string }
  readonly entitlement: string | { readonly name: string }
  readonly why: string
}

export const errorsOf = (plan: Plan): readonly Finding[] => plan.findings.filter(({ severity }) => severity === 'error')
