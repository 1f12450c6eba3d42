import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Problem } from '../../lib/api.ts'
import { useFilters } from '../../lib/filters.ts'
import { usePage } from '../../lib/page.ts'
import { setUp, signIn } from '../../lib/session.ts'
import { SetUpForm } from './SetUpForm.tsx'
import { SignInForm } from './SignInForm.tsx'
import { words } from './words.ts'

const said = (error: unknown): string => (error instanceof Problem ? error.message || error.title : words.unexpected)

export function SignInPage() {
  usePage({ title: words.signIn })
  const router = useRouter()
  const queries = useQueryClient()
  const [{ next }] = useFilters(['next'])
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (name: string, password: string): Promise<void> => {
    setBusy(true)
    try {
      await signIn(name, password)
      await queries.resetQueries()
      await router.navigate({ href: inside(next) ?? '/overview', replace: true })
    } catch (problem) {
      setError(said(problem))
    } finally {
      setBusy(false)
    }
  }
  return <SignInForm error={error} busy={busy} onSubmit={submit} />
}

export function SetUpPage() {
  usePage({ title: words.setUp })
  const router = useRouter()
  const queries = useQueryClient()
  const [{ token }] = useFilters(['token'])
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (name: string, password: string): Promise<void> => {
    setBusy(true)
    try {
      await setUp(token ?? '', name, password)
      await signIn(name, password)
      await queries.resetQueries()
      await router.navigate({ href: '/start', replace: true })
    } catch (problem) {
      setError(said(problem))
    } finally {
      setBusy(false)
    }
  }
  return <SetUpForm hasToken={token !== undefined} error={error} busy={busy} onSubmit={submit} />
}

/** Only a path of this console: a link to another site must not be followed with a fresh session. */
const inside = (href: string | undefined): string | undefined => (href && /^\/(?![/\\])/.test(href) ? href : undefined)
