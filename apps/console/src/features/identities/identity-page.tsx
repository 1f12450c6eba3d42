import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { IdentityDetail } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { dateIn, lastDayIn, plural } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async, PageBones } from '../../ui/Async.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { DeviceLaptopIcon } from '../../ui/icons.ts'
import { FullPage, PageHead } from '../../ui/PageHead.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { AccessTab } from './AccessTab.tsx'
import { AssignDialog } from './AssignDialog.tsx'
import { AssignmentsTab } from './AssignmentsTab.tsx'
import { AccountsTab, AttributesTab, DevicesTab } from './FactTabs.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import styles from './Identity.module.css'
import { IdentityStateMark } from './IdentityStateMark.tsx'
import { accountsOf, devicesOf, grantsOf, identity, standingOf } from './queries.ts'
import { words } from './words.ts'

export function IdentityPage() {
  const { name = '', tab = 'access' } = useParams({ strict: false })
  const found = useQuery(identity(name))
  usePage(
    { title: words.section },
    { title: words.title, href: '/identities' },
    { title: found.data?.displayName ?? name },
  )
  const [filters] = useFilters(['asof'])
  return (
    <FullPage>
      <Async of={loaded(found)} skeleton={<PageBones />}>
        {(one) => (
          <>
            <IdentityHead identity={one} tab={tab} asOf={filters.asof} />
            {tab === 'access' && <AccessTab identity={one} />}
            {tab === 'accounts' && <AccountsTab identity={one.id} />}
            {tab === 'attributes' && <AttributesTab attributes={one.attributes} />}
            {tab === 'assignments' && <AssignmentsTab identity={one} />}
            {tab === 'history' && <HistoryTab identity={one} />}
            {tab === 'devices' && <DevicesTab identity={one.id} />}
          </>
        )}
      </Async>
    </FullPage>
  )
}

function IdentityHead({
  identity: one,
  tab,
  asOf,
}: {
  readonly identity: IdentityDetail
  readonly tab: string
  readonly asOf: string | undefined
}) {
  const grants = useQuery(grantsOf(one.name, asOf))
  const accounts = useQuery(accountsOf(one.id))
  const devices = useQuery(devicesOf(one.id))
  const standing = useQuery(standingOf(one.name))
  const [assigns, setAssigns] = useState(false)
  const base = `/identities/${encodeURIComponent(one.name)}`
  const keep = asOf ? `?asof=${asOf}` : ''
  const work = [one.title, one.department].filter(Boolean).join(', ')
  return (
    <div className={styles.head}>
      <PageHead
        title={one.displayName}
        before={<Avatar name={one.displayName} size="l" square={one.type === 'service' || one.type === 'agent'} />}
        beside={<IdentityStateMark state={one.state} />}
        about={
          <>
            {work && <span>{work}</span>}
            {one.manager && (
              <span>
                Manager <Anchor href={`/identities/${one.manager.name}`}>{one.manager.displayName}</Anchor>
              </span>
            )}
            {one.owner && (
              <span>
                Owner <Anchor href={`/identities/${one.owner.name}`}>{one.owner.displayName}</Anchor>
              </span>
            )}
            <span>
              Name <b>{one.name}</b>
            </span>
            <span>
              Since <b>{one.lifecycle.start ? dateIn(one.lifecycle.start, one.lifecycle.zone) : 'an unknown day'}</b>
            </span>
            {one.lifecycle.end && (
              <span>
                Ends <b>{lastDayIn(one.lifecycle.end, one.lifecycle.zone)}</b>
              </span>
            )}
            {one.reports > 0 && (
              <Anchor href={`/identities?manager=${encodeURIComponent(one.name)}`}>
                {plural(one.reports, 'report')}
              </Anchor>
            )}
            {devices.data && devices.data.length > 0 && (
              <span className={styles.devices}>
                <DeviceLaptopIcon size={15} stroke={1.6} />
                {devices.data.filter((device) => device.compliant).length} of {plural(devices.data.length, 'device')}{' '}
                compliant
              </span>
            )}
          </>
        }
        actions={!asOf && <Button onClick={() => setAssigns(true)}>{words.assign}</Button>}
      >
        <Tabs
          label={`About ${one.displayName}`}
          current={`${base}/${tab}${keep}`}
          tabs={[
            { title: 'Access', href: `${base}/access${keep}`, count: grants.data?.length },
            { title: 'Accounts', href: `${base}/accounts${keep}`, count: accounts.data?.length },
            { title: 'Attributes', href: `${base}/attributes${keep}`, count: one.attributes.length },
            {
              title: 'Assignments',
              href: `${base}/assignments${keep}`,
              count: standing.data?.filter((one) => one.withdrawnAt === null).length,
            },
            { title: 'History', href: `${base}/history${keep}` },
            { title: 'Devices', href: `${base}/devices${keep}`, count: devices.data?.length },
          ]}
        />
      </PageHead>
      <AssignDialog identity={one} open={assigns} onClose={() => setAssigns(false)} />
    </div>
  )
}
