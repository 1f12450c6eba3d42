import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { IdentityDetail } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { fewEntitlements, fewRoles } from '../../lib/find.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { PickField } from '../../ui/PickField.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from './Identity.module.css'
import { assign, type Standing } from './queries.ts'
import { words } from './words.ts'

interface Chosen {
  readonly kind: 'role' | 'entitlement'
  readonly name: string
  readonly title: string
}

/** A standing decision about one identity: what, until when, and why: an assignment or an exclusion. */
export function AssignDialog({
  identity,
  open,
  onClose,
}: {
  readonly identity: IdentityDetail
  readonly open: boolean
  readonly onClose: () => void
}) {
  const queries = useQueryClient()
  const [is, setIs] = useState<Standing['is']>('assignment')
  const [chosen, choose] = useState<Chosen | null>(null)
  const [query, setQuery] = useState('')
  const asked = useDebounced(query, 150)
  const asks = { enabled: open && asked.length > 1 }
  const roles = useQuery({ ...fewRoles(asked, 6), ...asks })
  const entitlements = useQuery({ ...fewEntitlements(asked, 8), ...asks })
  const offered: readonly Chosen[] = [
    ...(roles.data ?? []).map(({ name, title }) => ({ kind: 'role' as const, name, title })),
    ...(entitlements.data ?? []).map(({ name, title }) => ({ kind: 'entitlement' as const, name, title })),
  ]
  const close = (): void => {
    choose(null)
    setQuery('')
    save.reset()
    onClose()
  }
  const save = useMutation({
    mutationFn: ({ until, justification }: { readonly until: string; readonly justification: string }) =>
      assign(is, {
        identity: identity.id,
        ...(chosen?.kind === 'role' ? { role: chosen.name } : { entitlement: chosen?.name ?? '' }),
        ...(until ? { until: new Date(`${until}T23:59:59.999`).toISOString() } : {}),
        justification,
      }),
    onSuccess: async () => {
      close()
      toast(words.assigned)
      await queries.invalidateQueries()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save.mutate({ until: String(form.get('until')), justification: String(form.get('reason')) })
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={words.assignTitle(identity.displayName)}
      action={
        <Button
          look={is === 'assignment' ? 'primary' : 'danger'}
          type="submit"
          form="assign"
          busy={save.isPending}
          disabled={!chosen}
        >
          {is === 'assignment' ? words.give(chosen?.title ?? 'it') : words.exclude(chosen?.title ?? 'it')}
        </Button>
      }
    >
      <form id="assign" className={styles.form} onSubmit={submit}>
        <SelectField
          label={identity.displayName}
          value={is}
          onChange={(event) => setIs(event.target.value as Standing['is'])}
          options={Object.entries(words.standing).map(([value, title]) => ({ value, title }))}
        />
        {chosen ? (
          <p className={styles.chosen}>
            <span>
              {chosen.kind === 'role' ? 'Role' : 'Entitlement'} <b>{chosen.title}</b> <code>{chosen.name}</code>
            </span>
            <Button small onClick={() => choose(null)}>
              Choose another
            </Button>
          </p>
        ) : (
          <PickField
            label={words.chooseWhat}
            query={query}
            onQuery={setQuery}
            options={offered.map((one) => ({
              key: `${one.kind} ${one.name}`,
              title: one.title,
              note: `${one.kind} ${one.name}`,
            }))}
            onPick={(key) => choose(offered.find((one) => `${one.kind} ${one.name}` === key) ?? null)}
          />
        )}
        <TextField label="Last day" name="until" type="date" help="Empty: until somebody ends it" />
        <TextArea
          label="Reason"
          name="reason"
          required
          help="It stands beside the grant and in the audit log."
          error={save.error ? save.error.message || 'It was refused.' : undefined}
        />
      </form>
    </Dialog>
  )
}
