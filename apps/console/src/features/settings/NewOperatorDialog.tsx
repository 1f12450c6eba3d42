import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import type { NewOperator } from './queries.ts'
import styles from './Settings.module.css'
import { words } from './words.ts'

interface NewOperatorDialogProps {
  readonly open: boolean
  readonly busy: boolean
  readonly error: string | undefined
  readonly onClose: () => void
  readonly onAdd: (fresh: NewOperator) => void
}

export function NewOperatorDialog({ open, busy, error, onClose, onAdd }: NewOperatorDialogProps) {
  const [short, setShort] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string): string => String(form.get(name))
    const isShort = said('password').length < 12
    setShort(isShort)
    if (!isShort)
      onAdd({ name: said('name'), displayName: said('displayName'), password: said('password'), roles: [said('role')] })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.addOperator}
      action={
        <Button look="primary" type="submit" form="new-operator" busy={busy}>
          {words.addOperator}
        </Button>
      }
    >
      <form id="new-operator" className={styles.form} onSubmit={submit} autoComplete="off">
        <TextField label="Display name" name="displayName" required />
        <TextField
          label="Name"
          name="name"
          required
          pattern="[a-z0-9][a-z0-9._\-]*"
          help="What they sign in with: small letters, digits, dots and dashes"
          error={error}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          help="At least 12 characters"
          error={short ? 'Use at least 12 characters.' : undefined}
        />
        <SelectField
          label="May"
          name="role"
          options={Object.entries(words.roles).map(([value, title]) => ({ value, title }))}
        />
      </form>
    </Dialog>
  )
}
