import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { Operator } from '../lib/contract.ts'
import { signOut } from '../lib/session.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { LogoutIcon } from '../ui/icons.ts'
import styles from './Frame.module.css'

export function OperatorMenu({ operator }: { readonly operator: Operator }) {
  const router = useRouter()
  const queries = useQueryClient()
  const leave = async (): Promise<void> => {
    await signOut()
    queries.clear()
    await router.navigate({ href: '/sign-in' })
  }
  return (
    <>
      <button type="button" popoverTarget="operator-menu" className={styles.operator}>
        <Avatar name={operator.displayName} />
        <span>
          <span className={styles.name}>{operator.displayName}</span>
          <span className={styles.quiet}>
            {operator.permissions.some((one) => one === '*' || one === 'administration.write')
              ? 'Administrator'
              : 'Operator'}
          </span>
        </span>
      </button>
      <div id="operator-menu" popover="auto" className={styles.menu}>
        <button type="button" onClick={() => void leave()}>
          <LogoutIcon size={16} /> Sign out
        </button>
      </div>
    </>
  )
}
