import { describe, expect, it } from 'vitest'
import { fill, parseTemplate } from './template.ts'

const ada = { givenName: 'Zoë', familyName: 'Müller-Łuk', costCenter: 4711, groups: ['a', 'b'], middleName: '' }
const filled = (text: string) => {
  const parsed = parseTemplate(text)
  if (!parsed.ok) throw new Error(parsed.detail)
  return fill(parsed.value, ada)
}

describe('a template', () => {
  it.each([
    ['{givenName|ascii|lower}.{familyName|ascii|lower}', 'zoe.muller-luk'],
    ['{identity.givenName|initial|ascii|lower}{familyName|ascii|lower}', 'zmuller-luk'],
    ['{givenName} {familyName}', 'Zoë Müller-Łuk'],
    ['cc-{costCenter}', 'cc-4711'],
    ['{costCenter}', 4711],
    ['{groups}', ['a', 'b']],
    ['always', 'always'],
    ['{{x}}', '{x}'],
  ])('%s comes to %j', (text, wanted) => expect(filled(text)).toEqual(wanted))

  it('comes to nothing where a field is missing: half a user name is none', () => {
    expect(filled('{givenName}.{middleName}')).toBeNull()
    expect(filled('{givenName}.{constructor}')).toBeNull()
  })

  it.each([
    ['{givenName', 'write it twice'],
    ['{given name}', 'is no field'],
    ['{givenName|shout}', 'there are: lower'],
  ])('%s is refused, saying what is allowed', (text, says) =>
    expect(parseTemplate(text)).toMatchObject({ ok: false, detail: expect.stringContaining(says) }),
  )
})
