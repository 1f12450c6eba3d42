/** How much of what was known a reading may find gone before somebody must look: the larger of the two. */
const SHARE = 0.2
const AT_LEAST = 10

export interface Vanishing {
  readonly what: 'accounts' | 'holdings' | 'entitlements'
  readonly known: number
  readonly gone: number
}

/** The sentence for whoever must look; `null`: nothing out of the ordinary. */
export function heldBy(vanishing: readonly Vanishing[]): string | null {
  const held = vanishing.filter(({ known, gone }) => gone > Math.max(AT_LEAST, Math.floor(SHARE * known)))
  if (held.length === 0) return null
  const parts = held.map(({ what, known, gone }) => `${gone} of ${known} ${what}`)
  return `It would take away ${parts.join(' and ')}; more than ${SHARE * 100} % (and ${AT_LEAST}) needs a person. Nothing was taken away.`
}
