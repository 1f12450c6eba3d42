// Prints breaches of our conventions and fails on any. With --report: the tail of long files, functions and folders,
// which is read at review and fails nothing.
import path from 'node:path'
import { CONVENTIONS } from './conventions/conventions.ts'
import { type Finding, readHouse } from './conventions/house.ts'
import { tail } from './conventions/tail.ts'

const house = readHouse(path.join(import.meta.dirname, '..'))
const print = ({ check, file, line, message }: Finding): void =>
  console.log(`${check}: ${file}${line ? `:${line}` : ''} ${message}`)

if (process.argv.includes('--report')) {
  for (const finding of tail(house)) print(finding)
} else {
  const found = Object.values(CONVENTIONS).flatMap((check) => check(house))
  for (const finding of found) print(finding)
  console.log(`${house.size} files, ${Object.keys(CONVENTIONS).length} conventions, ${found.length} breaches.`)
  process.exitCode = found.length > 0 ? 1 : 0
}
