import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export interface ExampleServices {
  /** What the example's documents look up as `${NAME}` and `{"secret": NAME}`. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

const TARGETS = ['workspace', 'code', 'ledgerly'] as const

/**
 * Three real SCIM services on the loopback interface, so that provisioning is real on any machine. Their state lives in
 * the data directory and begins as the example describes it; ports and tokens are new at every start.
 */
export async function startExampleServices(exampleDir: string, dataDir: string): Promise<ExampleServices> {
  const { startScimService } = await import('@remit/example-scim-service')
  const folder = path.join(dataDir, 'example')
  fs.mkdirSync(folder, { recursive: true })
  const environment: Record<string, string> = {}
  const services: { close(): Promise<void> }[] = []
  for (const target of TARGETS) {
    const file = path.join(folder, `${target}.json`)
    if (!fs.existsSync(file)) fs.copyFileSync(path.join(exampleDir, 'targets', `${target}.json`), file)
    const token = randomBytes(24).toString('base64url')
    const service = await startScimService({ port: 0, file, token })
    environment[`${target.toUpperCase()}_SCIM_URL`] = service.url
    environment[`${target.toUpperCase()}_SCIM_TOKEN`] = token
    services.push(service)
  }
  return {
    environment,
    async close() {
      await Promise.all(services.map((service) => service.close()))
    },
  }
}
