// Runs before the first paint, so that nobody who works in the dark is flashed with white. A file, not an inline
// script: the content security policy allows none.
;(() => {
  let kept = null
  try {
    kept = localStorage.getItem('remit.theme')
  } catch {
    // Storage may be switched off; the system's theme is a fine answer.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const theme = kept === 'light' || kept === 'dark' ? kept : dark ? 'dark' : 'light'
  document.documentElement.dataset.theme = theme
})()
