// Fails when package-lock.json does not hold a package for every machine it should. A registry that lags makes npm
// leave platform packages out of the lock without a word: then `npm ci` fails elsewhere, or finds no database.
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Optional packages that some package asks for and the lock does not hold. */
export const missingFrom = (packages) => {
  const held = Object.keys(packages)
  return Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((wanted) => !held.some((at) => at.endsWith(`node_modules/${wanted}`)))
      .map((wanted) => `${name || 'the root'}: ${wanted} is missing from package-lock.json`),
  )
}

/** Packages for one platform alone that are not optional: `npm ci` fails on every other. */
export const tiedTo = (packages) =>
  Object.entries(packages)
    .filter(([name, { os, cpu, optional, devOptional }]) => name && (os || cpu) && !optional && !devOptional)
    .map(
      ([name, { os, cpu }]) => `${name} is for ${[os, cpu].flat().filter(Boolean).join(' ')} alone and is not optional`,
    )

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const found = ['package-lock.json', 'tools/runtime/package-lock.json'].flatMap((file) => {
    const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'))
    return [...missingFrom(packages), ...tiedTo(packages)].map((line) => `${file}: ${line}`)
  })
  for (const line of found) console.log(line)
  process.exitCode = found.length > 0 ? 1 : 0
}
