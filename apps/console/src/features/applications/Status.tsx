import type { Application } from '../../lib/contract.ts'
import { ago, count, shortMoment } from '../../lib/format.ts'
import { Callout } from '../../ui/Callout.tsx'
import { LongPage } from '../../ui/PageHead.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { Stats } from '../../ui/Stat.tsx'
import styles from './Applications.module.css'
import { ImportList } from './ImportList.tsx'

export function Status({ application: one }: { readonly application: Application }) {
  const { counts, health } = one
  const base = `/applications/${encodeURIComponent(one.name)}`
  return (
    <div className={styles.scroll}>
      <LongPage>
        {health.message && (
          <Callout tone={health.state === 'failing' ? 'revoke' : 'warn'} title={health.message}>
            {health.since ? `Since ${shortMoment(health.since)}. ` : ''}
            {one.circuit === 'open'
              ? 'Operations wait and keep their order; nothing is lost.'
              : 'What was read before still counts.'}
          </Callout>
        )}
        <Stats
          items={[
            { label: 'Accounts', value: count(counts.accounts), href: `${base}/accounts` },
            { label: 'Entitlements', value: count(counts.entitlements), href: `${base}/entitlements` },
            { label: 'Holdings', value: count(counts.holdings), note: 'what the application says' },
            {
              label: 'Held without a reason',
              value: count(counts.unjustified),
              href: `${base}/differences?kind=unjustified-holding`,
              ...(counts.unjustified > 0 ? { tone: 'warn' as const } : {}),
            },
            {
              label: 'Missing there',
              value: count(counts.missing),
              href: `${base}/differences?kind=missing-holding`,
              ...(counts.missing > 0 ? { tone: 'revoke' as const } : {}),
            },
            {
              label: 'Accounts of nobody',
              value: count(counts.orphans),
              href: `${base}/differences?kind=orphan-account`,
              ...(counts.orphans > 0 ? { tone: 'warn' as const } : {}),
            },
          ]}
        />
        <Facts
          items={[
            { label: 'Connector', value: one.connector },
            {
              label: 'Reads',
              value: one.schedule ?? 'When asked',
              note: one.lastImportAt ? `last ${ago(one.lastImportAt)}` : 'never yet',
            },
            {
              label: 'Sends',
              value:
                one.circuit === 'closed'
                  ? 'Changes as they come'
                  : one.circuit === 'open'
                    ? 'Holds changes back'
                    : 'Tries one change',
              note: one.circuit === 'closed' ? 'each is read back' : 'until the application answers again',
            },
            { label: 'Configured', value: one.managedBy === 'files' ? 'In files' : 'In the console' },
          ]}
        />
        <ImportList application={one} />
      </LongPage>
    </div>
  )
}
