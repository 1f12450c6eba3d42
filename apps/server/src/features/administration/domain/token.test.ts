import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hashOfToken, makeToken } from './token.ts'

describe('a token', () => {
  it('has a shape that scanners find, and a check that makes them sure', () => {
    const token = makeToken('api')
    const [, body, check] = /^(remit_api_[A-Za-z0-9_-]{43})_([0-9a-f]{8})$/.exec(token)!
    expect(crc32(body!).toString(16).padStart(8, '0')).toBe(check)
  })
  it('is never made twice, and says what it is for', () => {
    const made = Array.from({ length: 1000 }, () => makeToken('session'))
    expect(new Set(made).size).toBe(1000)
    expect(makeToken('setup')).toMatch(/^remit_setup_/)
  })
  it('is kept as SHA-256 alone', () => {
    expect(hashOfToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
