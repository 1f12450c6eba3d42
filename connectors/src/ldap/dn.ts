/**
 * RFC 4514 distinguished names, compared as what they name: one server writes `cn=Doe\2C Jane,dc=x` where another
 * writes `CN = Doe\, Jane, DC=x`. Values compare without regard to case and runs of spaces, as the attributes that
 * name people and groups do.
 */
export function canonicalDn(text: string): string | null {
  const rdns = split(text, ',')
  const canonical = rdns.map((rdn) => {
    const pairs = split(rdn, '+').map(canonicalPair)
    return pairs.includes(null) ? null : pairs.sort().join('+')
  })
  return canonical.includes(null) ? null : canonical.join(',')
}

/** Whether both name the same entry; a text that is no name is like nothing, itself included. */
export function sameDn(one: string, other: string): boolean {
  const canonical = canonicalDn(one)
  return canonical !== null && canonical === canonicalDn(other)
}

/** One step of a name: the value is data and can end up as nothing else. */
export function rdn(attribute: string, value: string): string {
  const escaped = [...value]
    .map((letter, at) => {
      const outer = at === 0 || at === value.length - 1
      if (letter === '\0' || letter === '\n' || letter === '\r')
        return `\\${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
      if (/[",+;<>\\=]/.test(letter) || (outer && letter === ' ') || (at === 0 && letter === '#')) return `\\${letter}`
      return letter
    })
    .join('')
  return `${attribute}=${escaped}`
}

/** At separators that are not escaped. */
function split(text: string, separator: ',' | '+'): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === separator || (separator === ',' && text[at] === ';')) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

function canonicalPair(text: string): string | null {
  const equals = text.indexOf('=')
  const attribute = text.slice(0, Math.max(equals, 0)).trim().toLowerCase()
  const value = unescaped(trimUnescaped(text.slice(equals + 1)))
  if (!/^[a-z0-9.;-]+$/.test(attribute) || value === null || value === '') return null
  return rdn(attribute, value.toLowerCase().replace(/ +/g, ' ').trim())
}

/** Spaces around a value mean nothing, unless escaped. */
function trimUnescaped(text: string): string {
  const start = text.replace(/^ +/, '')
  const end = start.replace(/ +$/, '')
  return /(^|[^\\])(\\\\)*\\$/.test(end) && end.length < start.length ? `${end} ` : end
}

/** `\,` and `\2C` alike; hex pairs are UTF-8 bytes. `null` for a backslash at the end or invalid UTF-8. */
function unescaped(text: string): string | null {
  const bytes: number[] = []
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '\\') {
      const letter = String.fromCodePoint(text.codePointAt(at)!)
      bytes.push(...new TextEncoder().encode(letter))
      at += letter.length
      continue
    }
    const pair = /^[0-9a-f]{2}/i.exec(text.slice(at + 1, at + 3))
    if (pair) bytes.push(Number.parseInt(pair[0], 16))
    else if (at + 1 < text.length) bytes.push(...new TextEncoder().encode(text[at + 1]!))
    else return null
    at += pair ? 3 : 2
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes))
  } catch {
    return null
  }
}
