import { useQuery } from '@tanstack/react-query'
import type { Account, DeviceRow, IdentityDetail } from '../../lib/contract.ts'
import { loaded } from '../../lib/loaded.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async } from '../../ui/Async.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { Ago } from '../../ui/Time.tsx'
import { TrustMark } from '../../ui/TrustMark.tsx'
import styles from './Identity.module.css'
import { accountsOf, devicesOf } from './queries.ts'

export function AccountsTab({ identity }: { readonly identity: string }) {
  const found = useQuery(accountsOf(identity))
  return (
    <div className={styles.facts}>
      <Async of={loaded(found)}>{(accounts) => <AccountTable accounts={accounts} />}</Async>
    </div>
  )
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  return (
    <SimpleTable
      label="Accounts"
      rows={accounts}
      rowKey={(one) => one.id}
      empty="No account in any application yet. The first grant in one creates it."
      columns={[
        {
          title: 'Application',
          cell: (one) => (
            <Anchor href={`/applications/${one.application.name}`}>
              <b>{one.application.title}</b>
            </Anchor>
          ),
        },
        { title: 'User name', cell: (one) => one.userName },
        { title: 'Native id', cell: (one) => <code>{one.nativeId}</code> },
        {
          title: 'State',
          cell: (one) => (one.status === 'active' ? <Quiet tone="grant">Enabled</Quiet> : <Pill>Disabled</Pill>),
        },
        { title: 'Changes', cell: (one) => (one.receives ? 'made by Remit' : 'only read') },
        { title: 'Last read', end: true, cell: (one) => <Ago at={one.lastReadAt} /> },
      ]}
    />
  )
}

export function AttributesTab({ attributes }: { readonly attributes: IdentityDetail['attributes'] }) {
  return (
    <div className={styles.facts}>
      <SimpleTable
        label="Attributes"
        rows={attributes}
        rowKey={(one) => one.name + one.source}
        empty="No source has said anything about this identity yet."
        columns={[
          { title: 'Attribute', cell: (one) => <b>{one.title}</b> },
          { title: 'Value', cell: (one) => <span className={styles.value}>{shown(one.value)}</span> },
          { title: 'Source', cell: (one) => one.source },
          { title: 'Learnt', end: true, cell: (one) => <Ago at={one.observedAt} never="Unknown" /> },
        ]}
      />
    </div>
  )
}

export function DevicesTab({ identity }: { readonly identity: string }) {
  const found = useQuery(devicesOf(identity))
  return (
    <div className={styles.facts}>
      <Async of={loaded(found)}>{(devices) => <DeviceTable devices={devices} />}</Async>
    </div>
  )
}

function DeviceTable({ devices }: { readonly devices: readonly DeviceRow[] }) {
  return (
    <SimpleTable
      label="Devices"
      rows={devices}
      rowKey={(one) => one.id}
      empty="No device of this identity is known. Rules that ask for a trusted device do not match."
      columns={[
        { title: 'Device', cell: (one) => <b>{one.name}</b> },
        { title: 'Platform', cell: (one) => one.platform },
        { title: 'Trust', cell: (one) => <TrustMark trust={one.trust} /> },
        { title: 'Source', cell: (one) => one.source },
        { title: 'Last seen', end: true, cell: (one) => <Ago at={one.lastSeenAt} /> },
      ]}
    />
  )
}

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === null ? 'None' : String(value)
