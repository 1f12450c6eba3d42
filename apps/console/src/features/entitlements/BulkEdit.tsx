import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Risk } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { fewIdentities } from '../../lib/find.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { PickField } from '../../ui/PickField.tsx'
import styles from './Entitlements.module.css'
import type { EntitlementChange } from './queries.ts'
import { risks, words } from './words.ts'

interface BulkEditProps {
  readonly open: boolean
  readonly count: number
  readonly busy: boolean
  readonly error: string | undefined
  readonly onClose: () => void
  readonly onSave: (set: EntitlementChange) => void
}

/** What is left empty stays as it is on each of them. */
export function BulkEdit({ open, count, busy, error, onClose, onSave }: BulkEditProps) {
  const [owner, setOwner] = useState<{ readonly name: string; readonly title: string } | null>(null)
  const [query, setQuery] = useState('')
  const people = useQuery({ ...fewIdentities(useDebounced(query, 150), 8), enabled: open && query.length > 1 })
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string): string => String(form.get(name) ?? '').trim()
    const labels = said('labels')
    onSave({
      ...(owner ? { owner: owner.name } : {}),
      ...(said('risk') ? { risk: said('risk') as Risk } : {}),
      ...(said('description') ? { description: said('description') } : {}),
      ...(labels
        ? {
            labels: labels
              .split(',')
              .map((label) => label.trim())
              .filter(Boolean),
          }
        : {}),
    })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.edit(count)}
      action={
        <Button look="primary" type="submit" form="bulk-edit" busy={busy}>
          {words.save(count)}
        </Button>
      }
    >
      <form id="bulk-edit" className={styles.form} onSubmit={save}>
        <div className={styles.owner}>
          <span>Owner</span>
          {owner ? (
            <Button onClick={() => setOwner(null)}>{owner.title}, take back</Button>
          ) : (
            <PickField
              label="Find a person, or keep the owner"
              query={query}
              onQuery={setQuery}
              options={(people.data ?? []).map((one) => ({
                key: one.name,
                title: one.displayName,
                note: [one.title, one.department].filter(Boolean).join(', '),
              }))}
              onPick={(name) =>
                setOwner({ name, title: people.data?.find((one) => one.name === name)?.displayName ?? name })
              }
            />
          )}
        </div>
        <SelectField label="Risk" name="risk" options={[{ value: '', title: words.keep }, ...risks]} />
        <TextField label="Labels" name="labels" help="Separated by commas. They replace the labels each one has." />
        <TextArea
          label="Meaning"
          name="description"
          help="What it lets a person do, in words a reviewer understands."
          error={error}
        />
      </form>
    </Dialog>
  )
}
