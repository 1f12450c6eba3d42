import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'

/** How soon we notice, in milliseconds, that npm is gone. */
const LOOK = 250

/**
 * Starts the real thing in our place: same terminal, same input, its exit is ours. Signals go on to it, except what
 * a terminal already sent to both of us: a second Ctrl-C would read as "at once".
 */
export function handOver(node, args, environment = {}) {
  const child = spawn(node, args, {
    stdio: 'inherit',
    env: { ...process.env, ...environment, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
  })
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !terminal) child.kill(signal)
    })
  // npm passes a signal to the shell between us, which dies of it and tells nobody: its end is the signal then.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    const watch = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(watch)
      child.kill('SIGTERM')
    }, LOOK)
  }
  child.on('error', (error) => {
    console.error(`[remit] ${node} does not start: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
