import { randomFrom } from '@remit/connector-sdk/chaos'
import { describe, expect, it } from 'vitest'
import type { TestPlatform } from '../../testing/test-platform.ts'
import { findEntries } from '../ledger/index.ts'
import { takeRun } from './commands/take-run.ts'
import { findRun } from './store/runs.ts'
import { csv, firm, openScene } from './testing/scene.ts'

const SECONDS = Number(process.env.REMIT_PROVE_SECONDS ?? 60)
const SEED = Number(process.env.REMIT_PROVE_SEED ?? 1)
const PEOPLE = 1_300

describe('runs killed again and again', () => {
  it('end as if nobody had touched them, and record each joiner once', async () => {
    const until = Date.now() + SECONDS * 1000
    for (let round = 0; round === 0 || Date.now() < until; round++) {
      const random = randomFrom(SEED + round)
      const scene = await openScene()
      try {
        const { platform, tools } = scene
        await scene.declare('hr')
        await scene.put('hr', csv(firm(PEOPLE)))
        const id = await scene.begin('hr')
        /** Dies before its commit, or after it: the two sides of a crash. */
        const dying: TestPlatform['perform'] = async (by, deed) => {
          const fate = random()
          if (fate < 0.2)
            await platform.perform(by, async (work) => deed(work).then(() => Promise.reject(new Error('killed'))))
          const performed = await platform.perform(by, deed)
          if (fate > 0.8) throw new Error('killed')
          return performed
        }
        for (let lives = 0; (await findRun(platform.database, id))?.state !== 'applied'; lives++) {
          expect(lives, `seed ${SEED + round}`).toBeLessThan(100)
          await takeRun({ ...platform, perform: dying }, tools, id, async () => {}).catch((error: Error) =>
            expect(error.message).toBe('killed'),
          )
        }
        expect((await scene.everybody()).length, `seed ${SEED + round}`).toBe(PEOPLE)
        expect((await findEntries(platform.database, { action: 'identity.joined', limit: 2 * PEOPLE })).length).toBe(
          PEOPLE,
        )
        expect((await findEntries(platform.database, { action: 'source.applied', limit: 10 })).length).toBe(1)
        expect((await scene.read('hr')).state).toBe('unchanged')
      } finally {
        await scene.close()
      }
    }
  })
})
