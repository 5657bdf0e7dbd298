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
    // As many CPUs as rules suppose, so that none is missing.
    const { status, config } = planned(text, xen, 4096)
    return { status, config }
  })
}

function settingsWithoutPlaces(snapshot: Snapshot, file: string): unknown {
  const format = snapshot.format(file)?.id
  const winning = new Map<string, { section: string; name: string; values: unknown[] }>()
  for (const { name, operation, value, section: within } of snapshot.settings(file)) {
    const section = within?.words.map(({ text }) => text).join(' ') ?? ''
    const key = `${section} ${name}`
    const before = winning.get(key)
    if (before && firstCounts.includes(format ?? '')) continue
    if (operation === 'add' && before) before.values.push(plain(value))
    else winning.set(key, { section, name, values: [plain(value)] })
  }
  const counting = [...winning.values()].map(({ section, name, values }): [string, unknown[]] => {
    const now = today(format, name, values)
    return [`${section} ${now.name}`, now.values]
  })
  return Object.fromEntries(counting.sort())
}

/** A setting of a guest under the name that has taken its place, where the value has its like there. */
function today(
  format: string | undefined,
  name: string,
  values: unknown[]
): { name: string; values: unknown[] } {
  const { use, values: table } = (format === 'xl-cfg' && option(format, name)?.deprecated) || {}
  const [value, ...more] = values
  const now =
    typeof table === 'object' && typeof value === 'string' && more.length === 0 ? table[value] : undefined
  return use && now !== undefined ? { name: use, values: [now] } : { name, values }
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
