import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams, useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Rule } from '../../lib/contract.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { makePlan } from '../../lib/plans.ts'
import { Async, PageBones } from '../../ui/Async.tsx'
import { FullPage } from '../../ui/PageHead.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { attributes, rule } from './queries.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { documentOf, type RuleDraft } from './rule-draft.ts'
import { words } from './words.ts'

const blank: Rule = {
  id: 'new',
  name: '',
  title: '',
  description: '',
  when: '',
  gives: [],
  owner: null,
  matches: 0,
  managedBy: 'console',
}

export function RulePage() {
  const { name = '' } = useParams({ strict: false })
  const isNew = name === 'new'
  const router = useRouter()
  const found = useQuery({ ...rule(name), enabled: !isNew })
  const known = useQuery(attributes)
  const plan = useMutation({
    mutationFn: (draft: RuleDraft) =>
      makePlan(
        [{ kind: 'rule', name: draft.name, document: documentOf(draft, found.data?.owner ?? null) }],
        `Rule ${draft.title}`,
      ),
    onSuccess: (made) => router.navigate({ href: `/plans/${made.id}` }),
    onError: (error) => toast(`The plan was not made. ${error.message}`),
  })
  const title = isNew ? words.unnamed : (found.data?.title ?? name)
  usePage({ title: words.section }, { title: words.rules, href: '/rules' }, { title })
  const state = useMemo(() => (isNew ? ({ is: 'here', value: blank } as const) : loaded(found)), [isNew, found])
  return (
    <FullPage>
      <Async of={state} skeleton={<PageBones />}>
        {(one) => (
          <RuleEditor
            key={one.id}
            rule={one}
            attributes={known.data ?? []}
            planning={plan.isPending}
            onPlan={(draft) => plan.mutate(draft)}
          />
        )}
      </Async>
    </FullPage>
  )
}
