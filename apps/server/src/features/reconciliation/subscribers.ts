import type { Platform } from '../../platform/platform.ts'
import type { FindingKind } from './domain/compare.ts'
import { findingsAbout, openAll, settleFindings } from './store.ts'

/** What the end of an operation means for what was found: seen to be so settles it, a no opens it for a person. */
export function subscribeReconciliation(platform: Platform): void {
  platform.events.on('operations.settled', async (work, { operations }) => {
    for (const operation of operations) {
      const { application, identity, account, entitlement } = operation
      const kind = KIND_OF[operation.kind]
      if (!kind || operation.state === 'superseded') continue
      if (operation.state === 'verified') {
        const about = await findingsAbout(work.tx, application, { kinds: [kind], identity, account, entitlement })
        await settleFindings(
          work.tx,
          about,
          operation.kind === 'removeEntitlement'
            ? 'removed'
            : operation.kind === 'addEntitlement'
              ? 'provisioned'
              : 'gone',
          work.now,
        )
      } else if (kind === 'missing-holding' || kind === 'account-missing')
        await openAll(
          work.tx,
          application,
          [
            {
              kind,
              account,
              identity,
              entitlement,
              classification: 'not-yet-provisioned',
              detail: { operation: operation.id, why: operation.reason },
            },
          ],
          work.now,
        )
    }
  })
}

const KIND_OF: Readonly<Record<string, FindingKind | undefined>> = {
  addEntitlement: 'missing-holding',
  removeEntitlement: 'unjustified-holding',
  createAccount: 'account-missing',
  updateAccount: 'attribute-differs',
  disableAccount: 'account-of-leaver',
  deleteAccount: 'account-of-leaver',
}
