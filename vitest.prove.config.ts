import { defineConfig, mergeConfig } from 'vitest/config'
import everyday from './vitest.config.ts'

/** The long bars: one after another, each as long as it was given and a little to clean up. */
export default mergeConfig(
  { ...everyday, test: { ...everyday.test, include: [] } },
  defineConfig({
    test: {
      include: ['packages/**/*.prove.ts', 'connectors/**/*.prove.ts', 'apps/**/*.prove.ts'],
      maxWorkers: 1,
      testTimeout: (Number(process.env.REMIT_PROVE_SECONDS ?? 60) + 120) * 1000,
      passWithNoTests: true,
    },
  }),
)
