import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '../../lib/debounced.ts'
import { fewRoles } from '../../lib/find.ts'
import { Button } from '../../ui/Button.tsx'
import { UserShieldIcon, XIcon } from '../../ui/icons.ts'
import { PickField } from '../../ui/PickField.tsx'
import styles from './Access.module.css'
import { words } from './words.ts'

interface RoleListProps {
  readonly gives: readonly string[]
  readonly readOnly: boolean
  readonly onChange: (gives: readonly string[]) => void
}

/** The roles a rule gives, and a field to add one by name. */
export function RoleList({ gives, readOnly, onChange }: RoleListProps) {
  const [query, setQuery] = useState('')
  const asked = useDebounced(query, 150)
  const found = useQuery(fewRoles(asked, 50))
  const roles = found.data ?? []
  return (
    <section aria-label={words.what}>
      <div className={styles.sectionHead}>
        <h2>{words.what}</h2>
      </div>
      {gives.length === 0 ? (
        <p className={styles.note}>{words.noRoles}</p>
      ) : (
        <ul className={styles.roles}>
          {gives.map((name) => {
            const role = roles.find((one) => one.name === name)
            return (
              <li key={name}>
                <UserShieldIcon size={17} stroke={1.6} />
                <span className={styles.twoLines}>
                  <b>{role?.title ?? name}</b>
                  <span>{role?.description ?? name}</span>
                </span>
                {!readOnly && (
                  <Button
                    look="quiet"
                    small
                    aria-label={`Take ${role?.title ?? name} out`}
                    icon={<XIcon size={14} />}
                    onClick={() => onChange(gives.filter((one) => one !== name))}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {!readOnly && (
        <PickField
          label="Add a role"
          query={query}
          onQuery={setQuery}
          options={roles
            .filter((one) => !gives.includes(one.name))
            .map((one) => ({ key: one.name, title: one.title, note: one.description }))}
          onPick={(name) => {
            setQuery('')
            onChange([...gives, name])
          }}
        />
      )}
    </section>
  )
}
