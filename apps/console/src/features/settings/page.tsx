import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Async } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PlusIcon } from '../../ui/icons.ts'
import { LongPage, PageHead } from '../../ui/PageHead.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { NewOperatorDialog } from './NewOperatorDialog.tsx'
import { NewTokenDialog } from './NewTokenDialog.tsx'
import { OperatorTable } from './OperatorTable.tsx'
import { addOperator, disableOperator, endToken, makeToken, operators, type TokenRow, tokens } from './queries.ts'
import { TokenTable } from './TokenTable.tsx'
import { words } from './words.ts'

export function OperatorsPage() {
  usePage({ title: words.section }, { title: words.operators })
  const queries = useQueryClient()
  const found = useQuery(operators)
  const [adds, setAdds] = useState(false)
  const [disables, setDisables] = useState<string | null>(null)
  const add = useMutation({
    mutationFn: addOperator,
    onSuccess: async (made) => {
      setAdds(false)
      toast(words.added(made.displayName))
      await queries.invalidateQueries({ queryKey: operators.queryKey })
    },
  })
  const disable = useMutation({
    mutationFn: disableOperator,
    onSuccess: async (_, name) => {
      setDisables(null)
      toast(words.disabled(name))
      await queries.invalidateQueries({ queryKey: operators.queryKey })
    },
  })
  return (
    <LongPage>
      <PageHead
        title={words.operators}
        about={words.operatorsAbout}
        actions={
          <Button look="primary" icon={<PlusIcon size={15} />} onClick={() => setAdds(true)}>
            {words.addOperator}
          </Button>
        }
      />
      <Async of={loaded(found)}>{(rows) => <OperatorTable rows={rows} onDisable={setDisables} />}</Async>
      <NewOperatorDialog
        open={adds}
        busy={add.isPending}
        error={add.error?.message}
        onClose={() => setAdds(false)}
        onAdd={(fresh) => add.mutate(fresh)}
      />
      <Dialog
        open={disables !== null}
        onClose={() => setDisables(null)}
        title={words.disableTitle(disables ?? '')}
        action={
          <Button look="danger" busy={disable.isPending} onClick={() => disables && disable.mutate(disables)}>
            {words.disable} {disables}
          </Button>
        }
      >
        <p>{words.disableText}</p>
        {disable.error && <p role="alert">{disable.error.message}</p>}
      </Dialog>
    </LongPage>
  )
}

export function TokensPage() {
  usePage({ title: words.section }, { title: words.tokens })
  const queries = useQueryClient()
  const found = useQuery(tokens)
  const [makes, setMakes] = useState(false)
  const [ends, setEnds] = useState<TokenRow | null>(null)
  const make = useMutation({
    mutationFn: makeToken,
    onSuccess: () => queries.invalidateQueries({ queryKey: tokens.queryKey }),
  })
  const end = useMutation({
    mutationFn: ({ id }: TokenRow) => endToken(id),
    onSuccess: async (_, token) => {
      setEnds(null)
      toast(words.ended(token.name))
      await queries.invalidateQueries({ queryKey: tokens.queryKey })
    },
  })
  const close = (): void => {
    setMakes(false)
    // The secret leaves memory with the dialog that showed it.
    make.reset()
  }
  return (
    <LongPage>
      <PageHead
        title={words.tokens}
        about={words.tokensAbout}
        actions={
          <Button look="primary" icon={<PlusIcon size={15} />} onClick={() => setMakes(true)}>
            {words.makeToken}
          </Button>
        }
      />
      <Async of={loaded(found)}>{(rows) => <TokenTable rows={rows} onEnd={setEnds} />}</Async>
      <NewTokenDialog
        open={makes}
        busy={make.isPending}
        error={make.error?.message}
        made={make.data?.token}
        onClose={close}
        onMake={(fresh) => make.mutate(fresh)}
      />
      <Dialog
        open={ends !== null}
        onClose={() => setEnds(null)}
        title={words.endTitle(ends?.name ?? '')}
        action={
          <Button look="danger" busy={end.isPending} onClick={() => ends && end.mutate(ends)}>
            {words.endToken} {ends?.name}
          </Button>
        }
      >
        <p>{words.endText}</p>
        {end.error && <p role="alert">{end.error.message}</p>}
      </Dialog>
    </LongPage>
  )
}
