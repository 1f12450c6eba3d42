import { type FormEvent, useState } from 'react'
import type { OperationDetail } from '../../lib/contract.ts'
import { exact, plural } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { OperationMark, operationTitle } from '../../ui/OperationMark.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { Ago } from '../../ui/Time.tsx'
import type { Deed } from './queries.ts'
import { words } from './words.ts'

interface OperationDialogProps {
  readonly open: boolean
  readonly operation: OperationDetail | undefined
  readonly busy: boolean
  readonly error: string | undefined
  readonly onClose: () => void
  readonly onSettle: (id: string, deed: Deed) => void
}

const retriable: readonly OperationDetail['state'][] = ['later', 'declined', 'unknown', 'waiting']

/** One operation: what was asked, what the application said each time, why, and what a person can do about it. */
export function OperationDialog({ open, operation: one, busy, error, onClose, onSettle }: OperationDialogProps) {
  const [note, setNote] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (one) onSettle(one.id, { is: 'complete', note })
  }
  const isManual = one?.state === 'manual' || one?.state === 'declined'
  return (
    <Dialog
      wide
      open={open}
      onClose={onClose}
      title={one ? operationTitle(one.kind, one.entitlement?.title ?? null) : 'Operation'}
      action={
        one && (
          <>
            {isManual && (
              <Button busy={busy} disabled={note.trim() === ''} onClick={() => onSettle(one.id, { is: 'skip', note })}>
                {words.skip}
              </Button>
            )}
            {one.state === 'manual' && (
              <Button look="primary" type="submit" form="settle" busy={busy} disabled={note.trim() === ''}>
                {words.complete}
              </Button>
            )}
            {retriable.includes(one.state) && (
              <Button look="primary" busy={busy} onClick={() => onSettle(one.id, { is: 'retry' })}>
                {words.retry}
              </Button>
            )}
          </>
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
              {
                label: 'Because of',
                value: <Anchor href={`/audit/${one.causeEntry}`}>{one.cause ?? 'an entry of the audit log'}</Anchor>,
              },
            ]}
          />
          {one.instructions && <p>{one.instructions}</p>}
          {one.history.length > 0 && (
            <SimpleTable
              label="What happened to it"
              rows={one.history}
              rowKey={(step) => step.at + step.action}
              empty=""
              columns={[
                { title: 'When', cell: (step) => exact(step.at) },
                { title: 'What', cell: (step) => step.action.replaceAll(/[.-]/g, ' ') },
                { title: 'By', cell: (step) => step.actor },
                { title: 'Answer', cell: (step) => step.why ?? 'None' },
              ]}
            />
          )}
          {isManual && (
            <form id="settle" onSubmit={submit}>
              <TextArea
                label={words.note}
                value={note}
                onChange={(event) => setNote(event.target.value)}
                help={words.noteHelp}
                error={error}
              />
            </form>
          )}
          {error && !isManual && <p role="alert">{error}</p>}
        </>
      )}
    </Dialog>
  )
}
