import type { Connector } from './connector.ts'
import { connectorContract } from './contract-suite.ts'
import { memoryTarget } from './memory-target.ts'

const memory: Connector<object> = {
  name: 'memory',
  title: 'A target in memory',
  settings: { type: 'object', properties: {} },
  open: async () => memoryTarget([{ nativeId: 'read', name: 'Read', type: 'right' }]).session,
}

connectorContract({
  connector: memory,
  open: () => memory.open({}, undefined as never),
  life: { userName: 'ada', attributes: { displayName: 'Ada' }, change: { room: '12' }, entitlement: () => 'read' },
})
