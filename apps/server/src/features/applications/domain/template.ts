import type { AttributeValue } from '@remit/engine'
import { accept, type Refusal, type Result, refuse } from '@remit/kernel'

/**
 * How an account's fields are made of an identity's: `{givenName|ascii|lower}.{familyName|ascii|lower}`. Text stands for
 * itself, `{…}` for a field of the identity, passed through filters. `{{` and `}}` are braces. A whole template of one
 * field keeps its type (`{costCenter}` of an int is an int); anything else is text.
 */
export interface Template {
  readonly text: string
  readonly parts: readonly (string | Field)[]
}

interface Field {
  readonly field: string
  readonly filters: readonly Filter[]
}

const FILTERS = {
  lower: (text: string) => text.toLowerCase(),
  upper: (text: string) => text.toUpperCase(),
  /** Letters without their marks; what has no plain letter is left out, so that it fits a user name anywhere. */
  ascii: (text: string) =>
    text
      .replace(/[ßæœøłđðþı]/gi, (letter) => PLAIN[letter.toLowerCase()]!)
      .normalize('NFD')
      .replace(/[^\x20-\x7e]/g, ''),
  /** Only what user names are made of. */
  name: (text: string) =>
    text
      .trim()
      .replace(/\s+/g, '-')
      .replace(/[^A-Za-z0-9._-]/g, ''),
  initial: (text: string) => [...text.trim()][0] ?? '',
  trim: (text: string) => text.trim(),
} as const
type Filter = keyof typeof FILTERS
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

export type TemplateRefused = 'template.syntax' | 'template.unknown-filter'

export function parseTemplate(text: string): Result<Template, TemplateRefused> {
  const parts: (string | Field)[] = []
  // Braces stand doubled for themselves; what is left is a field, text, or a mistake.
  for (const [piece] of text.matchAll(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (piece === '{{' || piece === '}}') parts.push(piece[0]!)
    else if (piece === '{' || piece === '}')
      return refuse('template.syntax', `a single "${piece}" in "${text}"; write it twice to mean itself`)
    else if (!piece.startsWith('{')) parts.push(piece)
    else {
      const field = parseField(piece.slice(1, -1))
      if ('ok' in field) return field
      parts.push(field)
    }
  }
  return accept({ text, parts })
}

function parseField(text: string): Field | Refusal<TemplateRefused> {
  const [name = '', ...filters] = text.split('|').map((part) => part.trim())
  const field = name.replace(/^identity\./, '')
  if (!/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(field))
    return refuse('template.syntax', `"${name}" is no field of an identity`)
  for (const filter of filters)
    if (!Object.hasOwn(FILTERS, filter))
      return refuse('template.unknown-filter', `no filter "${filter}"; there are: ${Object.keys(FILTERS).join(', ')}`)
  return { field, filters: filters as Filter[] }
}

export const fieldsOf = (template: Template): readonly string[] =>
  template.parts.flatMap((part) => (typeof part === 'string' ? [] : part.field))

/** What it comes to for one identity; `null` when a field that it needs is missing or empty. */
export function fill(
  template: Template,
  fields: Readonly<Record<string, AttributeValue | null | undefined>>,
): AttributeValue | null {
  const [only, ...more] = template.parts
  if (only !== undefined && typeof only !== 'string' && more.length === 0 && only.filters.length === 0)
    return present(fields, only.field)
  let text = ''
  for (const part of template.parts) {
    if (typeof part === 'string') text += part
    else {
      const value = present(fields, part.field)
      if (value === null) return null
      text += part.filters.reduce(
        (so, filter) => FILTERS[filter](so),
        Array.isArray(value) ? value.join(' ') : String(value),
      )
    }
  }
  return text
}

function present(
  fields: Readonly<Record<string, AttributeValue | null | undefined>>,
  name: string,
): AttributeValue | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : null
  return value === undefined || value === null || value === '' ? null : value
}
