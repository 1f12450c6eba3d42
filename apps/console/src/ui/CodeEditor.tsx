import { lazy, Suspense } from 'react'
import styles from './CodeEditor.module.css'

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

// The editor is larger than the rest of the screen; until it is here the text can be read where it will stand.
const Editor = lazy(() => import('./code-mirror.tsx'))

export function CodeEditor(props: CodeEditorProps) {
  return (
    <div className={styles.editor}>
      <Suspense fallback={<pre className={styles.waiting}>{props.text}</pre>}>
        <Editor {...props} />
      </Suspense>
    </div>
  )
}
