export type Encoding = 'utf-8' | 'latin1'

export interface Problem {
  readonly at: string
  readonly problem: string
}

/** The text without its byte order mark, or what is wrong with the bytes and in which row. */
export function decode(bytes: Uint8Array, encoding: Encoding): { readonly text: string } | Problem {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { at: 'row 1', problem: 'the file is UTF-16; save it as UTF-8' }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (encoding === 'latin1') {
    // Every byte is a Latin-1 letter, so nothing else would ever notice the wrong declaration.
    if (marked) return { at: 'row 1', problem: 'declared as Latin-1, but it begins with the mark of UTF-8' }
    return withoutNul(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
  }
  try {
    return withoutNul(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { at: `row ${firstInvalidRow(bytes)}`, problem: 'not valid UTF-8; is the file Latin-1?' }
  }
}

function withoutNul(text: string): { readonly text: string } | Problem {
  const at = text.indexOf('\0')
  return at < 0 ? { text } : { at: `row ${text.slice(0, at).split('\n').length}`, problem: 'holds a NUL character' }
}

/** No UTF-8 sequence contains the byte of a line feed, so rows can be tried one at a time. */
function firstInvalidRow(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let row = 1, from = 0; ; row++) {
    const feed = bytes.indexOf(0x0a, from)
    const end = feed < 0 ? bytes.length : feed
    try {
      decoder.decode(bytes.subarray(from, end))
    } catch {
      return row
    }
    if (feed < 0) return row
    from = feed + 1
  }
}
