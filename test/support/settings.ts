import type { Value } from '@xenlint/model'
import type { Snapshot } from '@xenlint/service'

const firstCounts = ['xend-config']

/** The settings that count, as the reader sees them, without the places they were written. */
export function settingsThatCount(snapshot: Snapshot, file: string): unknown {
  const winning = new Map<string, unknown[]>()
  for (const { name, operation, value, section } of snapshot.settings(file)) {
    const key = `${section?.words.map(({ text }) => text).join(' ') ?? ''} ${name}`
    const before = winning.get(key)
    if (before && firstCounts.includes(snapshot.format(file)?.id ?? '')) continue
    if (operation === 'add' && before) before.push(plain(value))
    else winning.set(key, [plain(value)])
  }
  return Object.fromEntries([...winning].sort())
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
