/** Letters that Unicode does not take apart into a letter and a mark. */
const SPELLED_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}

const LONGEST = 90

/** What an identity may be called, as people write it: `ada.lovelace`. */
export const isIdentityName = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{0,99}$/.test(text)

/**
 * The name a display name asks for; where nothing of it can be written in Latin letters, the e-mail address before the
 * @; else `person`. Whoever shares it with somebody gets a number: `ada.lovelace2`.
 */
export function nameFor(displayName: string, email: string | null): string {
  return written(displayName) || written(email?.split('@')[0] ?? '') || 'person'
}

export const numbered = (name: string, number: number): string => (number === 1 ? name : `${name}${number}`)

function written(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => SPELLED_OUT[letter]!)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '.')
    .slice(0, LONGEST)
    .replace(/^\.+|\.+$/g, '')
}
