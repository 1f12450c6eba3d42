import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own, which is what is measured. */
export interface Server {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/**
 * Remit as it is started in production, on a data directory that was filled before.
 * @param token of an administrator, accepted from the first start on
 * @param flags for Node, such as those of its profiler
 */
export async function startRemit(dataDir: string, token: string, flags: readonly string[] = []): Promise<Server> {
  const conditions = process.execArgv.filter((flag) => flag.startsWith('--conditions'))
  const main = fileURLToPath(import.meta.resolve('@remit/server/main'))
  const child = spawn(process.execPath, [...conditions, ...flags, main], {
    env: {
      ...process.env,
      PORT: '0',
      REMIT_DATA_DIR: dataDir,
      REMIT_BOOTSTRAP_TOKEN: token,
      REMIT_LOG_LEVEL: 'error',
      REMIT_EXAMPLE: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { ...(await started(child, /listening on http:\/\/[^:]+:(\d+)/)), stop: () => stop(child) }
}

/** @param listening its first group is the port @throws with what it said, when it ends before it listens. */
export function started(child: ChildProcess, listening: RegExp): Promise<{ port: number; pid: number }> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (bytes: Buffer): void => {
      said = (said + bytes.toString()).slice(-20_000)
      const found = listening.exec(said)
      if (found) resolve({ port: Number(found[1]), pid: child.pid! })
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.slice(-2_000)}`)))
  })
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
