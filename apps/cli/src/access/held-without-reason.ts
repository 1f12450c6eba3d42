import { answered, type createClient } from '@remit/api-client'

/** What an application says somebody has, and nothing justifies. */
export interface Unjustified {
  readonly application: { readonly name: string }
  readonly account: { readonly userName: string } | null
  readonly entitlement: { readonly name: string } | null
}

const MOST = 100

/** A question about somebody's access is answered by half without what they have and should not. */
export async function heldWithoutReason(
  api: ReturnType<typeof createClient>,
  identity: string,
): Promise<readonly Unjustified[]> {
  const { items } = await answered<{ items: readonly Unjustified[] }>(
    api.GET('/api/v1/findings', { params: { query: { identity, kind: 'unjustified-holding', limit: MOST } } }),
  )
  return items
}

export const withoutReasonInWords = (held: readonly Unjustified[]): readonly string[] =>
  held.length === 0
    ? []
    : [
        '',
        'Held in the application without a reason:',
        ...held.map(
          ({ application, account, entitlement }) =>
            `  ${entitlement?.name ?? application.name}${account ? ` (account ${account.userName})` : ''}`,
        ),
        'Adopt it or have it removed: remit differences.',
      ]
