import type { KeyboardEvent } from 'react'
import type { Grant } from '../../lib/contract.ts'
import { date, plural } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { AlertTriangleIcon } from '../../ui/icons.ts'
import { Pill } from '../../ui/Pill.tsx'
import styles from './Identity.module.css'
import type { Unjustified } from './queries.ts'
import { words } from './words.ts'

interface GrantListProps {
  readonly grants: readonly Grant[]
  readonly chosen: string | undefined
  readonly past: boolean
  /** The title of an application by its name. */
  readonly titleOf: (application: string) => string
  /** What applications hold for them and nobody decided: no grants, so they lead to where they are dealt with. */
  readonly unjustified: readonly Unjustified[]
  readonly onChoose: (entitlement: string) => void
}

/** Grants under their application. One tab stop; arrows move the choice, and the explanation follows it. */
export function GrantList({ grants, chosen, past, titleOf, unjustified, onChoose }: GrantListProps) {
  const groups = Map.groupBy(grants, (grant) => titleOf(grant.entitlement.application))
  const inOrder = [...groups.values()].flat()
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move === undefined) return
    event.preventDefault()
    const at = inOrder.findIndex((grant) => grant.entitlement.id === chosen)
    const next = inOrder[Math.min(inOrder.length - 1, Math.max(0, at + move))]
    if (!next) return
    onChoose(next.entitlement.id)
    document.getElementById(`grant-${next.entitlement.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className={styles.grants}>
      {unjustified.length > 0 && (
        <section className={styles.unjustified} aria-label={words.unjustified}>
          <p className={styles.application}>
            <AlertTriangleIcon size={16} stroke={1.75} />
            <span>{words.unjustified}</span>
            <span>{unjustified.length}</span>
          </p>
          <ul>
            {unjustified.map((one) => (
              <li key={one.id}>
                <Anchor
                  href={`/applications/${encodeURIComponent(one.application.name)}/differences?kind=unjustified-holding`}
                  className={styles.grant}
                >
                  <span>
                    <span className={styles.grantTitle}>{one.entitlement?.title ?? one.account?.userName}</span>
                    <span className={styles.grantNote}>{one.application.title} says so, nobody decided it</span>
                  </span>
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div
        className={styles.list}
        role="listbox"
        aria-label="Grants"
        aria-activedescendant={chosen ? `grant-${chosen}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {[...groups].map(([application, items]) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox has no element of its own.
          <div key={application} role="group" aria-label={application}>
            <p className={styles.application} aria-hidden="true">
              <Avatar name={application} size="s" square />
              <span>{application}</span>
              <span>{items.length}</span>
            </p>
            {items.map((grant) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the list is the one tab stop and names the chosen option.
              // biome-ignore lint/a11y/useKeyWithClickEvents: arrows on the list choose.
              <div
                key={grant.entitlement.id}
                id={`grant-${grant.entitlement.id}`}
                role="option"
                aria-selected={grant.entitlement.id === chosen}
                className={styles.grant}
                onClick={() => onChoose(grant.entitlement.id)}
              >
                <span>
                  <span className={styles.grantTitle}>{grant.entitlement.title}</span>
                  <span className={styles.grantNote}>{noteOf(grant)}</span>
                </span>
                {grant.state === 'suspended' ? (
                  <Pill tone="warn">Suspended</Pill>
                ) : grant.holding === 'missing' && !past ? (
                  <Pill tone="revoke">Missing</Pill>
                ) : grant.holding === 'pending' && !past ? (
                  <Pill tone="info">On its way</Pill>
                ) : (
                  grant.entitlement.privileged && <Pill>Privileged</Pill>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function noteOf(grant: Grant): string {
  const ways =
    grant.reasons.length > 1
      ? `${plural(grant.reasons.length, 'way')} in`
      : (grant.reasons[0]?.label.replace(/ matches$/, '') ?? 'no reason known')
  return grant.until ? `${ways}, ends ${date(grant.until)}` : ways
}
