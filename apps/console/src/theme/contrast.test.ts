import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const sheet = fs.readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')

const tokensOf = (theme: string): ReadonlyMap<string, string> => {
  const block = sheet.slice(sheet.indexOf(`[data-theme="${theme}"]`))
  return new Map(
    [...block.slice(0, block.indexOf('}')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [
      name as string,
      value as string,
    ]),
  )
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected']
const meanings = ['grant', 'revoke', 'warn', 'info', 'conflict', 'role', 'ent', 'accent']

describe.each(['light', 'dark'])('the %s theme', (theme) => {
  const tokens = tokensOf(theme)
  const between = (one: string, other: string): number =>
    contrast(tokens.get(one) as string, tokens.get(other) as string)

  it.each(surfaces)('shows text on %s at 7:1, quiet text at 4.5:1', (surface) => {
    expect(between('text', surface)).toBeGreaterThanOrEqual(7)
    expect(between('text-secondary', surface)).toBeGreaterThanOrEqual(4.5)
    expect(between('text-muted', surface)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(meanings)('shows %s text on its own tint and on every surface at 4.5:1', (meaning) => {
    for (const surface of [`${meaning}-subtle`, ...surfaces])
      expect(between(`${meaning}-text`, surface), surface).toBeGreaterThanOrEqual(4.5)
  })
  it('shows the border of a control and the focus at 3:1', () => {
    for (const surface of ['canvas', 'surface']) {
      expect(between('border-control', surface)).toBeGreaterThanOrEqual(3)
      expect(between('focus', surface)).toBeGreaterThanOrEqual(3)
    }
  })
  it('shows what is written on the accent at 4.5:1', () =>
    expect(between('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5))
})

it('would see a text that cannot be read', () => expect(contrast('#777777', '#888888')).toBeLessThan(4.5))
