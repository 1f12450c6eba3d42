import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { readAll } from '@remit/connector-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { ldap } from './connector.ts'

let server: Server
const sockets = new Set<Socket>()
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server.close()
})

/** A session with whatever lets it bind and then answers as the test says. */
async function against(answer: (socket: Socket) => void, deadline = 300) {
  server = createServer((socket) => {
    let requests = 0
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (request: Buffer) => (++requests === 1 ? socket.write(bindSucceeded(request)) : answer(socket)))
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  return ldap.open(
    {
      url: `ldap://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bindDn: 'cn=admin',
      password: 'password',
      accounts: { base: 'ou=people' },
    },
    { ...testHost(), deadline },
  )
}

/** BindResponse, success, with the message id of the request (a short one, of one byte). */
const bindSucceeded = (request: Buffer): Buffer =>
  Buffer.from([0x30, 0x0c, 0x02, 0x01, request[request.indexOf(0x02) + 2]!, 0x61, 7, 0x0a, 1, 0, 4, 0, 4, 0])

describe('a directory that', () => {
  it('sends an answer without end is cut off', async () => {
    const session = await against((socket) => {
      // A sequence that says it is 2 GiB long, and begins to be.
      socket.write(Buffer.from('30847fffffff', 'hex'))
      const chunk = Buffer.alloc(1024 * 1024)
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      }
      socket.on('drain', pour)
      pour()
    }, 10_000)
    const all = await readAll(session.read.accounts!, { pages: 10, items: 10 })
    expect(all).toMatchObject({ complete: false, why: expect.stringMatching('16 MiB|Connection closed') })
  })

  it.each([
    ['sends noise', Buffer.from('3003ffffff', 'hex')],
    ['sends HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s proves nothing', async (_, noise) => {
    const session = await against((socket) => socket.write(noise))
    expect((await readAll(session.read.accounts!, { pages: 10, items: 10 })).complete).toBe(false)
    expect((await session.write.deleteAccount!({ account: 'x' }, 'key')).outcome).toBe('later')
  })

  it('hung up is connected once again, however many ask at once', async () => {
    const session = await against((socket) => {
      if (sockets.size === 1) socket.destroy()
    })
    await session.read.account!('x').catch(() => {})
    await Promise.allSettled([1, 2, 3, 4].map(() => session.read.account!('x')))
    expect(sockets.size).toBe(2)
  })

  it('says nothing is given up on', async () => {
    const session = await against(() => {})
    expect((await session.check()).outcome).toBe('later')
  })
})
