import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

export { type ByHand, byHand } from './by-hand.ts'

const SUFFIX = 'dc=acme,dc=test'
const ADMIN = { dn: `cn=admin,${SUFFIX}`, password: 'admin-of-a-throw-away-directory' }
/** May read everything, and no more than five entries of it at a time. */
const READER = { dn: `cn=reader,${SUFFIX}`, password: 'reader-of-a-throw-away-directory' }
const SCHEMAS = '/etc/ldap/schema'
const MODULES = '/usr/lib/ldap'
const JOURNAL = 'changes.ldif'

export interface Slapd {
  readonly url: string
  readonly suffix: string
  readonly people: string
  readonly groups: string
  readonly admin: { readonly dn: string; readonly password: string }
  readonly reader: { readonly dn: string; readonly password: string }
  /** PEM of the certificate, which is its own authority; `null` without TLS. */
  readonly ca: string | null
  /** LDIF of every change that succeeded, where the `auditlog` overlay writes it. */
  readonly journal: string
  close(): Promise<void>
}

export interface SlapdOptions {
  /** More entries, LDIF below the suffix; ou=people and ou=groups are there. */
  readonly ldif?: string
  readonly overlays?: readonly ('memberof' | 'refint' | 'ppolicy' | 'auditlog')[]
  /** Offers STARTTLS with a certificate for `localhost` that nobody else trusts; needs `openssl`. */
  readonly tls?: boolean
}

/** Why no slapd can be started here, or `null`: the reason that a skipped test names. */
export function whyNoSlapd(): string | null {
  if (program('slapd') === null) return 'slapd is not installed'
  return existsSync(`${SCHEMAS}/core.schema`) ? null : `no LDAP schemas in ${SCHEMAS}`
}

/** Debian's slapd on a loopback port, on a directory of its own that goes when it is closed. */
export async function startSlapd({ ldif = '', overlays = [], tls = false }: SlapdOptions = {}): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'remit-slapd-'))
  const configuration = join(folder, 'slapd.conf')
  await mkdir(join(folder, 'data'))
  const ca = tls ? await certify(folder) : null
  await writeFile(configuration, configure(folder, overlays, tls))
  await writeFile(join(folder, 'first.ldif'), `${FIRST}\n${ldif}`)
  await promisify(execFile)(program('slapadd')!, ['-f', configuration, '-l', join(folder, 'first.ldif')])

  const port = await freePort()
  const url = `ldap://127.0.0.1:${port}`
  const server = spawn(program('slapd')!, ['-d', '0', '-f', configuration, '-h', `${url}/`], { stdio: 'ignore' })
  // A test that fails before it closes must not leave a server behind.
  const end = (): boolean => server.kill('SIGKILL')
  process.once('exit', end)
  await listening(server, port)
  return {
    url,
    suffix: SUFFIX,
    people: `ou=people,${SUFFIX}`,
    groups: `ou=groups,${SUFFIX}`,
    admin: ADMIN,
    reader: READER,
    ca,
    journal: join(folder, JOURNAL),
    async close() {
      process.off('exit', end)
      const ended = new Promise((done) => server.once('exit', done))
      if (server.exitCode === null && server.kill('SIGTERM')) await ended
      await rm(folder, { recursive: true })
    },
  }
}

const configure = (folder: string, overlays: readonly string[], tls: boolean): string =>
  [
    ...['core', 'cosine', 'inetorgperson'].map((schema) => `include ${SCHEMAS}/${schema}.schema`),
    `pidfile ${folder}/slapd.pid`,
    `modulepath ${MODULES}`,
    ...['back_mdb', ...overlays].map((module) => `moduleload ${module}`),
    ...(tls ? [`TLSCertificateFile ${folder}/cert.pem`, `TLSCertificateKeyFile ${folder}/key.pem`] : []),
    'database mdb',
    `suffix "${SUFFIX}"`,
    `directory ${folder}/data`,
    'maxsize 104857600',
    'dbnosync',
    `rootdn "${ADMIN.dn}"`,
    `rootpw ${ADMIN.password}`,
    'index objectClass,entryUUID,uid,member eq',
    `limits dn.exact="${READER.dn}" size=5`,
    'access to attrs=userPassword by anonymous auth by * none',
    'access to * by users read by anonymous none',
    ...overlays.map((overlay) => `overlay ${overlay}`),
    ...(overlays.includes('auditlog') ? [`auditlog ${folder}/${JOURNAL}`] : []),
    ...(overlays.includes('refint') ? ['refint_attributes member', 'refint_nothing "cn=nobody"'] : []),
    '',
  ].join('\n')

const FIRST = `dn: ${SUFFIX}
objectClass: dcObject
objectClass: organization
o: Acme
dc: acme

dn: ou=people,${SUFFIX}
objectClass: organizationalUnit
ou: people

dn: ou=groups,${SUFFIX}
objectClass: organizationalUnit
ou: groups

dn: ${READER.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: ${READER.password}
`

/** /usr/sbin, where Debian puts it, is in few people's PATH. */
export const program = (name: string): string | null =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null

async function certify(folder: string): Promise<string> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'
  const names = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate]
  await promisify(execFile)('openssl', [...request.split(' '), ...names])
  return readFile(certificate, 'utf8')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return port
}

async function listening(server: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`slapd ended with ${server.exitCode}`)
    const answers = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true))
      socket.once('error', () => done(false)).once('connect', () => socket.destroy())
    })
    if (answers) return
    await pause(50)
  }
  server.kill('SIGKILL')
  throw new Error('slapd does not listen')
}
