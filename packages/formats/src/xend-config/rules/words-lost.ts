import { isBranch } from '@xenlint/syntax'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { itemsOf } from '../lower.js'

/** xend asks a setting for its first value and never for another. */
export const wordsLost: Rule = {
  id: 'words-lost',
  summary: 'Words behind the value of a setting, which xend never looks at.',
  severity: 'warning',
  formats: ['xend-config'],
  status: 'stable',
  since: '0.1.0',
  check: findLostWords
}

function* findLostWords({ tree, text, file, option }: Context): Iterable<Finding> {
  for (const list of tree.children) {
    if (!isBranch(list) || list.type !== 'list') continue
    const [name, value, ...rest] = itemsOf(list)
    const last = rest.at(-1)
    if (!name || !value || !last || isBranch(name) || !option(name.value)) continue

    const words = [value, ...rest]
    const first = rest[0]?.start ?? last.start
    const end = isBranch(last) ? last.end : last.start + last.value.length
    const lost = text.slice(first, end)
    const kept = text.slice(value.start, isBranch(value) ? value.end : value.start + value.value.length)
    const plain = words.every(({ type }) => type === 'atom') && !/['"\\\n]/.test(text.slice(value.start, end))
    yield {
      case: 'lost',
      at: { file, start: first, end },
      message: option(name.value)?.secret
        ? `xend takes the first word for \`${name.value}\` and never looks at the others; in quotes they are one value.`
        : `xend takes \`${kept}\` for \`${name.value}\` and never looks at \`${lost}\`; in quotes they are one value.`,
      fixes: plain
        ? [
            {
              title: 'Put all of it in quotes, which then takes effect',
              edits: [
                { start: value.start, end: value.start, text: "'" },
                { start: end, end, text: "'" }
              ],
              safe: false
            }
          ]
        : []
    }
  }
}
