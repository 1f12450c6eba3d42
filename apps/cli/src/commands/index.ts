import type { Command } from 'commander'
import type { Cli } from '../session.ts'
import { applyCommand } from './apply.ts'
import { casesCommand } from './cases.ts'
import { checkCommand } from './check.ts'
import { configCommand } from './config.ts'
import { differencesCommand } from './differences.ts'
import { doctorCommand } from './doctor.ts'
import { explainCommand } from './explain.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { ledgerCommand } from './ledger.ts'
import { listCommand } from './list.ts'
import { loginCommand } from './login.ts'
import { operationsCommand } from './operations.ts'
import { planCommand } from './plan.ts'
import { recomputeCommand } from './recompute.ts'
import { reconcileCommand } from './reconcile.ts'
import { revertCommand } from './revert.ts'
import { runsCommand } from './runs.ts'
import { schemaCommand } from './schema.ts'
import { assignCommand, excludeCommand, withdrawCommand } from './standing.ts'
import { statusCommand } from './status.ts'
import { upCommand } from './up.ts'
import { whoCommand } from './who.ts'

/** Every verb, in the order of the help: running it, changing what is in force, reading feeds, asking, deciding. */
export const COMMANDS: readonly ((cli: Cli) => Command)[] = [
  upCommand,
  loginCommand,
  statusCommand,
  configCommand,
  doctorCommand,
  planCommand,
  applyCommand,
  revertCommand,
  exportCommand,
  schemaCommand,
  importCommand,
  runsCommand,
  casesCommand,
  reconcileCommand,
  differencesCommand,
  operationsCommand,
  recomputeCommand,
  explainCommand,
  whoCommand,
  checkCommand,
  listCommand,
  assignCommand,
  excludeCommand,
  withdrawCommand,
  ledgerCommand,
]
