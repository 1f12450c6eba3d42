#!/usr/bin/env node
import { runCommandLine } from './program.ts'
import { terminalHouse } from './session.ts'

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  terminalHouse,
  (text) => void process.stderr.write(`${text}\n`),
)
