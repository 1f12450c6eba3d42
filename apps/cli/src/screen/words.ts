/** `1 grant`, `41 grants`, `2 entries`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `14 Mar 2026 09:05 UTC`: the same wherever it is read, and never mistaken for another. */
export function moment(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/

/** One cell of a table: what the API sent, as people read it. Objects show the name they go by. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (typeof value === 'string') return MOMENT.test(value) ? moment(value) : value
  if (Array.isArray(value)) return value.map(cell).join(', ')
  const named = value as Readonly<Record<string, unknown>>
  return cell(named.name ?? named.displayName ?? named.title ?? named.id ?? JSON.stringify(value))
}

/** The value at a path such as `owner.displayName`; nothing where the way ends early. */
export const at = (row: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined,
      row,
    )

export const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by))
