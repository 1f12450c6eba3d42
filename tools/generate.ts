// `npm run generate`: writes every generated file. With --check: writes nothing, and fails on any that is not current.
import fs from 'node:fs'
import path from 'node:path'
import { generateApiClient } from './generate-api-client.ts'
import { generateErrors } from './generate-errors.ts'
import { generateTables } from './generate-tables.ts'
import type { Generated } from './generated.ts'
import { onMigratedDatabase } from './migrated-database.ts'

const root = path.join(import.meta.dirname, '..')
const checking = process.argv.includes('--check')
const made: readonly Generated[] = await onMigratedDatabase(async (bench) => [
  await generateTables(bench),
  await generateApiClient(bench),
  await generateErrors(),
])
for (const generated of made)
  for (const [file, text] of generated) {
    const target = path.join(root, file)
    if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) continue
    if (checking) {
      console.log(`${file} is not what its generator makes: run \`npm run generate\`.`)
      process.exitCode = 1
    } else {
      fs.mkdirSync(path.dirname(target), { recursive: true })
      fs.writeFileSync(target, text)
      console.log(`wrote ${file}`)
    }
  }
