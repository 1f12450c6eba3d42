import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export const BUILT = path.join(import.meta.dirname, '../../dist/main.js')
export const TOKEN = 'remit_a-token-of-a-server-to-be-killed'

export interface ServerProcess {
  readonly pid: number
  ask<Answer>(method: 'GET' | 'POST', url: string, body?: object): Promise<Answer>
  /** At once, in the middle of whatever it does. The embedded database lives on, as it would. */
  kill(): Promise<void>
  /** As an operator would: it finishes what is under way and takes the database down. */
  end(): Promise<void>
}

/** Why there is nothing to start, or `null`. */
export const whyNotBuilt = (): string | null => (fs.existsSync(BUILT) ? null : 'the server is not built: npm run build')

/** The built server as operators run it: a process of its own, with the embedded database. Resolves when it listens. */
export async function startServer(
  dataDir: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [BUILT], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      REMIT_DATA_DIR: dataDir,
      REMIT_EXAMPLE: 'none',
      REMIT_BOOTSTRAP_TOKEN: TOKEN,
      REMIT_LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resume) => child.once('exit', () => resume()))
  // A test that fails must not leave a server behind.
  const abandon = (): boolean => child.kill('SIGKILL')
  process.once('exit', abandon)
  void gone.then(() => process.off('exit', abandon))
  const url = await listening(child)
  const stop = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    child.kill(signal)
    await gone
  }
  return {
    pid: child.pid!,
    async ask<Answer>(method: 'GET' | 'POST', route: string, body?: object) {
      const answer = await fetch(`${url}${route.startsWith('/access') ? '' : '/api/v1'}${route}`, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${text}`)
      return (text === '' ? null : JSON.parse(text)) as Answer
    },
    kill: () => stop('SIGKILL'),
    end: () => stop('SIGTERM'),
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk
      const found = /listening on (http\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}
