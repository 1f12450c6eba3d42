import { expect, it } from 'vitest'
import { SETTINGS } from '../../server/src/platform/config.ts'
import { SERVER_SETTINGS } from '../src/connection/server-settings.ts'

it('remit config knows every setting the server reads, and which of them are secret', () => {
  expect(Object.keys(SERVER_SETTINGS).sort()).toEqual(Object.keys(SETTINGS).sort())
  for (const [name, setting] of Object.entries(SETTINGS))
    if ('secret' in setting) expect(SERVER_SETTINGS[name]?.secret, name).toBe(true)
})
