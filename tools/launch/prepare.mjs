import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { alone } from './alone.mjs'
import { build, isCurrent } from './built.mjs'
import { install, missingIn } from './installed.mjs'
import { isNewEnough, pickNode } from './pick-node.mjs'

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..')

/**
 * Makes the checkout ready to run: a Node, the dependencies, the named builds. Does nothing, and takes a few
 * milliseconds, when nothing changed. @returns the Node to run on.
 */
export function prepare(builds) {
  const ready = () => missingIn(ROOT).length === 0 && builds.every((name) => isCurrent(ROOT, name))
  if (ready() && isNewEnough(process.versions.node)) return process.execPath
  if (ready()) return pickNode(ROOT)
  return alone(ROOT, () => {
    const node = pickNode(ROOT)
    if (missingIn(ROOT).length > 0) install(ROOT)
    build(ROOT, node, builds)
    return node
  })
}
