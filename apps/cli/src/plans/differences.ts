type Fields = Readonly<Record<string, unknown>>

/** A part of a document that differs: `settings.columns.login`. A side without it is `undefined`. */
export interface Difference {
  readonly at: string
  readonly was: string | undefined
  readonly is: string | undefined
}

/** What differs between two documents, part by part; the order of keys is no difference, that of a list is one. */
export function differences(before: Fields, after: Fields, within = ''): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name): readonly Difference[] => {
    const [was, is] = [before[name], after[name]]
    const at = `${within}${name}`
    if (isFields(was) && isFields(is)) return differences(was, is, `${at}.`)
    const [told, now] = [text(was), text(is)]
    return told === now ? [] : [{ at, was: told, is: now }]
  })
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string | undefined => JSON.stringify(value)
