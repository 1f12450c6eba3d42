import type { Operation } from '../../lib/contract.ts'
import { plural } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { OperationMark, operationTitle } from '../../ui/OperationMark.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { Ago } from '../../ui/Time.tsx'
import { words } from './words.ts'

interface OperationDialogProps {
  readonly operation: Operation | undefined
  readonly busy: boolean
  readonly error: string | undefined
  readonly onClose: () => void
  readonly onRetry: (id: string) => void
  readonly onComplete: (id: string) => void
}

const retriable: readonly Operation['state'][] = ['later', 'declined', 'unknown', 'waiting']

export function OperationDialog({ operation: one, busy, error, onClose, onRetry, onComplete }: OperationDialogProps) {
  return (
    <Dialog
      wide
      open={one !== undefined}
      onClose={onClose}
      title={one ? operationTitle(one.kind, one.entitlement?.title ?? null) : ''}
      action={
        one?.state === 'manual' ? (
          <Button look="primary" busy={busy} onClick={() => onComplete(one.id)}>
            {words.complete}
          </Button>
        ) : (
          one &&
          retriable.includes(one.state) && (
            <Button look="primary" busy={busy} onClick={() => onRetry(one.id)}>
              {words.retry}
            </Button>
          )
        )
      }
    >
      {one && (
        <>
          <Facts
            items={[
              { label: 'State', value: <OperationMark state={one.state} /> },
              {
                label: 'Application',
                value: <Anchor href={`/applications/${one.application.name}`}>{one.application.title}</Anchor>,
              },
              {
                label: 'Identity',
                value: one.identity ? (
                  <Anchor href={`/identities/${one.identity.name}`}>{one.identity.displayName}</Anchor>
                ) : (
                  'Nobody'
                ),
                note: one.account ? `account ${one.account.userName}` : undefined,
              },
              { label: 'Because of', value: one.cause ?? 'Unknown' },
              {
                label: 'Tried',
                value: one.attempts === 0 ? 'Not yet' : plural(one.attempts, 'time'),
                note: one.nextTryAt ? (
                  <>
                    next <Ago at={one.nextTryAt} />
                  </>
                ) : undefined,
              },
              { label: 'Last answer', value: one.lastOutcome ?? 'None yet' },
              { label: 'Made', value: <Ago at={one.createdAt} /> },
            ]}
          />
          {one.state === 'manual' && <p>{words.completeText}</p>}
          {error && <p role="alert">{error}</p>}
        </>
      )}
    </Dialog>
  )
}
