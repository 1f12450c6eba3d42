import { startScimService } from './index.ts'

const { SCIM_PORT = '8090', SCIM_FILE = 'scim-service.json', SCIM_TOKEN = '' } = process.env
if (SCIM_TOKEN.length < 16) {
  console.error('Set SCIM_TOKEN to a bearer token of at least 16 characters.')
  process.exit(2)
}
const service = await startScimService({ port: Number(SCIM_PORT), file: SCIM_FILE, token: SCIM_TOKEN })
console.log(`listening on ${service.url}, changes in ${service.journal}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void service.close())
