import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { say } from './say.mjs'

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Sleeps without a turn of the event loop: the launcher is a script that does one thing after another. */
const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

/** Takes the lock, or says who has it. Linking a written file is one step: nobody ever reads a lock without a holder. */
function take(lock) {
  const mine = `${lock}.${process.pid}`
  fs.writeFileSync(mine, String(process.pid))
  try {
    fs.linkSync(mine, lock)
    return null
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return Number(fs.readFileSync(lock, 'utf8'))
  } finally {
    fs.rmSync(mine, { force: true })
  }
}

/**
 * Runs a deed while no other launcher of this checkout installs or builds: `npm start` and `npx remit` may begin
 * together. The lock names its holder, so that one left behind by a killed launcher does not block the next.
 */
export function alone(root, deed) {
  const lock = path.join(root, 'tools/runtime/launching')
  let told = false
  for (;;) {
    let holder
    try {
      holder = take(lock)
    } catch (error) {
      // Released between our try and our look.
      if (error.code !== 'ENOENT') throw error
      continue
    }
    if (holder === null) break
    if (!isAlive(holder)) fs.rmSync(lock, { force: true })
    else if (!told) {
      say('another command is installing or building; waiting for it …')
      told = true
    }
    sleep(100)
  }
  try {
    return deed()
  } finally {
    fs.rmSync(lock, { force: true })
  }
}
