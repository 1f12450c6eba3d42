import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** C2SP signed note carrying a C2SP tlog-checkpoint: origin, tree size, root; then one Ed25519 signature line. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

export interface NoteKey {
  readonly name: string
  readonly publicKey: Buffer
  readonly privateKey: KeyObject
}

const ED25519 = 1
/** DER in front of a raw Ed25519 public key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** First four bytes of SHA-256(name, newline, algorithm, public key): how a note names its key. */
const keyHash = (name: string, publicKey: Buffer): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ED25519]))
    .update(publicKey)
    .digest()
    .subarray(0, 4)

export function makeKey(name: string): { readonly key: NoteKey; readonly secret: string } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const secret = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { key: keyOf(name, secret), secret }
}

export function keyOf(name: string, secret: string): NoteKey {
  const privateKey = createPrivateKey(secret)
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI.length)
  return { name, publicKey, privateKey }
}

/** `name+hash+base64`, the verifier key text that C2SP tools take. */
export const verifierKey = (name: string, publicKey: Buffer): string =>
  `${name}+${keyHash(name, publicKey).toString('hex')}+${Buffer.concat([Buffer.from([ED25519]), publicKey]).toString('base64')}`

const textOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\n`

export function signNote(checkpoint: Checkpoint, key: NoteKey): string {
  const text = textOf(checkpoint)
  const signature = Buffer.concat([keyHash(key.name, key.publicKey), sign(null, Buffer.from(text), key.privateKey)])
  return `${text}\n— ${key.name} ${signature.toString('base64')}\n`
}

/** The checkpoint of a note that one of these keys signed, or `null`. */
export function openNote(note: string, keys: readonly { name: string; publicKey: Buffer }[]): Checkpoint | null {
  const found = /^([^\n]+)\n(\d{1,15})\n([A-Za-z0-9+/=]+)\n\n((?:— \S+ [A-Za-z0-9+/=]+\n)+)$/u.exec(note)
  if (!found) return null
  const [, origin, size, root, signatures] = found
  const checkpoint = { origin: origin!, size: Number(size), root: Buffer.from(root!, 'base64') }
  for (const line of signatures!.trimEnd().split('\n')) {
    const [, name, text] = line.split(' ')
    const bytes = Buffer.from(text!, 'base64')
    for (const key of keys) {
      if (key.name !== name || !keyHash(key.name, key.publicKey).equals(bytes.subarray(0, 4))) continue
      const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key.publicKey]), format: 'der', type: 'spki' })
      if (verify(null, Buffer.from(textOf(checkpoint)), publicKey, bytes.subarray(4))) return checkpoint
    }
  }
  return null
}
