import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useDebounced } from '../lib/debounced.ts'
import { fewEntitlements, fewIdentities, fewRoles } from '../lib/find.ts'
import { chooseTheme } from '../lib/theme.ts'
import {
  ArrowRightIcon,
  KeyboardIcon,
  KeyIcon,
  MoonIcon,
  PlusIcon,
  SunIcon,
  UserShieldIcon,
  UsersIcon,
} from '../ui/icons.ts'
import { Palette, type PaletteGroup } from '../ui/Palette.tsx'
import { navigation } from './navigation.ts'

interface FindAnythingProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onKeys: () => void
}

/** The palette over everything that has a name: people, entitlements, roles, places, and a few deeds. */
export function FindAnything({ open, onClose, onKeys }: FindAnythingProps) {
  const router = useRouter()
  const [query, setQuery] = useState('')
  const asked = useDebounced(query.trim(), 120)
  const asks = { enabled: open && asked.length > 1 }
  const people = useQuery({ ...fewIdentities(asked), ...asks })
  const entitlements = useQuery({ ...fewEntitlements(asked), ...asks })
  const roles = useQuery({ ...fewRoles(asked), ...asks })
  const go = (href: string) => () => void router.navigate({ href })
  const matches = (text: string): boolean => text.toLowerCase().includes(query.trim().toLowerCase())

  const groups: PaletteGroup[] = [
    {
      title: 'People and services',
      items: (people.data ?? []).map((one) => ({
        key: one.id,
        title: one.displayName,
        about: [one.name, one.title, one.department].filter(Boolean).join(', '),
        icon: UsersIcon,
        run: go(`/identities/${one.name}`),
      })),
    },
    {
      title: 'Entitlements',
      items: (entitlements.data ?? []).map((one) => ({
        key: one.id,
        title: one.title,
        about: one.application.title,
        icon: KeyIcon,
        run: go(`/entitlements/${one.id}`),
      })),
    },
    {
      title: 'Roles',
      items: (roles.data ?? []).map((one) => ({
        key: one.id,
        title: one.title,
        about: one.description,
        icon: UserShieldIcon,
        run: go(`/roles/${one.name}`),
      })),
    },
    {
      title: 'Go to',
      items: navigation(undefined)
        .flatMap((section) => section.items)
        .filter((item) => matches(item.title))
        .map((item) => ({ key: item.href, title: item.title, icon: item.icon ?? ArrowRightIcon, run: go(item.href) })),
    },
    {
      title: 'Do',
      items: [
        { key: 'rule', title: 'Write a new rule', icon: PlusIcon, run: go('/rules/new') },
        { key: 'light', title: 'Use the light theme', icon: SunIcon, run: () => chooseTheme('light') },
        { key: 'dark', title: 'Use the dark theme', icon: MoonIcon, run: () => chooseTheme('dark') },
        { key: 'keys', title: 'Show the keys', icon: KeyboardIcon, run: onKeys },
      ].filter((item) => matches(item.title)),
    },
  ].filter((group) => group.items.length > 0)

  const close = (): void => {
    setQuery('')
    onClose()
  }
  return (
    <Palette
      open={open}
      onClose={close}
      query={query}
      onQuery={setQuery}
      groups={groups}
      busy={people.isFetching || asked !== query.trim()}
    />
  )
}
