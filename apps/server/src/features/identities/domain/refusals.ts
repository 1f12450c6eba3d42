export const REFUSALS = {
  'identity.unknown': { status: 404, title: 'There is no such identity.' },
  'identity.name-taken': { status: 409, title: 'Somebody has this name already.' },
  'identity.name-malformed': {
    status: 422,
    title: 'A name is made of small letters, digits, dots, dashes and underscores.',
  },
  'identity.owner-missing': { status: 422, title: 'A service or an agent needs an owner who answers for it.' },
  'identity.owner-unfit': { status: 422, title: 'An owner must be a person who has not left.' },
  'identity.attribute-unreadable': {
    status: 422,
    title: 'An attribute does not have the type that the schema declares.',
  },
  'identity.time-unreadable': {
    status: 422,
    title: 'A date or a time zone cannot be read, or the end is before the beginning.',
  },
  'identity.mastered-elsewhere': { status: 409, title: 'A source says who this is; change it there.' },
} as const

export type IdentityRefusal = keyof typeof REFUSALS
