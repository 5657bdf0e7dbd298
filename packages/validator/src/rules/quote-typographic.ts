import { type Branch, isBranch, type Leaf } from '@xenlint/syntax'
import type { Context, Finding, Rule } from '../rule.js'

/** Word processors and web pages turn quotes round; for every reader here those are letters like any other. */
export const quoteTypographic: Rule = {
  id: 'quote-typographic',
  summary: 'A typographic quote where a straight one is meant: it becomes part of the value.',
  severity: 'warning',
  formats: ['default-xen', 'grub-default', 'interfaces', 'xend-config', 'xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findQuotes
}

// At the beginning of a word only: an apostrophe inside one is meant as it is.
const opening = /(?<![^\s=(,])[“”„‟‘’‚‛«»]/g
const all = /[“”„‟«»]|[‘’‚‛]/g

function* findQuotes({ tree, file, text }: Context): Iterable<Finding> {
  let line = -1
  for (const leaf of unquoted(tree)) {
    for (const { index } of leaf.value.matchAll(opening)) {
      const start = leaf.start + index
      const before = text[start - 1] ?? '\n'
      const from = text.lastIndexOf('\n', start - 1) + 1
      if (!/[\s=(,]/.test(before) || from === line) continue
      line = from
      const quote = text.charAt(start)
      yield {
        case: 'quote',
        at: { file, start, end: start + 1 },
        message: `\`${quote}\` is no quote for the program that reads this, but a part of the value; \`"\` is one.`,
        fixes: [straighten(text, from)]
      }
    }
  }
}

function straighten(
  text: string,
  from: number
): { title: string; edits: { start: number; end: number; text: string }[]; safe: false } {
  const end = text.indexOf('\n', from)
  const line = text.slice(from, end < 0 ? undefined : end)
  const edits = [...line.matchAll(all)].map(({ index, 0: found }) => ({
    start: from + index,
    end: from + index + 1,
    text: '“”„‟«»'.includes(found) ? '"' : "'"
  }))
  return { title: 'Make the quotes of the line straight', edits, safe: false }
}

const quoted = new Set(['double', 'single', 'string', 'substitution'])

/** The leaves outside quotes and comments. */
function* unquoted(tree: Branch): Iterable<Leaf> {
  const pending: (Branch | Leaf)[] = [tree]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!isBranch(node)) {
      if (node.type !== 'comment' && !quoted.has(node.type)) yield node
      continue
    }
    if (quoted.has(node.type)) continue
    for (let index = node.children.length - 1; index >= 0; index--)
      pending.push(node.children[index] as Branch | Leaf)
  }
}
