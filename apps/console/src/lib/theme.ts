import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'light' | 'dark' | 'system'

const key = 'remit.theme'
const listeners = new Set<() => void>()
const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

export function themeChoice(): ThemeChoice {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

const resolved = (): 'light' | 'dark' => {
  const choice = themeChoice()
  return choice === 'system' ? (systemDark().matches ? 'dark' : 'light') : choice
}

function show(): void {
  document.documentElement.dataset.theme = resolved()
  for (const tell of listeners) tell()
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(key)
  else localStorage.setItem(key, choice)
  show()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  const media = systemDark()
  media.addEventListener('change', show)
  return () => {
    listeners.delete(tell)
    media.removeEventListener('change', show)
  }
}

export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, resolved)
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice)
