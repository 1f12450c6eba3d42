import { type FormEvent, useState } from 'react'
import type { DeedPreview } from '../../lib/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { words } from './words.ts'

interface DeedDialogProps {
  readonly preview: DeedPreview | null
  readonly busy: boolean
  readonly error: string | undefined
  readonly onClose: () => void
  readonly onDo: (preview: DeedPreview, reason: string) => void
}

/** What adopting or removing would do, and the reason that goes on record with it. */
export function DeedDialog({ preview, busy, error, onClose, onDo }: DeedDialogProps) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (preview) onDo(preview, reason)
  }
  return (
    <Dialog
      open={preview !== null}
      onClose={onClose}
      title={preview ? words.question[preview.deed](preview.count) : ''}
      action={
        preview && (
          <Button
            look={preview.deed === 'remove' ? 'danger' : 'primary'}
            type="submit"
            form="deed"
            busy={busy}
            disabled={preview.count === 0 || reason.trim() === ''}
          >
            {words[preview.deed](preview.count)}
          </Button>
        )
      }
    >
      {preview && (
        <>
          <p>
            {words.means[preview.deed]} {words.touches(preview.people)}{' '}
            {preview.leftOut > 0 && words.leftOut(preview.leftOut)}
          </p>
          {preview.brake.tripped && (
            <Callout tone="warn" title="This is more than the brake lets pass">
              {preview.brake.message}
            </Callout>
          )}
          <form id="deed" onSubmit={submit}>
            <TextArea
              label={words.reason}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              help={words.reasonHelp}
              error={error}
            />
          </form>
        </>
      )}
    </Dialog>
  )
}
