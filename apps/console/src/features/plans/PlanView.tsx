import type { Plan } from '../../lib/contract.ts'
import { ago, count, signed } from '../../lib/format.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Bones } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { Changes } from '../../ui/Changes.tsx'
import { type EffectLine, EffectList, ImpactHeadline } from '../../ui/Impact.tsx'
import { Columns, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SimpleTable } from '../../ui/SimpleTable.tsx'
import { Segments } from '../../ui/Tabs.tsx'
import { PlanStateMark } from './PlanStateMark.tsx'
import styles from './Plans.module.css'
import { words } from './words.ts'

interface PlanViewProps {
  readonly plan: Plan
  /** The name of who looks: nobody applies their own plan that needs a second person. */
  readonly me: string | undefined
  readonly direction: 'gain' | 'loss'
  readonly onDirection: (direction: 'gain' | 'loss') => void
  readonly effects: { readonly lines: readonly EffectLine[]; readonly total: number } | null
  readonly reverting: boolean
  readonly onApply: () => void
  readonly onRevert: () => void
}

const stepsShownOpen = 4

/** A proposed change as a value: what it writes, whom it touches, what holds it back, and the one button. */
export function PlanView({ plan, me, direction, onDirection, effects, reverting, onApply, onRevert }: PlanViewProps) {
  const { state } = plan
  const blocked = plan.findings.some((finding) => finding.severity === 'error')
  return (
    <>
      <PageHead
        title={plan.title}
        beside={<PlanStateMark state={state} />}
        about={
          <>
            <span>
              Made by {plan.madeBy} {ago(plan.madeAt)}
            </span>
            {plan.appliedAt && (
              <span>
                Applied by {plan.appliedBy} {ago(plan.appliedAt)}
              </span>
            )}
            {plan.stillFollowing ? <span role="status">{words.following(plan.stillFollowing)}</span> : null}
            {plan.reverts && (
              <span>
                Takes back <Anchor href={`/plans/${plan.reverts}`}>an earlier plan</Anchor>
              </span>
            )}
            <span>
              Plan <code>{plan.hash.slice(0, 12)}</code>
            </span>
          </>
        }
        actions={
          state === 'draft' ? (
            <Button
              look="primary"
              disabled={blocked}
              title={blocked ? 'A finding below stops it' : undefined}
              onClick={onApply}
            >
              {plan.needsSecondPerson ? words.ask : words.apply(plan.impact.people)}
            </Button>
          ) : state === 'waiting' ? (
            <Button
              look="primary"
              disabled={blocked || plan.madeBy === me}
              title={plan.madeBy === me ? words.notYours : undefined}
              onClick={onApply}
            >
              {words.apply(plan.impact.people)}
            </Button>
          ) : (
            state === 'applied' && (
              <Button busy={reverting} onClick={onRevert}>
                {words.revert}
              </Button>
            )
          )
        }
      />
      {plan.findings.length > 0 && (
        <ul className={styles.findings}>
          {plan.findings.map((finding) => (
            <li key={finding.check + finding.message} className={styles[finding.severity]}>
              <b>{finding.message}</b>
              <span>
                {finding.check}
                {`, ${finding.kind} ${finding.name}${finding.at ? `, ${finding.at}` : ''}`}
                {finding.file && `, ${finding.file}${finding.line === undefined ? '' : `:${finding.line}`}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {state === 'waiting' && (
        <Callout tone="warn" title={words.waitsFor(plan.madeBy)}>
          {plan.needs.map((why) => (
            <span key={why} className={styles.why}>
              {why}
            </span>
          ))}
          {words.waitsText}{' '}
          <Anchor href="/settings/operators" className={styles.link}>
            See the operators
          </Anchor>
        </Callout>
      )}
      <ImpactHeadline impact={plan.impact} holds={state === 'draft' ? plan.needs : null} />
      <Columns>
        <Panel
          title={words.effect}
          flush
          aside={
            <Segments
              label="Direction"
              value={direction}
              onChange={onDirection}
              options={[
                { value: 'gain', title: `Gain ${count(plan.impact.gains)}` },
                { value: 'loss', title: `Lose ${count(plan.impact.losses)}` },
              ]}
            />
          }
        >
          <div className={styles.effects}>
            {effects === null ? (
              <Bones lines={6} />
            ) : (
              <EffectList
                direction={direction}
                lines={effects.lines}
                total={effects.total}
                whenNone={direction === 'gain' ? words.noGains : words.noLosses}
              />
            )}
          </div>
        </Panel>
        <div className={styles.stack}>
          <Panel title={words.steps}>
            <ul className={styles.steps}>
              {plan.steps.map((step) => (
                <li key={step.kind + step.name}>
                  <details open={plan.steps.length <= stepsShownOpen}>
                    <summary>
                      <h3>
                        <span className={styles[step.change]}>{words.change[step.change]}</span> {step.kind} {step.name}
                      </h3>
                    </summary>
                    <Changes before={step.before} after={step.after} />
                  </details>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={words.applications} flush>
            <SimpleTable
              label={words.applications}
              rows={plan.impact.perApplication}
              rowKey={(one) => one.application}
              empty="No application is touched."
              columns={[
                { title: 'Application', cell: (one) => <b>{one.application}</b> },
                { title: 'Gain', end: true, cell: (one) => <span className={styles.gain}>{signed(one.gains)}</span> },
                {
                  title: 'Lose',
                  end: true,
                  cell: (one) => <span className={styles.loss}>{signed(one.losses === 0 ? 0 : -one.losses)}</span>,
                },
              ]}
            />
          </Panel>
        </div>
      </Columns>
    </>
  )
}
