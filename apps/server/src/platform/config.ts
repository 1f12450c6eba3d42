import path from 'node:path'

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** `null`: the embedded database. */
  readonly databaseUrl: string | null
  readonly example: 'acme' | 'none'
  readonly bootstrapToken: string | null
  readonly publicUrl: string | null
  readonly keyFile: string | null
  readonly role: 'all' | 'api' | 'worker'
  readonly logLevel: string
  /** Folders that connectors may read files from, besides the data directory. */
  readonly fileRoots: readonly string[]
  /** Whether connectors may speak to loopback and private addresses. */
  readonly privateTargets: boolean
}

/** Each setting: where it comes from, what it is by default, and what it must look like. */
export const SETTINGS = {
  HOST: { fallback: '127.0.0.1', means: 'address to listen on' },
  PORT: { fallback: '8080', means: 'port to listen on; 0 picks a free one' },
  REMIT_DATA_DIR: { fallback: '.remit', means: 'embedded database, keys, files' },
  DATABASE_URL: { fallback: '', means: 'an external PostgreSQL (15 or newer) instead of the embedded one' },
  REMIT_EXAMPLE: {
    fallback: 'none',
    means: '`acme` loads the example organisation on first start, `none` starts empty',
  },
  REMIT_BOOTSTRAP_TOKEN: {
    fallback: '',
    means: 'administrator token accepted from first start; at least 32 characters',
    secret: true,
  },
  REMIT_PUBLIC_URL: { fallback: '', means: 'the URL seen from outside' },
  REMIT_KEY_FILE: {
    fallback: '',
    means: 'key-encryption key; made in the data directory with the embedded database, required otherwise',
  },
  REMIT_ROLE: { fallback: 'all', means: '`all`, `api` or `worker`' },
  REMIT_LOG_LEVEL: { fallback: 'info', means: 'trace, debug, info, warn, error, silent' },
  REMIT_FILES: { fallback: '', means: 'folders connectors may read, separated by `:`' },
  REMIT_PRIVATE_TARGETS: {
    fallback: 'yes',
    means: '`yes`: connectors may reach loopback and private addresses; `no`: public ones only',
  },
} as const satisfies Record<string, { fallback: string; means: string; secret?: true }>

/** What the operator can mend without reading our code: said in one sentence, with no stack. */
export class BadConfig extends Error {}

/** @throws BadConfig with a sentence for the operator: what was set, what is allowed. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const of = (name: keyof typeof SETTINGS): string => environment[name] || SETTINGS[name].fallback
  const oneOf = <T extends string>(name: keyof typeof SETTINGS, allowed: readonly T[]): T => {
    const value = of(name)
    const found = allowed.find((one) => one === value)
    if (!found) throw new BadConfig(`${name} is "${value}"; allowed are ${allowed.join(', ')}.`)
    return found
  }
  const port = Number(of('PORT'))
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new BadConfig(`PORT is "${of('PORT')}"; it is a number from 0 to 65535.`)
  const publicUrl = of('REMIT_PUBLIC_URL') || null
  if (publicUrl && !/^https?:$/.test(URL.parse(publicUrl)?.protocol ?? ''))
    throw new BadConfig(`REMIT_PUBLIC_URL is "${publicUrl}"; it is a whole URL, such as https://remit.example.com.`)
  const bootstrapToken = of('REMIT_BOOTSTRAP_TOKEN') || null
  if (bootstrapToken && bootstrapToken.length < 32)
    throw new BadConfig(`REMIT_BOOTSTRAP_TOKEN has ${bootstrapToken.length} characters; at least 32 are needed.`)
  const databaseUrl = of('DATABASE_URL') || null
  const keyFile = of('REMIT_KEY_FILE') || null
  if (databaseUrl && !keyFile)
    throw new BadConfig(
      'With DATABASE_URL, REMIT_KEY_FILE must name the file of the key-encryption key (outside the database and its backups).',
    )
  return {
    host: of('HOST'),
    port,
    dataDir: path.resolve(of('REMIT_DATA_DIR')),
    databaseUrl,
    example: oneOf('REMIT_EXAMPLE', ['acme', 'none']),
    bootstrapToken,
    publicUrl,
    keyFile,
    role: oneOf('REMIT_ROLE', ['all', 'api', 'worker']),
    logLevel: oneOf('REMIT_LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    fileRoots: of('REMIT_FILES')
      .split(path.delimiter)
      .filter(Boolean)
      .map((root) => path.resolve(root)),
    privateTargets: oneOf('REMIT_PRIVATE_TARGETS', ['yes', 'no']) === 'yes',
  }
}
