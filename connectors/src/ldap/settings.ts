/** As a form asks for them; whatever is left out is filled in by `withDefaults`. */
export interface LdapGiven {
  readonly url: string
  readonly startTls?: boolean
  readonly ca?: string
  readonly bindDn: string
  readonly password: string
  readonly accounts: Partial<LdapSettings['accounts']> & { readonly base: string }
  readonly groups?: Partial<NonNullable<LdapSettings['groups']>> & { readonly base: string }
  readonly key?: string
  readonly pageSize?: number
}

export interface LdapSettings {
  readonly accounts: {
    readonly base: string
    /** What tells an account from other entries below the base. */
    readonly objectClass: string
    /** What a new account is made of. */
    readonly objectClasses: readonly string[]
    readonly rdn: string
    readonly userName: string
    readonly attributes: readonly string[]
    readonly disabled: { readonly attribute: string; readonly value: string }
  }
  readonly groups: {
    readonly base: string
    readonly objectClass: string
    readonly name: string
    readonly member: string
    readonly placeholder: string
  }
  readonly key: string
  readonly pageSize: number
  readonly hasGroups: boolean
}

const ATTRIBUTES = ['cn', 'sn', 'givenName', 'displayName', 'mail', 'title', 'employeeNumber', 'departmentNumber', 'ou']

export const withDefaults = (given: LdapGiven): LdapSettings => ({
  accounts: {
    objectClass: 'inetOrgPerson',
    objectClasses: ['inetOrgPerson'],
    rdn: 'uid',
    userName: 'uid',
    attributes: ATTRIBUTES,
    disabled: { attribute: 'employeeType', value: 'disabled' },
    ...given.accounts,
  },
  groups: {
    objectClass: 'groupOfNames',
    name: 'cn',
    member: 'member',
    placeholder: 'cn=nobody',
    ...(given.groups ?? { base: '' }),
  },
  key: given.key ?? 'entryUUID',
  pageSize: given.pageSize ?? 500,
  hasGroups: given.groups !== undefined,
})

const text = (title: string, description: string, more: object = {}) => ({
  title,
  description,
  type: 'string',
  minLength: 1,
  maxLength: 1000,
  ...more,
})
const attribute = (title: string, description: string, standard: string) =>
  text(title, description, { default: standard, pattern: '^[A-Za-z][A-Za-z0-9;-]*$' })

export const settingsSchema = {
  type: 'object',
  required: ['url', 'bindDn', 'password', 'accounts'],
  additionalProperties: false,
  properties: {
    url: text('Server', 'ldaps://directory.example.com, or ldap:// with STARTTLS or inside a trusted network.', {
      pattern: '^ldaps?://[^/?#@]+/?$',
    }),
    startTls: {
      title: 'STARTTLS',
      description: 'Encrypts an ldap:// connection before the password is sent.',
      type: 'boolean',
      default: false,
    },
    ca: text('Certificate authority', 'PEM of the authority that signed the server’s certificate, if it is your own.', {
      maxLength: 100_000,
    }),
    bindDn: text('Bind DN', 'The entry that Remit signs in as. Its size limit must let it read everything.'),
    password: text('Password', 'Of the bind DN. It is kept encrypted and never shown again.', { writeOnly: true }),
    accounts: {
      title: 'Accounts',
      description: 'Which entries are accounts, and what they are made of.',
      type: 'object',
      required: ['base'],
      additionalProperties: false,
      properties: {
        base: text('Base DN', 'Accounts are looked for here and below, and new ones are made here.'),
        objectClass: attribute('Object class', 'What every account has, and other entries have not.', 'inetOrgPerson'),
        objectClasses: {
          title: 'Object classes of a new account',
          description: 'All of them, structural and auxiliary.',
          type: 'array',
          items: { type: 'string', maxLength: 200 },
          minItems: 1,
          default: ['inetOrgPerson'],
        },
        rdn: attribute('Naming attribute', 'The attribute that a new account’s DN begins with.', 'uid'),
        userName: attribute('User name attribute', 'What people type to sign in.', 'uid'),
        attributes: {
          title: 'Attributes',
          description: 'Which attributes are read and may be changed.',
          type: 'array',
          items: { type: 'string', maxLength: 200 },
          default: ATTRIBUTES,
        },
        disabled: {
          title: 'Mark of a disabled account',
          description:
            'The attribute and value that are added to disable. Whoever signs people in must heed it: ' +
            'with the ppolicy overlay take pwdAccountLockedTime and 000001010000Z.',
          type: 'object',
          required: ['attribute', 'value'],
          additionalProperties: false,
          properties: {
            attribute: attribute('Attribute', 'Which attribute carries the mark.', 'employeeType'),
            value: text('Value', 'The mark.', { default: 'disabled' }),
          },
        },
      },
    },
    groups: {
      title: 'Groups',
      description: 'Which entries are groups, whose membership is an entitlement. Leave out if there are none.',
      type: 'object',
      required: ['base'],
      additionalProperties: false,
      properties: {
        base: text('Base DN', 'Groups are looked for here and below.'),
        objectClass: attribute('Object class', 'What every group has.', 'groupOfNames'),
        name: attribute('Name attribute', 'What people call the group.', 'cn'),
        member: attribute('Member attribute', 'It holds the DNs of members.', 'member'),
        placeholder: text(
          'Placeholder member',
          'The DN that stays in a group whose last member leaves, since groupOfNames may not be empty.',
          { default: 'cn=nobody' },
        ),
      },
    },
    key: attribute('Key attribute', 'The server’s own key of an entry, which outlives a rename.', 'entryUUID'),
    pageSize: {
      title: 'Page size',
      description: 'How many entries are asked for at once.',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 500,
    },
  },
}
