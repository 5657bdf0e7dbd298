import { option } from '@xenlint/catalogue'

/** How surely names that a file sets are those of a guest: a third of them is known, or half if it is but one, and one is not met everywhere. */
export function likenessOfNames(table: string, names: ReadonlySet<string>): number {
  const known = [...names].filter((name) => option(table, name))
  if (known.length === 0 || known.length * (known.length > 1 ? 3 : 2) < names.size) return 0
  if (known.every((name) => everyday.has(name))) return 0.4
  return known.length > 1 ? 0.9 : 0.6
}

/** Names that other people's files set as well. */
const everyday = new Set(
  'bios boot device_tree display extra firmware keymap loader name pool root seed serial type usb uuid vga'.split(
    ' '
  )
)
