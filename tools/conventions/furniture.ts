import { type Check, type Finding, roomOf } from './house.ts'

/** Longer than this, a feature's README is not read. */
const README_LINES = 60

/** A feature has its sign, its door and its place in the order; and every place in the order has a feature. */
export const furniture =
  (layers: readonly (readonly string[])[]): Check =>
  (house) => {
    const found: Finding[] = []
    const features = new Set([...house.keys()].flatMap((file) => roomOf(file)?.feature ?? []))
    const say = (file: string, message: string) => found.push({ check: 'furniture', file, line: 0, message })
    for (const feature of features) {
      const folder = `apps/server/src/features/${feature}`
      if (!house.has(`${folder}/index.ts`)) say(folder, 'has no index.ts, its one door.')
      const readme = house.get(`${folder}/README.md`)
      if (readme === undefined)
        say(folder, 'has no README.md: what for, words, what comes in and goes out, tables, what to read first.')
      else if (readme.trimEnd().split('\n').length > README_LINES)
        say(`${folder}/README.md`, `is longer than ${README_LINES} lines.`)
      const layersOfIt = layers.filter((layer) => layer.includes(feature)).length
      if (layersOfIt !== 1) say(folder, `stands in ${layersOfIt} layers of tools/layers.ts; it must stand in one.`)
    }
    for (const feature of layers.flat())
      if (!features.has(feature)) say('tools/layers.ts', `names ${feature}, which is not there.`)
    return found
  }
