import { accept, days } from '@remit/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { findEntries } from '../ledger/index.ts'
import { addIdentity } from '../provisioning/testing/scene.ts'
import { distrustSilent, saveDevices } from './commands.ts'
import { findDevices } from './store.ts'

let platform: TestPlatform
const heard: string[] = []
beforeEach(async () => {
  platform = await testPlatform()
  heard.length = 0
  platform.events.on('devices.changed', async (_work, { owners }) => void heard.push(...owners))
})
afterEach(() => platform.close())

const report = (lastSeen?: string) =>
  platform.perform(TESTER, async (work) =>
    accept(
      await saveDevices(work, 'mdm', [
        {
          key: 'laptop',
          owner: 'ada',
          managed: true,
          compliant: true,
          attributes: {},
          ...(lastSeen === undefined ? {} : { lastSeen }),
        },
      ]),
    ),
  )
const timePasses = () => platform.perform(TESTER, async (work) => accept(await distrustSilent(work, 10)))
const trust = async () => (await findDevices(platform.database, { limit: 1 }))[0]?.trust

describe('a device that nobody hears of any more', () => {
  it('is believed compliant for thirty days and not a moment longer, and its owner’s access is looked at again', async () => {
    const ada = await addIdentity(platform, 'ada')
    await report('2026-03-02T09:00:00Z')
    platform.clock.pass(days(30) - 1)
    await timePasses()
    expect(await trust()).toBe('compliant')
    heard.length = 0
    platform.clock.pass(1)
    await timePasses()
    expect(await trust()).toBe('managed')
    expect(heard).toEqual([ada])
    expect(await findEntries(platform.database, { action: 'device.posture-changed', limit: 5 })).toHaveLength(1)
    await timePasses()
    expect(await findEntries(platform.database, { action: 'device.posture-changed', limit: 5 })).toHaveLength(1)
  })

  it('is compliant again once it is reported', async () => {
    await report('2026-03-02T09:00:00Z')
    platform.clock.pass(days(40))
    await timePasses()
    await report('2026-04-11T09:00:00Z')
    expect(await trust()).toBe('compliant')
  })

  it('is not compliant when what is said of its last sight is no time', async () => {
    await report('03/02/2026')
    expect(await trust()).toBe('managed')
  })

  it('stays as it is where the reporter never says when it was seen', async () => {
    await report()
    platform.clock.pass(days(400))
    await timePasses()
    expect(await trust()).toBe('compliant')
  })
})
