export const REFUSALS = {
  'device.unknown': { status: 404, title: 'There is no such device.' },
  'device.owner-unknown': { status: 404, title: 'There is no such identity.' },
} as const
