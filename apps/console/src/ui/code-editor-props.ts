export interface CodeProblem {
  readonly line: number
  readonly column: number
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface CodeEditorProps {
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
  readonly problems?: readonly CodeProblem[]
  readonly completions?: readonly { readonly label: string; readonly detail?: string }[]
  readonly readOnly?: boolean
}
