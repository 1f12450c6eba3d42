import { accept, toIso } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { findIdentity } from '../identities/index.ts'
import { saveDevices } from './commands.ts'
import { REFUSALS } from './domain/refusals.ts'
import { isStale } from './domain/trust.ts'
import { findDevice, findDevices, findDevicesOfOwner, type ListedDevice } from './store.ts'

const tags = ['devices']
const nullable = <Shape extends Parameters<typeof Type.Union>[0][number]>(shape: Shape) =>
  Type.Union([shape, Type.Null()])
const TRUST = ['unknown', 'registered', 'managed', 'compliant'] as const
const Trust = Type.Unsafe<(typeof TRUST)[number]>({ type: 'string', enum: TRUST })
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

const DeviceShape = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'What the source calls it: a serial number, mostly.' }),
  source: Type.String(),
  platform: Type.String(),
  owner: nullable(Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() })),
  trust: Trust,
  compliant: Type.Boolean(),
  lastSeenAt: nullable(Type.String({ format: 'date-time' })),
  stale: Type.Boolean({ description: 'Silent for thirty days or more.' }),
  attributes: Type.Unknown(),
})

const Report = Type.Object(
  {
    key: Text(200),
    owner: Type.Optional(Type.String({ maxLength: 320, description: 'Identity name, e-mail or employee number' })),
    platform: Type.Optional(Type.String({ maxLength: 100 })),
    managed: Type.Optional(Type.Boolean()),
    compliant: Type.Optional(Type.Boolean()),
    lastSeen: Type.Optional(Type.String({ format: 'date-time', maxLength: 40 })),
    attributes: Type.Record(
      Text(100),
      Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean(), Type.Null()]),
      { default: {} },
    ),
  },
  { additionalProperties: false },
)

export const devicesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const show = ({
      id,
      key,
      source,
      platform: system,
      owner,
      ownerName,
      ownerDisplayName,
      trust,
      compliant,
      lastSeen,
      attributes,
    }: ListedDevice) => ({
      id,
      name: key,
      source,
      platform: system,
      owner: owner === null ? null : { id: owner, name: ownerName!, displayName: ownerDisplayName! },
      trust,
      compliant,
      lastSeenAt: lastSeen === null ? null : toIso(lastSeen),
      stale: isStale(lastSeen, platform.clock.now()),
      attributes,
    })

    app.get(
      '/devices',
      {
        config: { permission: 'devices.read' },
        schema: {
          tags,
          summary: 'Devices, as they were first seen',
          querystring: Type.Object({
            ...PageQuery,
            trust: Type.Optional(Trust),
            platform: Type.Optional(Type.String({ maxLength: 100 })),
            owner: Type.Optional(Type.String({ maxLength: 100, description: 'Name or key of an identity' })),
          }),
          response: { 200: ListOf(DeviceShape) },
        },
      },
      async (request) => {
        const { limit, cursor, ...filter } = request.query
        const position = decodeCursor(cursor, 1)
        const devices = await findDevices(platform.database, {
          ...filter,
          after: position ? String(position[0]) : undefined,
          limit: limit + 1,
        })
        return page(devices, limit, ({ id }) => [id], show, null)
      },
    )

    app.get(
      '/devices/:id',
      {
        config: { permission: 'devices.read' },
        schema: {
          tags,
          summary: 'One device',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          response: { 200: DeviceShape },
        },
      },
      async (request, reply) => {
        const device = await findDevice(platform.database, request.params.id)
        return device ? show(device) : sendProblem(reply, 'device.unknown', REFUSALS['device.unknown'])
      },
    )

    app.get(
      '/identities/:id/devices',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags,
          summary: 'The devices of one identity',
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          response: { 200: Type.Object({ items: Type.Array(DeviceShape) }) },
        },
      },
      async (request, reply) => {
        const owner = await findIdentity(platform.database, request.params.id)
        if (!owner) return sendProblem(reply, 'device.owner-unknown', REFUSALS['device.owner-unknown'])
        return { items: (await findDevicesOfOwner(platform.database, owner.id)).map(show) }
      },
    )

    app.post(
      '/devices',
      {
        config: { permission: 'devices.write' },
        schema: {
          tags,
          summary: 'Report devices: new ones are added, known ones replaced, others left as they are',
          body: Type.Object(
            {
              source: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,99}$', maxLength: 100, default: 'api' }),
              devices: Type.Array(Report, { minItems: 1, maxItems: 500 }),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { source, devices } = request.body
        return send(
          reply,
          {},
          await platform.perform(callerOf(request).by, async (work) =>
            accept(await saveDevices(work, source, devices)),
          ),
        )
      },
    )
  }
