import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { overview } from '../../lib/overview.ts'
import { usePage } from '../../lib/page.ts'
import { Button } from '../../ui/Button.tsx'
import { LongPage, PageHead } from '../../ui/PageHead.tsx'
import { forgetSeen, rememberSeen, seenSteps } from './seen-steps.ts'
import { steps } from './steps.ts'
import { Tour } from './Tour.tsx'
import { words } from './words.ts'

export function StartPage() {
  usePage({ title: words.section }, { title: words.title })
  const now = useQuery(overview)
  const [seen, setSeen] = useState(seenSteps)
  return (
    <LongPage narrow>
      <PageHead
        title={words.title}
        about={words.about(now.data?.organisation ?? 'your organisation')}
        actions={
          seen.size > 0 && (
            <Button
              look="quiet"
              onClick={() => {
                forgetSeen()
                setSeen(new Set())
              }}
            >
              {words.again}
            </Button>
          )
        }
      />
      <Tour steps={steps} overview={now.data} seen={seen} onSee={(key) => setSeen(rememberSeen(key))} />
    </LongPage>
  )
}
