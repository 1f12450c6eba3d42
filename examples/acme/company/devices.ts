import { atWork, type Day, daysFrom } from './calendar.ts'
import { dice } from './dice.ts'
import type { Device, Person } from './person.ts'

const LAPTOPS = [
  ['macos', 'MacBook Pro 14'],
  ['macos', 'MacBook Air 13'],
  ['windows', 'ThinkPad T14'],
  ['windows', 'Latitude 7450'],
  ['linux', 'ThinkPad X1'],
] as const
const PHONES = [
  ['ios', 'iPhone 16'],
  ['android', 'Pixel 9'],
] as const

/** Whose device is not as it should be, and in which way. */
const ODD: Readonly<Record<string, Partial<Pick<Device, 'managed' | 'compliant'>> & { readonly away?: number }>> = {
  // Writes the code that moves money, from a disk that is not encrypted: the rule does not hold, the target still says so.
  'aisha.farouk': { compliant: false },
  'lukas.steiner': { compliant: false },
  'priya.raman': { away: 96 },
  'ext.petra.novotna': { managed: false, compliant: false },
}

/** What device management reports: a laptop for most, phones for some, a few that nobody has claimed. */
export function devices(people: readonly Person[], today: Day): readonly Device[] {
  const luck = dice('devices')
  const found: Device[] = []
  for (const { login, email, type, start, status } of people) {
    if (start > today || status === 'left') continue
    const odd = ODD[login]
    const [platform, model] = luck.pick(LAPTOPS)
    const managed = odd?.managed ?? (type === 'employee' || luck.happens(0.6))
    const compliant = odd?.compliant ?? (managed && (odd !== undefined || luck.happens(0.9)))
    const away = odd?.away ?? (luck.happens(0.04) ? 40 + luck.roll(80) : luck.roll(4))
    const serial = `LT-${String(4000 + found.length * 7)}`
    found.push({
      key: serial,
      owner: email,
      platform,
      model,
      managed,
      compliant,
      lastSeen: atWork(daysFrom(today, -1 - away), luck.roll(540)),
    })
    if (!luck.happens(type === 'employee' ? 0.35 : 0)) continue
    const [system, phone] = luck.pick(PHONES)
    const enrolled = luck.happens(0.8)
    found.push({
      key: `PH-${String(4000 + found.length * 7)}`,
      owner: email,
      platform: system,
      model: phone,
      managed: enrolled,
      compliant: enrolled && luck.happens(0.85),
      lastSeen: atWork(daysFrom(today, -1 - luck.roll(6)), luck.roll(540)),
    })
  }
  const unclaimed = [1, 2, 3].map(
    (n): Device => ({
      key: `LT-SPARE-${n}`,
      owner: '',
      platform: 'windows',
      model: 'Latitude 7450',
      managed: true,
      compliant: n !== 3,
      lastSeen: atWork(daysFrom(today, -60 * n), 30),
    }),
  )
  return [...found, ...unclaimed]
}
