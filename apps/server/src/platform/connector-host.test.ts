import fs from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import type { Instant } from '@remit/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StoppedClock } from './clock.ts'
import { addressGuard, connectorHost } from './connector-host.ts'
import { openLog } from './log.ts'

let root: string
let server: http.Server
let url: string

beforeAll(async () => {
  root = await fs.mkdtemp(path.join(os.tmpdir(), 'remit-host-'))
  await fs.mkdir(path.join(root, 'files'))
  await fs.writeFile(path.join(root, 'key'), 'secret')
  await fs.writeFile(path.join(root, 'files', 'a.csv'), 'a')
  await fs.symlink(path.join(root, 'key'), path.join(root, 'files', 'link'))
  server = http.createServer((request, response) => {
    if (request.url === '/moved') return response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    if (request.url === '/bomb')
      return response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync(Buffer.alloc(2_000_000)))
    if (request.url === '/slow') return void setTimeout(() => response.end('late'), 5000).unref()
    if (request.url === '/endless') {
      const more = setInterval(() => response.write(Buffer.alloc(100_000)), 1)
      return response.on('close', () => clearInterval(more))
    }
    return response.end(`${request.method} ${request.headers.authorization}`)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await fs.rm(root, { recursive: true })
})

const host = (more: object = {}) =>
  connectorHost(
    {
      fileRoots: [path.join(root, 'files')],
      privateTargets: true,
      clock: new StoppedClock(0 as Instant),
      log: openLog('silent'),
      deadline: 300,
      answerLimit: 1_000_000,
      ...more,
    },
    'test',
  )

describe('what a connector gets of the outside', () => {
  it('is an answer', async () => {
    expect(
      await host().fetch(`${url}/x`, { method: 'POST', headers: { authorization: 'Bearer t' }, body: '{}' }),
    ).toMatchObject({ status: 200, body: 'POST Bearer t' })
  })

  it('is no redirect followed', async () => {
    expect(await host().fetch(`${url}/moved`)).toMatchObject({ status: 302 })
  })

  it.each([
    ['/bomb', /larger than|Cannot create a Buffer|too large/i],
    ['/endless', /more than 1000000 bytes|aborted/],
    ['/slow', /aborted/],
  ])('is not endless: %s', async (at, says) => {
    await expect(host().fetch(`${url}${at}`)).rejects.toThrow(says)
  })

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://0.0.0.0:1/',
    'file:///etc/passwd',
  ])('is never %s', async (target) => {
    await expect(host().fetch(target)).rejects.toThrow(/may not be reached|no protocol/)
  })

  it('is no private address, by name or number, where the operator said so', async () => {
    await expect(host({ privateTargets: false }).fetch(url)).rejects.toThrow('REMIT_PRIVATE_TARGETS')
    const guard = addressGuard(false)
    expect(
      ['10.1.2.3', '192.168.0.1', '::1', 'fd00::1', '::ffff:127.0.0.1', '100.64.0.1'].filter(
        (address) => guard(address) === null,
      ),
    ).toEqual([])
    expect(
      ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'].filter((address) => guard(address) !== null),
    ).toEqual([])
  })

  it.each(['../key', 'link', '/etc/passwd'])('is no file outside of its folders: %s', async (file) => {
    await expect(host().files.read(file)).rejects.toThrow('REMIT_FILES')
    await expect(host().files.write(file, new Uint8Array([1]))).rejects.toThrow('REMIT_FILES')
    expect(await host().files.exists(file)).toBe(false)
  })

  it('is a file inside of them', async () => {
    await host().files.write('b.csv', new TextEncoder().encode('b'))
    expect(Buffer.from(await host().files.read('b.csv')).toString()).toBe('b')
    expect(await host().files.exists('a.csv')).toBe(true)
  })
})
