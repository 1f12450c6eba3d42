const key = 'remit.tour'

/** Which steps this browser has opened. Only a convenience: without storage the tour starts over. */
export function seenSteps(): ReadonlySet<string> {
  try {
    return new Set((localStorage.getItem(key) ?? '').split(' ').filter(Boolean))
  } catch {
    return new Set()
  }
}

export function rememberSeen(step: string): ReadonlySet<string> {
  const seen = new Set(seenSteps()).add(step)
  try {
    localStorage.setItem(key, [...seen].join(' '))
  } catch {
    // Kept for this visit only.
  }
  return seen
}

export const forgetSeen = (): void => localStorage.removeItem(key)
