import fs from 'node:fs'
import path from 'node:path'
import { npm } from './npm.mjs'
import { giveUp, timed } from './say.mjs'

const readPackages = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/**
 * What npm would have to change so that node_modules is what package-lock.json says: names of packages that are
 * missing or of another version. npm writes down what it installed last of all, so an interrupted install shows as
 * everything missing. Packages that are optional may be for other machines and are not missed.
 */
export function notInstalled(locked, present) {
  return Object.entries(locked)
    .filter(([at, wanted]) => {
      const found = present?.[at]
      if (at === '' || wanted.link) return at !== '' && !found
      if (!at.includes('node_modules/')) return false
      if (!found) return !wanted.optional && !wanted.devOptional
      return found.version !== wanted.version || found.integrity !== wanted.integrity
    })
    .map(([at]) => at)
}

export const missingIn = (root) =>
  notInstalled(
    readPackages(path.join(root, 'package-lock.json')) ?? {},
    readPackages(path.join(root, 'node_modules/.package-lock.json')),
  )

export function install(root) {
  timed('installing dependencies (first run, or package-lock.json changed)', 'installed', () => {
    if (!npm(['ci'], root)) giveUp('npm ci failed; what it said stands above.')
  })
}
