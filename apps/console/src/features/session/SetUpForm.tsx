import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Door } from './Door.tsx'
import { words } from './words.ts'

interface SetUpFormProps {
  readonly hasToken: boolean
  readonly error: string | undefined
  readonly busy: boolean
  readonly onSubmit: (name: string, password: string) => void
}

export function SetUpForm({ hasToken, error, busy, onSubmit }: SetUpFormProps) {
  const [wrong, setWrong] = useState<{ readonly password?: string; readonly again?: string }>({})
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password'))
    if (password.length < 12) setWrong({ password: words.tooShort })
    else if (password !== String(form.get('again'))) setWrong({ again: words.different })
    else {
      setWrong({})
      onSubmit(String(form.get('name')), password)
    }
  }
  if (!hasToken) return <Door title={words.setUp} about={words.noToken} />
  return (
    <Door title={words.setUp} about={words.setUpAbout}>
      <form onSubmit={submit}>
        <TextField label="Name" name="name" autoComplete="username" autoFocus required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          help={words.passwordHelp}
          error={wrong.password}
        />
        <TextField
          label="Password again"
          name="again"
          type="password"
          autoComplete="new-password"
          required
          error={wrong.again ?? error}
        />
        <Button type="submit" look="primary" busy={busy}>
          Create administrator
        </Button>
      </form>
    </Door>
  )
}
