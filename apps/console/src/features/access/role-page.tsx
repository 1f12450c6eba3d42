import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Role } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async } from '../../ui/Async.tsx'
import { Columns, LongPage, PageHead } from '../../ui/PageHead.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { RiskMark } from '../../ui/RiskMark.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { role } from './queries.ts'
import { words } from './words.ts'

export function RolePage() {
  const { name = '' } = useParams({ strict: false })
  const found = useQuery(role(name))
  usePage({ title: words.section }, { title: words.roles, href: '/roles' }, { title: found.data?.title ?? name })
  return (
    <LongPage>
      <Async of={loaded(found)}>{(one) => <RoleDetail role={one} />}</Async>
    </LongPage>
  )
}

function RoleDetail({ role: one }: { readonly role: Role }) {
  return (
    <>
      <PageHead
        title={one.title}
        beside={one.managedBy === 'files' && <Pill tone="info">Managed by files</Pill>}
        about={one.description ?? 'No one has said what this role is for.'}
      />
      <Facts
        items={[
          { label: 'Members', value: count(one.members), note: 'by rule or assignment' },
          {
            label: 'Owner',
            value: one.owner ? (
              <Anchor href={`/identities/${one.owner.name}`}>{one.owner.displayName}</Anchor>
            ) : (
              'Nobody'
            ),
          },
          { label: 'Entitlements', value: count(one.entitlements.length), note: 'given directly' },
          { label: 'Contains roles', value: count(one.roles.length), note: 'their entitlements come with it' },
        ]}
      />
      <Panel title="Entitlements" flush>
        <SimpleTable
          label="Entitlements"
          rows={one.entitlements}
          rowKey={(entitlement) => entitlement.id}
          empty="This role gives no entitlement directly."
          columns={[
            {
              title: 'Entitlement',
              cell: (entitlement) => (
                <Anchor href={`/entitlements/${entitlement.id}`}>
                  <b>{entitlement.title}</b>
                </Anchor>
              ),
            },
            { title: 'Application', cell: (entitlement) => entitlement.application.title },
            { title: 'Risk', cell: (entitlement) => <RiskMark risk={entitlement.risk} /> },
            { title: 'Privileged', cell: (entitlement) => (entitlement.privileged ? <Pill>Privileged</Pill> : 'No') },
          ]}
        />
      </Panel>
      <Columns>
        <Panel title="Rules that give it" flush>
          <SimpleTable
            label="Rules that give it"
            rows={one.rules}
            rowKey={(rule) => rule.id}
            empty="No rule gives this role. It is held by assignment only."
            columns={[
              {
                title: 'Rule',
                cell: (rule) => (
                  <Anchor href={`/rules/${rule.name}`}>
                    <b>{rule.title}</b>
                  </Anchor>
                ),
              },
            ]}
          />
        </Panel>
        <Panel title="Roles inside it" flush>
          <SimpleTable
            label="Roles inside it"
            rows={one.roles}
            rowKey={(inner) => inner.id}
            empty="This role contains no other role."
            columns={[
              {
                title: 'Role',
                cell: (inner) => (
                  <Anchor href={`/roles/${inner.name}`}>
                    <b>{inner.title}</b>
                  </Anchor>
                ),
              },
            ]}
          />
        </Panel>
      </Columns>
    </>
  )
}
