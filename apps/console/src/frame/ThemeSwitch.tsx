import { chooseTheme, type ThemeChoice, useTheme, useThemeChoice } from '../lib/theme.ts'
import { Button } from '../ui/Button.tsx'
import { DeviceDesktopIcon, MoonIcon, SunIcon } from '../ui/icons.ts'

const following: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: 'light', light: 'dark', dark: 'system' }
const names: Readonly<Record<ThemeChoice, string>> = { system: 'as the system', light: 'light', dark: 'dark' }
const icons = { system: DeviceDesktopIcon, light: SunIcon, dark: MoonIcon }

export function ThemeSwitch() {
  const choice = useThemeChoice()
  const shown = useTheme()
  const Icon = icons[choice]
  return (
    <Button
      look="quiet"
      icon={<Icon size={17} stroke={1.6} />}
      aria-label={`Theme: ${names[choice]}`}
      title={`Theme: ${names[choice]}${choice === 'system' ? `, now ${shown}` : ''}`}
      onClick={() => chooseTheme(following[choice])}
    />
  )
}
