import { option } from '@xenlint/catalogue'
import type { Status, Value } from '@xenlint/model'
import type { Snapshot } from '@xenlint/service'
import { planned } from './plan-page.js'

const firstCounts = ['xend-config']

/** What the reader makes of a file: of a guest the plans, of all else the settings that count. */
export function settingsThatCount(snapshot: Snapshot, file: string): unknown {
  const plans =
    snapshot.format(file)?.id === 'xl-cfg'
      ? plansOf(snapshot, snapshot.input.files.get(file)?.text ?? '')
      : []
  return plans.some(({ status }) => status === 0) ? plans : settingsWithoutPlaces(snapshot, file)
}

/** What each release of the target makes of a guest; what xl says of it may change. */
function plansOf({ target }: Snapshot, text: string): { status: Status; config: unknown }[] {
  return target.releases.map(({ xen }) => {
    const { status, config } = planned(text, xen)
    return { status, config }
  })
}

function settingsWithoutPlaces(snapshot: Snapshot, file: string): unknown {
  const winning = new Map<string, unknown[]>()
  for (const { name: written, operation, value: said, section } of snapshot.settings(file)) {
    const { name, value } = today(snapshot.format(file)?.id, written, plain(said))
    const key = `${section?.words.map(({ text }) => text).join(' ') ?? ''} ${name}`
    const before = winning.get(key)
    if (before && firstCounts.includes(snapshot.format(file)?.id ?? '')) continue
    if (operation === 'add' && before) before.push(value)
    else winning.set(key, [value])
  }
  return Object.fromEntries([...winning].sort())
}

/** A setting of a guest under the name that has taken its place, where the value has its like there. */
function today(format: string | undefined, name: string, value: unknown): { name: string; value: unknown } {
  const { use, values } = (format === 'xl-cfg' && option(format, name)?.deprecated) || {}
  const now = typeof values === 'object' && typeof value === 'string' ? values[value] : undefined
  return use && now !== undefined ? { name: use, value: now } : { name, value }
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'list':
      return value.items.map(plain)
    case 'unknown':
      return { unknown: value.why }
    case 'absent':
      return null
  }
}
