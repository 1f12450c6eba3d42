import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** `remit_<kind>_<32 random bytes>_<check>`: scanners find it by its shape and are sure of it by its check. */
export function makeToken(kind: 'api' | 'setup' | 'session'): string {
  const body = `remit_${kind}_${randomBytes(32).toString('base64url')}`
  return `${body}_${crc32(body).toString(16).padStart(8, '0')}`
}

/** 256 bits of chance need no slow hash. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()
