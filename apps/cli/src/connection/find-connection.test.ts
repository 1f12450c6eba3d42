import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConnection } from './find-connection.ts'

describe('the connection', () => {
  let home: string
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'remit-cli-'))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  const environment = (more: Record<string, string> = {}) => ({ XDG_CONFIG_HOME: home, REMIT_DATA_DIR: home, ...more })
  const leaveToken = (mode: number) => {
    writeFileSync(path.join(home, 'cli-token'), JSON.stringify({ url: 'http://127.0.0.1:4000', token: 'remit_local' }))
    chmodSync(path.join(home, 'cli-token'), mode)
  }
  const logIn = (url: string) => {
    mkdirSync(path.join(home, 'remit'))
    writeFileSync(path.join(home, 'remit/credentials.json'), JSON.stringify({ url, token: 'remit_saved' }))
  }

  it('goes to the server of this clone, with the token it left', () => {
    leaveToken(0o600)
    expect(findConnection({}, environment())).toEqual({
      url: { value: 'http://127.0.0.1:4000', from: path.join(home, 'cli-token') },
      token: { value: 'remit_local', from: path.join(home, 'cli-token') },
    })
  })

  it('does not believe a token file that others can read', () => {
    leaveToken(0o644)
    expect(findConnection({}, environment())).toEqual({
      url: { value: 'http://127.0.0.1:8080', from: 'default' },
      token: null,
    })
  })

  it('is what the environment says, before what was saved', () => {
    logIn('https://remit.example')
    const { url, token } = findConnection(
      {},
      environment({ REMIT_URL: 'https://other.example', REMIT_TOKEN: 'remit_env' }),
    )
    expect([url.value, token?.value]).toEqual(['https://other.example', 'remit_env'])
  })

  it('is the last login where nothing else is said', () => {
    logIn('https://remit.example')
    expect(findConnection({}, environment()).token?.value).toBe('remit_saved')
  })

  it('sends a token to nobody but the server it is for', () => {
    logIn('https://remit.example')
    leaveToken(0o600)
    expect(
      findConnection({ url: 'https://elsewhere.example' }, environment({ REMIT_BOOTSTRAP_TOKEN: 'b'.repeat(40) }))
        .token,
    ).toBeNull()
  })
})
