import { useQuery } from '@tanstack/react-query'
import { useFilters } from '../../lib/filters.ts'
import { date } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Async } from '../../ui/Async.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LongPage, PageHead } from '../../ui/PageHead.tsx'
import { Explain } from './Explain.tsx'
import { explanation, identity, unjustifiedOf } from './queries.ts'
import { words } from './words.ts'

/** One question, one address: who, what, as of when. */
export function ExplainPage() {
  const [{ who = '', what = '', asof }] = useFilters(['who', 'what', 'asof'])
  const person = useQuery({ ...identity(who), enabled: who !== '' })
  const why = useQuery({ ...explanation(who, what, asof), enabled: who !== '' && what !== '' })
  const unjustified = useQuery({ ...unjustifiedOf(who), enabled: who !== '' && asof === undefined })
  const anyway = unjustified.data?.find(
    ({ entitlement }) => entitlement && (entitlement.name === what || entitlement.id === what),
  )
  const name = person.data?.displayName ?? who
  const given = name.split(' ')[0] ?? name
  const title =
    why.data?.paths[0]?.path.findLast((step) => step.kind === 'entitlement')?.label ??
    anyway?.entitlement?.title ??
    what
  usePage({ title: words.title, href: '/identities' }, { title: name, href: `/identities/${who}` }, { title: 'Why' })
  if (!who || !what) return <EmptyState title="This address asks about nobody">{words.pick}</EmptyState>
  return (
    <LongPage>
      <PageHead title={name} about={asof ? `As of ${date(asof)}` : 'As of now'} />
      {anyway && (
        <Callout
          tone="warn"
          title={words.heldAnyway(anyway.application.title, given)}
          action={
            <ButtonLink
              href={`/applications/${encodeURIComponent(anyway.application.name)}/differences?kind=unjustified-holding`}
            >
              Deal with it
            </ButtonLink>
          }
        >
          {words.heldAnywayWhat}
        </Callout>
      )}
      <Async of={loaded(why)}>
        {(said) => (
          <Explain
            question={words.why(given, title, asof !== undefined, said.held)}
            given={given}
            explanation={said}
            facts={[]}
          />
        )}
      </Async>
    </LongPage>
  )
}
