#!/usr/bin/env node
// `npx remit …` inside the clone: through the launcher, so that it runs on the right Node and is never stale.
import path from 'node:path'
import process from 'node:process'
import { handOver } from './launch/hand-over.mjs'
import { prepare, ROOT } from './launch/prepare.mjs'

handOver(prepare(['code']), [path.join(ROOT, 'apps/cli/dist/main.js'), ...process.argv.slice(2)])
