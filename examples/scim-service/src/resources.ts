import SCIMMY from 'scimmy'
import { type Directory, type Group, NotSo, type User } from './directory.ts'

/**
 * SCIMMY keeps its resource types for the whole process, so they are declared once, and each request brings the
 * directory it is about as its context.
 */
export function declareResources(): void {
  if (SCIMMY.Resources.declared(SCIMMY.Resources.User)) return
  SCIMMY.Resources.declare(SCIMMY.Resources.User)
    .extend(SCIMMY.Schemas.EnterpriseUser)
    .ingress((resource, instance, directory: Directory) =>
      told(() => {
        const given = storable<User>(instance)
        const user = resource.id ? directory.replaceUser(resource.id, given) : directory.createUser(given)
        return asUser(user, directory)
      }),
    )
    .egress((resource, directory: Directory) =>
      told(() =>
        answer(
          resource,
          directory.users.map((user) => asUser(user, directory)),
        ),
      ),
    )
    .degress((resource, directory: Directory) => told(() => directory.deleteUser(resource.id ?? '')))
  SCIMMY.Resources.declare(SCIMMY.Resources.Group)
    .ingress((resource, instance, directory: Directory) =>
      told(() => {
        const { displayName, members } = storable<{ displayName: string; members?: { value: string }[] }>(instance)
        const given = { displayName, members: (members ?? []).map(({ value }) => value) }
        const group = resource.id ? directory.replaceGroup(resource.id, given) : directory.createGroup(given)
        return asGroup(group, directory)
      }),
    )
    .egress((resource, directory: Directory) =>
      told(() =>
        answer(
          resource,
          directory.groups.map((group) => asGroup(group, directory)),
        ),
      ),
    )
    .degress((resource, directory: Directory) => told(() => directory.deleteGroup(resource.id ?? '')))
}

/** What SCIMMY's handlers give back: plain objects that it checks against the schema itself. */
// biome-ignore lint/suspicious/noExplicitAny: SCIMMY's own types want class instances where it takes plain objects.
type Plain = any

function answer(resource: { id?: string; filter?: SCIMMY.Types.Filter }, all: readonly { id: string }[]): Plain {
  if (resource.id === undefined) return resource.filter?.match([...all]) ?? all
  const one = all.find(({ id }) => id === resource.id)
  if (one === undefined) throw new NotSo('missing', `Resource ${resource.id} not found`)
  return one
}

const asUser = (user: User, { groups }: Directory): Plain => ({
  ...user,
  groups: groups
    .filter(({ members }) => members.includes(user.id))
    .map(({ id, displayName }) => ({ value: id, display: displayName, type: 'direct' })),
})

const asGroup = ({ members, ...group }: Group, { users }: Directory): Plain => ({
  ...group,
  members: members.map((value) => ({ value, type: users.some(({ id }) => id === value) ? 'User' : 'Group' })),
})

/** Without what the server itself says (id, meta, groups) and without the password, which is kept nowhere. */
function storable<Stored>(instance: object): Stored {
  const { id, meta, groups, password, schemas, ...rest } = JSON.parse(JSON.stringify(instance)) as Record<
    string,
    unknown
  >
  return rest as Stored
}

function told<Answer>(ask: () => Answer): Answer {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof NotSo)) throw error
    if (error.kind === 'missing') throw new SCIMMY.Types.Error(404, null as never, error.message)
    if (error.kind === 'conflict') throw new SCIMMY.Types.Error(409, 'uniqueness', error.message)
    throw new SCIMMY.Types.Error(400, 'invalidValue', error.message)
  }
}
