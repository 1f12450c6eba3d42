import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const REPOSITORY = path.join(import.meta.dirname, '..')

/** Everything that is written by hand and imported by something. */
export const CRUISED = ['packages', 'connectors', 'apps', 'bench', 'examples', 'tools']

export interface Breach {
  readonly rule: string
  readonly from: string
  /** What must not be imported, or the circle back to `from`; empty for a file that nobody imports. */
  readonly to: readonly string[]
  readonly because: string
}

export interface Cruise {
  readonly breaches: readonly Breach[]
  /** Files of ours that were looked at. */
  readonly modules: readonly string[]
}

interface CruiserOutput {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly cycle?: readonly { readonly name: string }[]
      readonly rule: { readonly name: string }
      readonly comment?: string
    }[]
    readonly ruleSetUsed?: { readonly forbidden?: readonly { readonly name: string; readonly comment?: string }[] }
  }
}

/** Follows every import under `root` and tells which rules of .dependency-cruiser.cjs are broken there. */
export function cruise(root: string = REPOSITORY): Cruise {
  const folders = CRUISED.filter((folder) => fs.existsSync(path.join(root, folder)))
  const run = spawnSync(
    process.execPath,
    [
      path.join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      path.join(REPOSITORY, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      ...folders,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${run.stderr || run.stdout}`)
  const { modules, summary } = JSON.parse(run.stdout) as CruiserOutput
  return {
    breaches: summary.violations.map((violation) => ({
      rule: violation.rule.name,
      from: violation.from,
      to: violation.cycle?.map((step) => step.name) ?? (violation.to === violation.from ? [] : [violation.to]),
      because: violation.comment ?? '',
    })),
    modules: modules.map((module) => module.source).filter((source) => folders.includes(source.split('/')[0] ?? '')),
  }
}

/**
 * Source files that the cruise did not look at. Without its parser dependency-cruiser sees no module, finds no breach
 * and reports success: so what it saw is compared with what is there.
 */
export function notCruised(seen: Cruise, root: string = REPOSITORY): readonly string[] {
  const looked = new Set(seen.modules)
  return CRUISED.flatMap((folder) =>
    fs.existsSync(path.join(root, folder))
      ? fs
          .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
          .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
          .filter((file) => /[.]tsx?$/.test(file) && !/[.]d[.]ts$|(^|\/)(node_modules|dist)\//.test(file))
      : [],
  ).filter((file) => !looked.has(file))
}

export const inWords = ({ rule, from, to, because }: Breach): string =>
  `${rule}: ${[from, ...to].join(' → ')}${because ? `\n    ${because}` : ''}`
