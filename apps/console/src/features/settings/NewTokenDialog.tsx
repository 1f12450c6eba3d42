import type { FormEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { CopyIcon } from '../../ui/icons.ts'
import { toast } from '../../ui/Toasts.tsx'
import type { NewToken } from './queries.ts'
import styles from './Settings.module.css'
import { permissionsOf, type Scope } from './scopes.ts'
import { words } from './words.ts'

interface NewTokenDialogProps {
  readonly open: boolean
  readonly busy: boolean
  readonly error: string | undefined
  /** The secret, once it is made. */
  readonly made: string | undefined
  readonly onClose: () => void
  readonly onMake: (fresh: NewToken) => void
}

export function NewTokenDialog({ open, busy, error, made, onClose, onMake }: NewTokenDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onMake({
      name: String(form.get('name')),
      days: Number(form.get('days')),
      permissions: permissionsOf[form.get('scope') as Scope],
    })
  }
  const copy = async (secret: string): Promise<void> => {
    await navigator.clipboard.writeText(secret)
    toast('Copied')
  }
  if (made)
    return (
      <Dialog open={open} onClose={onClose} title="The token is made">
        <p>{words.tokenOnce}</p>
        <p className={styles.secret}>
          <code>{made}</code>
          <Button small icon={<CopyIcon size={14} />} onClick={() => void copy(made)}>
            Copy
          </Button>
        </p>
      </Dialog>
    )
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.makeToken}
      action={
        <Button look="primary" type="submit" form="new-token" busy={busy}>
          {words.makeToken}
        </Button>
      }
    >
      <form id="new-token" className={styles.form} onSubmit={submit}>
        <TextField
          label="Name"
          name="name"
          required
          help="What will use it, so that it can be ended when that goes"
          error={error}
        />
        <SelectField
          label="May"
          name="scope"
          options={Object.entries(words.scopes).map(([value, title]) => ({ value, title }))}
        />
        <SelectField
          label="Ends"
          name="days"
          defaultValue="30"
          options={[1, 7, 30, 90].map((days) => ({
            value: String(days),
            title: days === 1 ? 'in 1 day' : `in ${days} days`,
          }))}
        />
      </form>
    </Dialog>
  )
}
