import { spawnSync } from 'node:child_process'
import process from 'node:process'

/**
 * Runs npm: the one that started us where there is one, else the one on the PATH. Install scripts never run (nothing
 * we depend on needs one), and npm's chatter goes to stderr. @returns whether it succeeded.
 */
export function npm(args, folder) {
  const from = process.env.npm_execpath
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
  const windows = process.platform === 'win32'
  const [command, before] = from?.endsWith('npm-cli.js')
    ? [process.execPath, [from]]
    : [windows ? 'npm.cmd' : 'npm', []]
  // What npm told its scripts is not meant for an npm inside them: NODE_ENV=production would leave out the tools.
  const environment = { ...process.env, NODE_ENV: '', npm_config_production: '', npm_config_omit: '' }
  const run = spawnSync(command, [...before, ...args, ...quiet], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 2, 2],
    shell: windows && before.length === 0,
  })
  return run.status === 0
}
