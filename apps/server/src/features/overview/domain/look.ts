/** One look over what the other features keep. */
export interface Look {
  readonly identities: number
  readonly applications: number
  readonly roles: number
  readonly rules: number
  readonly openOperations: number
  readonly declinedOperations: number
  readonly manualOperations: number
  readonly unknownOperations: number
  readonly findings: readonly { readonly kind: string; readonly application: string; readonly count: number }[]
  readonly pausedRuns: readonly {
    readonly id: string
    readonly source: string
    readonly why: string
    readonly since: Date
  }[]
  readonly refusedRuns: readonly {
    readonly id: string
    readonly source: string
    readonly why: string
    readonly since: Date
  }[]
  readonly cases: number
  readonly waitingPlans: readonly { readonly id: string; readonly title: string; readonly since: Date }[]
  readonly applicationsByState: readonly {
    readonly id: string
    readonly name: string
    readonly title: string
    readonly state: string
    readonly message: string
    readonly since: Date | null
    readonly lastImportAt: Date | null
    readonly waiting: number
    readonly holdings: number
    readonly differences: number
  }[]
}
