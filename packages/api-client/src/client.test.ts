import { describe, expect, it } from 'vitest'
import { answered, createClient, Refused, Unreachable } from './index.ts'

/** A server of few words: notes what it is sent, and answers what it is told to. */
function server(...answers: readonly Response[]) {
  const seen: Request[] = []
  const left = [...answers]
  const client = createClient({
    url: 'http://remit.example/',
    token: 'remit_secret',
    fetch: async (request) => {
      seen.push(request)
      return left.shift() ?? Response.json({ items: [] })
    },
  })
  return { client, seen }
}

const header = (request: Request | undefined, name: string) => request?.headers.get(name) ?? null

describe('the client', () => {
  it('sends its token, and a key with each write so that a repeated one is done once', async () => {
    const { client, seen } = server()
    await client.GET('/api/v1/ledger')
    await client.POST('/api/v1/ledger/verify')
    await client.POST('/api/v1/ledger/verify')
    expect(seen.map((request) => header(request, 'authorization'))).toEqual(Array(3).fill('Bearer remit_secret'))
    expect(header(seen[0], 'idempotency-key')).toBeNull()
    expect(new Set(seen.slice(1).map((request) => header(request, 'idempotency-key'))).size).toBe(2)
  })

  it('reads what it wrote: after a write it asks for a state at least as new', async () => {
    const { client, seen } = server(Response.json({}), Response.json({}, { headers: { 'remit-revision': 'r-7' } }))
    await client.GET('/api/v1/ledger')
    await client.POST('/api/v1/ledger/verify')
    await client.GET('/api/v1/ledger')
    expect(seen.map((request) => header(request, 'remit-at-least'))).toEqual([null, null, 'r-7'])
  })

  it('throws what the server refused, with all it said', async () => {
    const problem = {
      title: 'There is nothing here.',
      status: 404,
      code: 'request.no-such-thing',
      detail: 'Look elsewhere.',
    }
    const { client } = server(
      Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } }),
    )
    const refused = await answered(client.GET('/api/v1/ledger')).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).problem).toEqual(problem)
  })

  it('takes an error page of something in between for what it is', async () => {
    const { client } = server(new Response('Bad gateway', { status: 502 }))
    await expect(answered(client.GET('/api/v1/ledger'))).rejects.toThrow('The server answered 502.')
  })

  it('says who does not answer', async () => {
    const client = createClient({ url: 'http://127.0.0.1:9' })
    await expect(answered(client.GET('/api/v1/ledger'))).rejects.toThrow(Unreachable)
    await expect(answered(client.GET('/api/v1/ledger'))).rejects.toThrow(/127\.0\.0\.1:9 does not answer/)
  })
})
