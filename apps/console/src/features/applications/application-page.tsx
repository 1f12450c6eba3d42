import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Application } from '../../lib/contract.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async, PageBones } from '../../ui/Async.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Health } from '../../ui/Health.tsx'
import { RefreshIcon } from '../../ui/icons.ts'
import { FullPage, PageHead } from '../../ui/PageHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Ago } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { AccountList } from './AccountList.tsx'
import styles from './Applications.module.css'
import { DifferenceList } from './DifferenceList.tsx'
import { differencesOf } from './differences-of.ts'
import { EntitlementList } from './EntitlementList.tsx'
import { OperationList } from './OperationList.tsx'
import { application, startImport } from './queries.ts'
import { Settings } from './Settings.tsx'
import { Status } from './Status.tsx'
import { words } from './words.ts'

export function ApplicationPage() {
  const { name = '', tab = 'status' } = useParams({ strict: false })
  const queries = useQueryClient()
  const found = useQuery(application(name))
  usePage({ title: words.section }, { title: words.title, href: '/applications' }, { title: found.data?.title ?? name })
  const read = useMutation({
    mutationFn: () => startImport(name),
    onSuccess: async () => {
      toast(words.importing)
      await queries.invalidateQueries({ queryKey: ['/applications', name] })
    },
    onError: (error) => toast(`The import did not start. ${error.message}`),
  })
  return (
    <FullPage>
      <Async of={loaded(found)} skeleton={<PageBones />}>
        {(one) => (
          <>
            <ApplicationHead application={one} tab={tab} importing={read.isPending} onImport={() => read.mutate()} />
            {tab === 'status' && <Status application={one} />}
            {tab === 'accounts' && <AccountList application={one} />}
            {tab === 'entitlements' && <EntitlementList application={one} />}
            {tab === 'differences' && <DifferenceList application={one} />}
            {tab === 'operations' && <OperationList application={one} />}
            {tab === 'settings' && <Settings application={one} />}
          </>
        )}
      </Async>
    </FullPage>
  )
}

function ApplicationHead({
  application: one,
  tab,
  importing,
  onImport,
}: {
  readonly application: Application
  readonly tab: string
  readonly importing: boolean
  readonly onImport: () => void
}) {
  const base = `/applications/${encodeURIComponent(one.name)}`
  const counts: Readonly<Record<string, number>> = {
    accounts: one.counts.accounts,
    entitlements: one.counts.entitlements,
    differences: differencesOf(one),
  }
  return (
    <div className={styles.head}>
      <PageHead
        title={one.title}
        before={<Avatar name={one.title} size="l" square />}
        beside={
          <>
            <Health {...one.health} differences={differencesOf(one)} />
            {one.managedBy === 'files' && <Pill tone="info">Managed by files</Pill>}
          </>
        }
        about={
          <>
            <span>Connector {one.connector}</span>
            {one.owner && (
              <span>
                Owner <Anchor href={`/identities/${one.owner.name}`}>{one.owner.displayName}</Anchor>
              </span>
            )}
            <span>
              Last import <Ago at={one.lastImportAt} />
              {one.schedule && `, ${one.schedule}`}
            </span>
          </>
        }
        actions={
          <Button look="primary" icon={<RefreshIcon size={15} />} busy={importing} onClick={onImport}>
            {words.import}
          </Button>
        }
      >
        <Tabs
          label={`About ${one.title}`}
          current={`${base}/${tab}`}
          tabs={Object.entries(words.tabs).map(([key, title]) => ({
            title,
            href: `${base}/${key}`,
            ...(counts[key] === undefined ? {} : { count: counts[key] }),
          }))}
        />
      </PageHead>
    </div>
  )
}
