import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const SKIP = new Set(['node_modules', 'dist', '.remit', '.git'])

/**
 * A short text that changes when a file under one of these places is added, removed or touched. It looks at names,
 * sizes and times, not at contents, so that asking costs milliseconds: a wrong "changed" costs one incremental build.
 */
export function fingerprint(root, places) {
  const hash = createHash('sha256')
  const add = (place) => {
    const found = fs.statSync(path.join(root, place), { throwIfNoEntry: false })
    if (!found) return
    if (!found.isDirectory()) {
      hash.update(`${place}\0${found.size}\0${found.mtimeMs}\n`)
      return
    }
    for (const name of fs.readdirSync(path.join(root, place)).sort()) if (!SKIP.has(name)) add(`${place}/${name}`)
  }
  for (const place of places) add(place)
  return hash.digest('hex')
}
