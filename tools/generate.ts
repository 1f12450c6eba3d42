// `npm run generate`: writes every generated file. With --check: writes nothing, and fails on any that is not current.
import fs from 'node:fs'
import path from 'node:path'

/** What a generator makes: texts by their path from the root. */
export type Generated = ReadonlyMap<string, string>

if (process.argv[1] === import.meta.filename) {
  const { generateErrors } = await import('./generate-errors.ts')
  const { generateTables } = await import('./generate-tables.ts')
  const root = path.join(import.meta.dirname, '..')
  for (const generate of [generateTables, generateErrors])
    for (const [file, text] of await generate()) {
      const target = path.join(root, file)
      if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) continue
      if (process.argv.includes('--check')) {
        console.log(`${file} is not what its generator makes: run \`npm run generate\`.`)
        process.exitCode = 1
      } else {
        fs.mkdirSync(path.dirname(target), { recursive: true })
        fs.writeFileSync(target, text)
        console.log(`wrote ${file}`)
      }
    }
}
