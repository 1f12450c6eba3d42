// Prints breaches of the dependency rules and fails on any, or when a source file was not looked at.
import { cruise, inWords, notCruised } from './dependency-rules.ts'

const seen = cruise()
const missed = notCruised(seen)
for (const breach of seen.breaches) console.log(inWords(breach))
for (const file of missed) console.log(`${file} was not looked at`)
console.log(`${seen.modules.length} modules, ${seen.breaches.length} breaches.`)
process.exitCode = seen.breaches.length + missed.length > 0 ? 1 : 0
