import type { InterfaceOption, Option } from '@xenlint/catalogue'

/**
 * Each option of `interfaces` in one spelling, where hooks take `bridge-ports` and `bridge_ports` alike:
 * that of the name which is begun, else of the names in the file that begin with the same word, else of its manual.
 */
export function oneSpelling(
  rows: readonly Option[],
  written: readonly string[],
  begun: string
): readonly Option[] {
  const names = new Set(rows.map(({ name }) => name))
  const signs = new Map<string, string>()
  for (const name of [begun, ...written]) {
    const [, word, sign] = /^([a-z]+)([-_])/.exec(name) ?? []
    if (word !== undefined && sign !== undefined && !signs.has(word)) signs.set(word, sign)
  }
  return rows.filter((row) => {
    const { name, manual } = row as InterfaceOption
    const [word = ''] = name.split(/[-_]/, 1)
    const sign = signs.get(word)
    if (sign === undefined) return manual === undefined || !names.has(manual)
    const other = sign === '-' ? name.replaceAll('_', '-') : name.replaceAll('-', '_')
    return name === other || !names.has(other)
  })
}
