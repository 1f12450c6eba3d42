import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from './fingerprint.mjs'
import { notInstalled } from './installed.mjs'
import { isNewEnough } from './pick-node.mjs'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-launch-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
  return file
}
const module = (name: string): string => JSON.stringify(path.join(import.meta.dirname, name))

describe('the Node that runs us', () => {
  it.each(['22.18.0', '22.20.1', '24.0.0', '26.1.0'])('is new enough as %s', (version) => {
    expect(isNewEnough(version)).toBe(true)
  })
  it.each(['18.20.0', '20.20.2', '22.17.9'])('is too old as %s', (version) => {
    expect(isNewEnough(version)).toBe(false)
  })
})

describe('what is installed', () => {
  const locked = {
    '': { name: 'remit' },
    'packages/kernel': { version: '0.1.0' },
    'node_modules/@remit/kernel': { link: true, resolved: 'packages/kernel' },
    'node_modules/kysely': { version: '0.29.9', integrity: 'a' },
    'node_modules/postgres-for-a-mac': { version: '18.4.0', integrity: 'b', optional: true },
  }
  const { '': _root, 'node_modules/postgres-for-a-mac': _mac, ...here } = locked

  it('is complete without the packages for other machines', () => {
    expect(notInstalled(locked, here)).toEqual([])
  })
  it('lacks everything when npm never came to its end', () => {
    expect(notInstalled(locked, null)).toEqual(['node_modules/@remit/kernel', 'node_modules/kysely'])
  })
  it.each([
    ['is of another version', { ...here, 'node_modules/kysely': { version: '0.28.0', integrity: 'a' } }],
    ['has other contents', { ...here, 'node_modules/kysely': { version: '0.29.9', integrity: 'z' } }],
  ])('lacks a package that %s', (_how, present) => {
    expect(notInstalled(locked, present)).toEqual(['node_modules/kysely'])
  })
})

describe('the fingerprint of sources', () => {
  const print = (): string => fingerprint(folder, ['packages', 'tsconfig.json', 'not-there'])

  it('stays while nothing is touched, whatever is built or installed beside', () => {
    write('packages/a.ts', '1')
    const before = print()
    write('packages/dist/a.js', '1')
    write('packages/node_modules/b.js', '1')
    expect(print()).toBe(before)
  })
  it.each([
    ['changed', () => write('packages/a.ts', '12')],
    ['added', () => write('packages/b/c.ts', '1')],
    ['removed', () => fs.rmSync(path.join(folder, 'packages/a.ts'))],
  ])('changes when a file is %s', (_how, change) => {
    write('packages/a.ts', '1')
    const before = print()
    change()
    expect(print()).not.toBe(before)
  })
})

describe('two launchers', () => {
  it('take turns', async () => {
    fs.mkdirSync(path.join(folder, 'tools/runtime'), { recursive: true })
    const log = write('log', '')
    const script = write(
      'launcher.mjs',
      `import fs from 'node:fs'
       import { alone } from ${module('alone.mjs')}
       alone(${JSON.stringify(folder)}, () => {
         fs.appendFileSync(${JSON.stringify(log)}, 'in ')
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150)
         fs.appendFileSync(${JSON.stringify(log)}, 'out ')
       })`,
    )
    // One that was killed while it held the lock left this behind.
    write('tools/runtime/launching', '99999999')
    await Promise.all([1, 2, 3].map(async () => once(spawn(process.execPath, [script], { stdio: 'ignore' }), 'exit')))
    expect(fs.readFileSync(log, 'utf8')).toBe('in out in out in out ')
    expect(fs.existsSync(path.join(folder, 'tools/runtime/launching'))).toBe(false)
  })
})

describe('handing over', () => {
  const launcher = (program: string): string => {
    const started = write('program.mjs', program)
    return write(
      'launcher.mjs',
      `import { handOver } from ${module('hand-over.mjs')}; handOver(process.execPath, [${JSON.stringify(started)}, 'word'], { REMIT_EXAMPLE: 'acme' })`,
    )
  }
  const SERVER = `
    const life = setInterval(() => {}, 1000)
    process.on('SIGTERM', () => { console.log('draining'); clearInterval(life) })
    console.log('up')`

  async function said(child: ChildProcess, word: string): Promise<void> {
    let text = ''
    for await (const part of child.stdout!) {
      text += part
      if (text.includes(word)) return
    }
    throw new Error(`it said ${text}`)
  }

  it('passes arguments and settings on, and answers with its exit', async () => {
    const child = spawn(
      process.execPath,
      [launcher(`console.log(process.argv[2], process.env.REMIT_EXAMPLE); process.exitCode = 3`)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const ended = once(child, 'exit')
    await said(child, 'word acme')
    expect((await ended)[0]).toBe(3)
  })

  it('passes SIGTERM on and waits for the end', async () => {
    const child = spawn(process.execPath, [launcher(SERVER)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await said(child, 'up')
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  })

  it('ends what it started when the shell between npm and us is gone', async () => {
    const file = launcher(SERVER)
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${file}"; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'start' },
    })
    let text = ''
    shell.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    await expect.poll(() => text, { timeout: 10_000 }).toContain('up')
    shell.kill('SIGKILL')
    await expect.poll(() => text, { timeout: 5000 }).toContain('draining')
  })
})
