import { interfaceOptions } from '@xenlint/catalogue'

/** What else there is to say of an option of an `iface` stanza: its methods, and what a second line or a comment does. */
export function interfaceFacts(
  name: string
): readonly (readonly [label: string, text: string | undefined])[] {
  const row = interfaceOptions().find((each) => each.name === name)
  if (!row) return []
  return [
    ['read by', row.reader],
    ['methods', row.methods?.map((method) => `\`${method}\``).join(', ')],
    ['twice', inEffects(row.repeat, repeats)],
    ['comment', inEffects(row.comment, comments)]
  ]
}

const repeats: Readonly<Record<string, string>> = {
  harmless: 'a second line does no harm',
  listed: 'a second line adds to the first',
  lost: 'a second line is lost',
  breaks: 'a second line reaches the shell as a command, and the interface does not come up'
}

const comments: Readonly<Record<string, string>> = {
  harmless: 'a `#` behind the value is part of it, and does no harm',
  differs: 'a `#` behind the value is part of it',
  breaks: 'a `#` behind the value reaches the shell, and the interface does not come up'
}

// One sentence for all methods, or one for each effect with the methods that have it.
function inEffects(
  effects: Readonly<Record<string, string>>,
  words: Readonly<Record<string, string>>
): string {
  const kinds = [...new Set(Object.values(effects))]
  const methodsOf = (kind: string): string =>
    Object.keys(effects)
      .filter((method) => effects[method] === kind)
      .map((method) => `\`${method}\``)
      .join(', ')
  const said = kinds.map((kind) => `${words[kind] ?? kind}${kinds.length > 1 ? ` (${methodsOf(kind)})` : ''}`)
  return said.join('; ')
}
