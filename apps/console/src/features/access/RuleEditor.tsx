import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Attribute, Rule } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { plural } from '../../lib/format.ts'
import { failed } from '../../lib/loaded.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Failure } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { CodeEditor } from '../../ui/CodeEditor.tsx'
import { type BuilderCondition, ConditionBuilder } from '../../ui/ConditionBuilder.tsx'
import { TextArea, TextField } from '../../ui/Field.tsx'
import { ArrowRightIcon } from '../../ui/icons.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Segments } from '../../ui/Tabs.tsx'
import styles from './Access.module.css'
import { builderAttributes, completionsOf, typed, written } from './conditions.ts'
import { LiveImpact } from './LiveImpact.tsx'
import { checkedExpression, preview, textOf } from './queries.ts'
import { RoleList } from './RoleList.tsx'
import { differs, documentOf, draftOf, nameFrom, type RuleDraft } from './rule-draft.ts'
import { words } from './words.ts'

interface RuleEditorProps {
  readonly rule: Rule
  readonly attributes: readonly Attribute[]
  readonly planning: boolean
  readonly onPlan: (draft: RuleDraft) => void
}

const settlesAfter = 300
/** Stands for the question while there is none; it is never asked. */
const nothing = { kind: 'rule', name: '', document: null }

/** The rule on the left, as sentences and as text; what the change would do on the right, while it is typed. */
export function RuleEditor({ rule, attributes, planning, onPlan }: RuleEditorProps) {
  const isNew = rule.id === 'new'
  const known = useMemo(() => builderAttributes(attributes), [attributes])
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [built, setBuilt] = useState<readonly BuilderCondition[] | null>(null)
  const [view, setView] = useState<'builder' | 'text'>('builder')
  const settled = useDebounced(draft, settlesAfter)
  const check = useQuery({ ...checkedExpression(settled.when), enabled: settled.when.trim() !== '' })
  const checked = settled.when.trim() === '' ? undefined : check.data
  const isSettled = settled === draft && !check.isPlaceholderData
  // While somebody builds, theirs is the truth; the server's reading of the text would lose a condition half filled in.
  const conditions = built ?? (draft.when.trim() === '' ? [] : (checked?.conditions?.map(typed) ?? null))
  const change = (part: Partial<RuleDraft>): void => setDraft((before) => ({ ...before, ...part }))

  const build = (next: readonly BuilderCondition[]): void => {
    setBuilt(next)
    const whole = written(next, known)
    if (whole.length === 0) change({ when: '' })
    else void textOf(whole).then((when) => change({ when }))
  }
  const edit = (when: string): void => {
    setBuilt(null)
    change({ when })
  }

  const named = isNew ? { ...settled, name: nameFrom(settled.title) } : settled
  const isChanged = isNew || differs(draft, rule)
  const isWhole = checked?.ok === true && settled.gives.length > 0 && (!isNew || named.name !== '')
  const proposed =
    isChanged && isWhole ? { kind: 'rule', name: named.name, document: documentOf(named, rule.owner) } : null
  // The same question the preview beside asks: its answer also says whose button this is.
  const seen = useQuery({ ...preview(proposed ?? nothing), enabled: proposed !== null && isSettled })
  const needsAnother = proposed !== null && seen.data?.needsSecondPerson === true
  const readOnly = rule.managedBy === 'files'
  return (
    <>
      <div className={styles.ruleHead}>
        <PageHead
          title={draft.title || words.unnamed}
          beside={
            isNew ? (
              <Pill tone="info">Draft</Pill>
            ) : readOnly ? (
              <Pill tone="info">Managed by files</Pill>
            ) : (
              isChanged && <Pill tone="info">Changed, not planned</Pill>
            )
          }
          about={
            isNew ? (
              'Nothing happens before the plan is applied.'
            ) : (
              <>
                {rule.owner && (
                  <span>
                    Owner <Anchor href={`/identities/${encodeURIComponent(rule.owner)}`}>{rule.owner}</Anchor>
                  </span>
                )}
                <span>In force for {plural(rule.matches, 'identity', 'identities')}</span>
                {readOnly && <span>{words.managedByFiles}</span>}
              </>
            )
          }
          actions={
            !readOnly && (
              <>
                {isChanged && !isNew && (
                  <Button
                    onClick={() => {
                      setBuilt(null)
                      setDraft(draftOf(rule))
                    }}
                  >
                    Discard change
                  </Button>
                )}
                <Button
                  look="primary"
                  busy={planning}
                  disabled={!isChanged || !isWhole}
                  title={isWhole ? undefined : words.waiting}
                  onClick={() => onPlan(named)}
                >
                  {needsAnother ? words.ask : words.plan} <ArrowRightIcon size={15} />
                </Button>
              </>
            )
          }
        />
      </div>
      <div className={styles.rule}>
        <div className={styles.form}>
          {isNew && (
            <TextField
              label="Title"
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
              help={named.name ? `Named ${named.name} in files and links` : 'What a reviewer will read'}
            />
          )}
          <section aria-label={words.who}>
            <div className={styles.sectionHead}>
              <h2>{words.who}</h2>
              <Segments
                label="How to edit it"
                value={view}
                onChange={setView}
                options={[
                  { value: 'builder', title: 'Builder' },
                  { value: 'text', title: 'Text only' },
                ]}
              />
            </div>
            <div className={styles.both}>
              {view === 'builder' &&
                (conditions ? (
                  <ConditionBuilder conditions={conditions} attributes={known} onChange={build} disabled={readOnly} />
                ) : (
                  checked?.ok && <p className={styles.note}>{words.textOnly}</p>
                ))}
              <CodeEditor
                label={words.who}
                text={draft.when}
                onChange={edit}
                readOnly={readOnly}
                problems={checked?.problems ?? []}
                completions={completionsOf(known)}
              />
              {checked?.problems.map((problem) => (
                <p
                  key={problem.message}
                  className={problem.severity === 'error' ? styles.problem : styles.warning}
                  role="status"
                >
                  Line {problem.line}: {problem.message}
                </p>
              ))}
              {check.isError && <Failure {...failed(check.error, () => void check.refetch())} />}
              {checked?.ok && checked.matches !== null && (
                <p className={isSettled ? styles.note : `${styles.note} ${styles.old}`}>
                  {words.matches(checked.matches)}
                </p>
              )}
            </div>
          </section>
          <RoleList gives={draft.gives} readOnly={readOnly} onChange={(gives) => change({ gives })} />
          <TextArea
            label="What it is for"
            value={draft.description}
            disabled={readOnly}
            onChange={(event) => change({ description: event.target.value })}
            help="A reviewer reads this beside every grant it gives."
          />
        </div>
        <LiveImpact change={proposed} settled={isSettled} why={isChanged ? words.waiting : words.noChange} />
      </div>
    </>
  )
}
