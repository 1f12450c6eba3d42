import { expect, it } from 'vitest'
import { openLog } from '../log.ts'
import { securityHeaders } from './security-headers.ts'
import { openHttp } from './server.ts'

const open = async (https: boolean) => {
  const http = await openHttp({ log: openLog('silent'), authenticate: async () => null, https })
  http.get('/page', { config: { permission: 'open' } }, async () => 'page')
  http.get('/breaks', { config: { permission: 'open' } }, async () => {
    throw new Error('broken')
  })
  http.get('/closed', { config: { permission: 'anything' } }, async () => 'closed')
  return http
}

it('go with every answer, whatever it is', async () => {
  const http = await open(false)
  for (const [url, status] of [
    ['/page', 200],
    ['/breaks', 500],
    ['/closed', 401],
    ['/nowhere', 404],
  ] as const) {
    const { headers, statusCode } = await http.inject(url)
    expect(statusCode).toBe(status)
    expect(headers).toMatchObject(securityHeaders(false))
  }
})

it('forbid everything to a page but what is its own, and being framed', () => {
  const { 'content-security-policy': policy, 'x-frame-options': frames } = securityHeaders(false)
  expect(policy).toMatch(/^default-src 'none';.*frame-ancestors 'none'/)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(frames).toBe('DENY')
})

it('bind a browser to https only where that is how it came', async () => {
  const header = 'strict-transport-security'
  expect((await (await open(true)).inject('/page')).headers[header]).toContain('max-age=31536000')
  expect((await (await open(false)).inject('/page')).headers[header]).toBeUndefined()
})
