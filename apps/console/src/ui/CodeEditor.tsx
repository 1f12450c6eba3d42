import { lazy, Suspense } from 'react'
import styles from './CodeEditor.module.css'
import type { CodeEditorProps } from './code-editor-props.ts'

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
