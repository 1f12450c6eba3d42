import type { Connector, Outcome } from '@remit/connector-sdk'
import { notSeen, scimClient } from './client.ts'
import { scimReader } from './reading.ts'
import { scimWriter } from './writing.ts'

export interface ScimSettings {
  readonly url: string
  readonly token: string
  readonly groups?: boolean
  readonly pageSize?: number
  readonly membersOneByOne?: boolean
}

const settings = {
  type: 'object',
  required: ['url', 'token'],
  additionalProperties: false,
  properties: {
    url: {
      title: 'SCIM base URL',
      description: 'Where /Users and /Groups are, such as https://app.example.com/scim/v2.',
      type: 'string',
      pattern: '^https?://',
      maxLength: 1000,
    },
    token: {
      title: 'Bearer token',
      description: 'What the application gave you for provisioning. It is kept encrypted and never shown again.',
      type: 'string',
      writeOnly: true,
      minLength: 1,
      maxLength: 8000,
      pattern: '^[\\x21-\\x7e]+$',
    },
    groups: {
      title: 'Groups are entitlements',
      description: 'Reads groups and changes their members. Turn off for an application without groups.',
      type: 'boolean',
      default: true,
    },
    pageSize: {
      title: 'Page size',
      description: 'How many users or groups are asked for at once.',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 100,
    },
    membersOneByOne: {
      title: 'Read members one group at a time',
      description: 'For applications whose lists of groups leave the members out.',
      type: 'boolean',
      default: false,
    },
  },
} as const

/** SCIM 2.0 (RFC 7643, 7644): users are accounts, groups are entitlements, groups in groups are nesting. */
export const scim: Connector<ScimSettings> = {
  name: 'scim',
  title: 'Application with a SCIM 2.0 interface',
  settings,
  async open(given, host) {
    const client = scimClient(given.url, given.token, host)
    const reading = {
      groups: given.groups ?? true,
      pageSize: given.pageSize ?? 100,
      membersOneByOne: given.membersOneByOne ?? false,
    }
    return {
      async check(): Promise<Outcome> {
        for (const path of ['/Users', ...(reading.groups ? ['/Groups'] : [])]) {
          const answer = await client.get(`${path}?startIndex=1&count=1`)
          if (answer.is !== 'good') return notSeen(answer)
          if (!('totalResults' in answer.body))
            return { outcome: 'declined', reason: `${path} answers, but not with a SCIM list: is the base URL right?` }
        }
        return { outcome: 'done' }
      },
      read: scimReader(client, reading),
      write: scimWriter(client, reading),
      close: async () => {},
    }
  },
}
