import { readAll } from '@remit/connector-sdk'
import { connectorContract } from '@remit/connector-sdk/contract-suite'
import { describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { type CsvDevicesSettings, csvDevices } from './devices.ts'

const HEADER = 'serial,owner,platform,model,managed,compliant,last_seen'
const open = (file: string, settings: Partial<CsvDevicesSettings> = {}) =>
  csvDevices.open({ path: 'devices.csv', ...settings }, testHost({ 'devices.csv': file }))
const read = async (file: string, settings: Partial<CsvDevicesSettings> = {}) =>
  readAll((await open(file, settings)).read.devices!, { pages: 10, items: 100 })

connectorContract({ connector: csvDevices, open: () => open(`${HEADER}\nLT-1,ada,macos,Air,true,true,\n`) })

describe('devices from a CSV file', () => {
  it('say what their cells say, and nothing of what is empty', async () => {
    const rows = 'LT-1,ada@acme.test,windows,Latitude,TRUE,no,2026-11-20T12:24:00Z\nLT-2,,,,,,\n'
    expect(await read(`${HEADER}\n${rows}`)).toEqual({
      complete: true,
      items: [
        {
          key: 'LT-1',
          owner: 'ada@acme.test',
          platform: 'windows',
          managed: true,
          compliant: false,
          lastSeen: '2026-11-20T12:24:00Z',
          attributes: { model: 'Latitude' },
        },
        { key: 'LT-2', attributes: {} },
      ],
    })
  })

  it('may have other columns, and a trailer that counts them', async () => {
    const columns = { key: 'id', lastSeen: 'seen' }
    const file = 'id,owner,platform,managed,compliant,seen\nA,ada,ios,yes,1,2026-01-01\nEND,1\n'
    expect(await read(file, { columns, trailer: 'END' })).toMatchObject({
      complete: true,
      items: [{ compliant: true }],
    })
    expect((await read(file.replace('END,1', 'END,2'), { columns, trailer: 'END' })).complete).toBe(false)
  })

  it.each([
    ['nothing', '', 'the file is empty'],
    ['no device', `${HEADER}\n`, 'there is no device'],
    ['no column of compliance', 'serial,owner,platform,managed,last_seen\nA,,,,\n', 'no column "compliant"'],
    ['a device twice', `${HEADER}\nA,,,,,,\nA,,,,,,\n`, 'line 3: "A" stands there twice'],
    ['a device without key', `${HEADER}\n,ada,,,,,\n`, 'line 2: no serial'],
    ['a guess at compliance', `${HEADER}\nA,,,,,maybe,\n`, 'compliant is "maybe", neither true nor false'],
    ['a time that is none', `${HEADER}\nA,,,,,,yesterday\n`, 'last_seen is "yesterday", no time'],
  ])('prove nothing where the file has %s', async (_, file, why) => {
    expect(await read(file)).toMatchObject({ complete: false, why: expect.stringContaining(why) })
  })
})
