import { useQuery } from '@tanstack/react-query'
import { allApplications } from '../../lib/find.ts'
import { today } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { overview } from '../../lib/overview.ts'
import { usePage } from '../../lib/page.ts'
import { Async } from '../../ui/Async.tsx'
import { LongPage, PageHead } from '../../ui/PageHead.tsx'
import { OverviewBoard } from './OverviewBoard.tsx'
import { words } from './words.ts'

export function OverviewPage() {
  usePage({ title: words.section }, { title: words.title })
  const seen = useQuery(overview)
  const applications = useQuery(allApplications())
  const differences = new Map(
    (applications.data ?? []).map(({ id, counts }) => [id, counts.orphans + counts.unjustified + counts.missing]),
  )
  return (
    <LongPage>
      <PageHead title={words.title} about={`${today()}, ${Intl.DateTimeFormat().resolvedOptions().timeZone}`} />
      <Async of={loaded(seen)}>{(value) => <OverviewBoard overview={value} differences={differences} />}</Async>
    </LongPage>
  )
}
