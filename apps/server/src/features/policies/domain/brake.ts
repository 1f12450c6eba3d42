/** What one brake allows of gains or losses: the larger of the two, within the hours. */
export interface Limit {
  readonly count: number
  /** Of the grants in scope, 0 to 1. */
  readonly share: number
}

export interface BrakeSpec {
  readonly scope: { readonly application?: string; readonly source?: string; readonly rule?: string }
  readonly gains: Limit
  readonly losses: Limit
  /** Sliding window: ten causes of 4 % are one of 40 %. */
  readonly hours: number
}

/** Effects of one cause in a scope, and of the causes before it within the window. */
export interface Effects {
  readonly gains: number
  readonly losses: number
  readonly gainsBefore: number
  readonly lossesBefore: number
  /** Grants in scope as they stand. */
  readonly grants: number
}

export interface Tripped {
  readonly brake: string
  readonly direction: 'gains' | 'losses'
  readonly effects: number
  readonly allowed: number
  readonly sentence: string
}

export const allowedBy = (limit: Limit, grants: number): number =>
  Math.max(limit.count, Math.floor(limit.share * grants))

/** Which limits a change would pass. Brakes hold gains as well as losses: a rule that matches everybody is as bad as one that matches nobody. */
export function trippedBy(name: string, spec: BrakeSpec, effects: Effects): readonly Tripped[] {
  const where = spec.scope.application ? ` in ${spec.scope.application}` : ''
  return (['gains', 'losses'] as const).flatMap((direction) => {
    const allowed = allowedBy(spec[direction], effects.grants)
    const before = direction === 'gains' ? effects.gainsBefore : effects.lossesBefore
    const total = effects[direction] + before
    // What changes nothing in this direction is not held for what others did before.
    if (effects[direction] === 0 || total <= allowed) return []
    const verb = direction === 'gains' ? 'give' : 'end'
    const earlier = before > 0 ? `, with ${before} in the ${spec.hours} h before` : ''
    return [
      {
        brake: name,
        direction,
        effects: total,
        allowed,
        sentence: `This would ${verb} ${effects[direction]} grants${where}${earlier}; brake "${name}" allows ${allowed} in ${spec.hours} h without a second person.`,
      },
    ]
  })
}

export interface NamedBrake {
  readonly name: string
  readonly spec: BrakeSpec
}

/** In force where nobody wrote a brake: 5 % of the grants of an application may end in a day, at least 10; 10 % may begin, at least 50. */
export const BUILT_IN: readonly NamedBrake[] = [
  {
    name: 'every-application',
    spec: { scope: {}, gains: { count: 50, share: 0.1 }, losses: { count: 10, share: 0.05 }, hours: 24 },
  },
]

/**
 * The brakes on what one cause does in one application. A brake written for another application or source releases
 * nothing here: where none is meant, the built-in one holds.
 * @param source whose run it is; `null`: a change of policies.
 */
export function brakesOn(
  application: string,
  source: string | null,
  written: readonly NamedBrake[],
): readonly NamedBrake[] {
  const meant = written.filter(
    ({ spec: { scope } }) =>
      !scope.rule &&
      (!scope.source || scope.source === source) &&
      (!scope.application || scope.application === application),
  )
  return meant.length > 0 ? meant : BUILT_IN
}
