import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Envelope encryption of secrets: AES-256-GCM under a data key of their own, which is wrapped by the key-encryption key.
 * The place (table, row, field) is associated data: a ciphertext moved to another row does not open.
 */
export interface Sealer {
  seal(secret: string, place: Place): Sealed
  /** @throws if it was altered, moved or sealed under another key. */
  open(sealed: Sealed, place: Place): string
}

export interface Place {
  readonly table: string
  readonly row: string
  readonly field: string
}

export interface Sealed {
  readonly v: 1
  /** Data key, wrapped: nonce, ciphertext, tag. Base64. */
  readonly key: string
  /** The secret: nonce, ciphertext, tag. Base64. */
  readonly box: string
}

const NONCE = 12
const TAG = 16

function encrypt(key: Buffer, text: Buffer, place: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function decrypt(key: Buffer, box: string, place: string): Buffer {
  const bytes = Buffer.from(box, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()])
}

export function sealer(keyEncryptionKey: Buffer): Sealer {
  const at = (place: Place): string => `remit|${place.table}|${place.row}|${place.field}|1`
  return {
    seal(secret, place) {
      const dataKey = randomBytes(32)
      return {
        v: 1,
        key: encrypt(keyEncryptionKey, dataKey, `key|${at(place)}`),
        box: encrypt(dataKey, Buffer.from(secret), at(place)),
      }
    },
    open(sealed, place) {
      return decrypt(decrypt(keyEncryptionKey, sealed.key, `key|${at(place)}`), sealed.box, at(place)).toString('utf8')
    },
  }
}

/**
 * The key in `file`: 32 bytes in hex. Made with mode 0600 where `mayMake` (the embedded database); refused otherwise.
 * There is no default key.
 */
export function readKey(file: string, mayMake: boolean): Buffer {
  if (!fs.existsSync(file)) {
    if (!mayMake)
      throw new Error(
        `There is no key-encryption key at ${file}. Make one with: openssl rand -hex 32 > ${file}; chmod 600 ${file}`,
      )
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const fresh = `${file}.new-${process.pid}`
    fs.writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
    fs.renameSync(fresh, file)
  }
  const text = fs.readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} does not hold a key: 64 hexadecimal digits are wanted.`)
  return Buffer.from(text, 'hex')
}
