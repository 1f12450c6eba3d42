import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Problem } from '../lib/api.ts'
import { failed } from '../lib/loaded.ts'
import { overview } from '../lib/overview.ts'
import { useCrumbs } from '../lib/page.ts'
import { session } from '../lib/session.ts'
import { commandKey, useShortcuts } from '../lib/shortcuts.ts'
import { Failure } from '../ui/Async.tsx'
import { Shell } from '../ui/Shell.tsx'
import { FindAnything } from './FindAnything.tsx'
import styles from './Frame.module.css'
import { navigation } from './navigation.ts'
import { OperatorMenu } from './OperatorMenu.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'

/** What every signed-in screen stands in: the session, the way around, the palette and the keys. */
export function Frame() {
  const router = useRouter()
  const place = useRouterState({ select: (state) => state.location.pathname })
  const operator = useQuery(session)
  const seen = useQuery({ ...overview, enabled: operator.isSuccess })
  const crumbs = useCrumbs()
  const [finds, setFinds] = useState(false)
  const [listsKeys, setListsKeys] = useState(false)
  const go = (href: string) => () => void router.navigate({ href })
  useShortcuts({
    'mod+k': () => setFinds(true),
    '?': () => setListsKeys(true),
    '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
    'g i': go('/identities'),
    'g e': go('/entitlements'),
    'g c': go('/applications'),
    'g o': go('/overview'),
    'g r': go('/rules'),
    'g p': go('/provisioning'),
    'g l': go('/audit'),
  })

  const isStranger = operator.error instanceof Problem && operator.error.status === 401
  useEffect(() => {
    if (isStranger)
      void router.navigate({ href: `/sign-in?next=${encodeURIComponent(router.state.location.href)}`, replace: true })
  }, [isStranger, router])

  if (operator.isError && !isStranger)
    return (
      <main className={styles.alone}>
        <h1 className="visually-hidden">Remit</h1>
        <Failure {...failed(operator.error, () => void operator.refetch())} />
      </main>
    )
  if (!operator.data) return null
  return (
    <>
      <Shell
        sections={navigation(seen.data).filter(
          ({ title }) =>
            title !== 'Settings' ||
            operator.data.permissions.some((one) => one === '*' || one === 'administration.read'),
        )}
        place={place}
        crumbs={crumbs}
        organisation={seen.data?.organisation ?? null}
        paletteKey={`${commandKey()}K`}
        onPalette={() => setFinds(true)}
        tools={<ThemeSwitch />}
        foot={<OperatorMenu operator={operator.data} />}
      >
        <Outlet />
      </Shell>
      <FindAnything open={finds} onClose={() => setFinds(false)} onKeys={() => setListsKeys(true)} />
      <ShortcutList open={listsKeys} onClose={() => setListsKeys(false)} />
    </>
  )
}
