import type { FormEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Door } from './Door.tsx'
import { words } from './words.ts'

interface SignInFormProps {
  readonly error: string | undefined
  readonly busy: boolean
  readonly onSubmit: (name: string, password: string) => void
}

export function SignInForm({ error, busy, onSubmit }: SignInFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onSubmit(String(form.get('name')), String(form.get('password')))
  }
  return (
    <Door title={words.signIn} about={words.about}>
      <form onSubmit={submit}>
        <TextField label="Name" name="name" autoComplete="username" autoFocus required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={error}
        />
        <Button type="submit" look="primary" busy={busy}>
          Sign in
        </Button>
      </form>
    </Door>
  )
}
