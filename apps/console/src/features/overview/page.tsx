import { useQuery } from '@tanstack/react-query'
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
  return (
    <LongPage>
      <PageHead title={words.title} about={`${today()}, ${Intl.DateTimeFormat().resolvedOptions().timeZone}`} />
      <Async of={loaded(seen)}>{(value) => <OverviewBoard overview={value} />}</Async>
    </LongPage>
  )
}
