import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { PolicySet } from '@remit/engine'
import { type Server, started, stop } from './server.ts'

/** How a resource policy of Cerbos calls an entitlement: by its place in the catalogue, since `/` means something there. */
export const kindOf = (entitlement: number): string => `entitlement-${entitlement}`

/**
 * Cerbos with one resource policy for each entitlement, which lists the roles that come to it: what its users write.
 * It keeps no subjects, so each question brings the roles of its subject. `null` where the package is not installed.
 */
export async function startCerbos(policies: PolicySet): Promise<Server | null> {
  const binary = binaryOf()
  if (binary === null) return null
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-bench-cerbos-'))
  fs.mkdirSync(path.join(folder, 'policies'))
  for (const [entitlement, roles] of rolesByEntitlement(policies).entries())
    fs.writeFileSync(path.join(folder, 'policies', `${kindOf(entitlement)}.json`), policyFor(entitlement, roles))
  const [http, grpc] = [await freePort(), await freePort()]
  const config = {
    server: {
      httpListenAddr: `127.0.0.1:${http}`,
      grpcListenAddr: `127.0.0.1:${grpc}`,
      requestLimits: { maxActionsPerResource: 50, maxResourcesPerRequest: 100 },
    },
    storage: { driver: 'disk', disk: { directory: path.join(folder, 'policies'), watchForChanges: false } },
    telemetry: { disabled: true },
    audit: { enabled: false },
  }
  fs.writeFileSync(path.join(folder, 'cerbos.json'), JSON.stringify(config))
  const child = spawn(binary, ['server', `--config=${path.join(folder, 'cerbos.json')}`, '--log-level=info'], {
    env: { ...process.env, GOMAXPROCS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = await started(child, /Starting HTTP server at [^"]*:(\d+)/)
  await answering(http)
  return {
    pid,
    port: http,
    async stop() {
      await stop(child)
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

function binaryOf(): string | null {
  try {
    return createRequire(import.meta.url).resolve('@cerbos/cerbos-linux-x64')
  } catch {
    return null
  }
}

function rolesByEntitlement({ entitlements, roles, givenByRole }: PolicySet): readonly string[][] {
  const by = entitlements.all.map((): string[] => [])
  for (const [role, given] of givenByRole.entries())
    for (const entitlement of given) by[entitlement]!.push(roles.all[role]!.name)
  return by
}

const policyFor = (entitlement: number, roles: readonly string[]): string =>
  JSON.stringify({
    apiVersion: 'api.cerbos.dev/v1',
    resourcePolicy: {
      resource: kindOf(entitlement),
      version: 'default',
      // A rule must name a role: where none comes to the entitlement, one that nobody has.
      rules: [{ actions: ['use'], effect: 'EFFECT_ALLOW', roles: roles.length > 0 ? roles : ['nobody'] }],
    },
  })

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })

async function answering(port: number): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      const { ok } = await fetch(`http://127.0.0.1:${port}/_cerbos/health`)
      if (ok) return
      throw new Error('not healthy yet')
    } catch (error) {
      if (tries > 600) throw error
      await new Promise((resume) => setTimeout(resume, 100))
    }
}
