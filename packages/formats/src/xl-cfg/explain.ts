import { child, endOf, isBranch, isMissing, type Leaf, type Node } from '@xenlint/syntax'
import { explainLine, explainName, explainRest } from './explain-line.js'
import { explainWord } from './explain-word.js'
import { type Explanation, nameOf, ofLeaf, type Surroundings } from './explanation.js'
import type { Fault } from './faults.js'

/** What is wrong at a fault of the tree, whatever xl says of it. */
export function explain(fault: Fault, surroundings: Surroundings): Explanation {
  const { leaf, parent } = fault
  if (isMissing(leaf)) return explainMissing(leaf.expected, fault, surroundings)
  if (leaf.value === '\ufeff') return mark(fault)
  if (leaf.value === '\r') return carriageReturn(fault, surroundings.text)
  if (parent.type === 'broken-string') return escapeFault(fault)
  if (/^["']/.test(leaf.value) && parent.type !== 'root') return openString(fault, surroundings.text)
  if (parent.type === 'list')
    return leaf.value === ',' || leaf.value === ';' ? stray(fault) : explainWord(fault, surroundings)
  if (parent.type === 'setting')
    return leaf === parent.children[0] ? explainName(fault, surroundings) : explainWord(fault, surroundings)
  return fault.setting ? explainRest(fault, surroundings) : explainLine(fault, surroundings)
}

function mark(fault: Fault): Explanation {
  return ofLeaf(fault, {
    case: 'byte-order-mark',
    fact: 'The file begins with a byte order mark, which xl takes for a part of the first word',
    fix: { title: 'Remove the byte order mark, so that xl reads the line', edits: [removal(fault)] }
  })
}

// A carriage return alone stood for a line end, before a line feed for nothing.
function carriageReturn(fault: Fault, text: string): Explanation {
  const { start } = fault.leaf
  const paired = text[start + 1] === '\n' || start + 1 === text.length
  return ofLeaf(fault, {
    case: 'carriage-return',
    fact: paired
      ? 'The line ends as on Windows, with a carriage return'
      : 'A carriage return stands here, which ends no line for xl',
    help: 'save the file with Unix line ends',
    fix: {
      title: 'Write a Unix line end, so that xl reads the line',
      edits: [{ start, end: start + 1, text: paired ? '' : '\n' }]
    }
  })
}

function escapeFault(fault: Fault): Explanation {
  const { start, value } = fault.leaf
  if (value === '\0')
    return ofLeaf(fault, {
      case: 'nul',
      fact: 'A NUL stands in the string',
      fix: { title: 'Remove the NUL', edits: [removal(fault)] }
    })
  return ofLeaf(fault, {
    case: 'escape',
    fact: `\`${value}\` is no escape that xl reads`,
    help: 'a backslash itself is written `\\\\`',
    fix: { title: 'Double the backslash, so that xl reads one', edits: [{ start, end: start, text: '\\' }] }
  })
}

function openString(fault: Fault, text: string): Explanation {
  const { leaf, parent } = fault
  const quote = leaf.value.charAt(0)
  const value = leaf.value.trimEnd()
  const end = leaf.start + value.length
  const plain = parent.type === 'setting' && !/[#\\[\],;]/.test(value) && text[end] !== '\0'
  return ofLeaf(fault, {
    case: 'string-open',
    end,
    fact: `The string that begins here has no closing \`${quote}\` on its line`,
    ...(plain && {
      fix: { title: 'Close the string at the end of the line', edits: [{ start: end, end, text: quote }] }
    })
  })
}

function stray(fault: Fault): Explanation {
  const { leaf } = fault
  const semicolon = leaf.value === ';'
  return ofLeaf(fault, {
    case: semicolon ? 'semicolon' : 'comma-extra',
    fact: semicolon ? 'A `;` stands inside a list' : 'A comma stands where an item is wanted',
    help: semicolon ? 'items are separated by commas' : 'only one may follow an item',
    ...(!semicolon && { fix: { title: 'Remove the comma', edits: [removal(fault)] } })
  })
}

function explainMissing(expected: string, fault: Fault, surroundings: Surroundings): Explanation {
  const { leaf, parent, before } = fault
  const name = nameOf(fault) ?? 'the setting'
  const last = innermost(parent.type === 'list' ? lastWritten(fault) : before)
  const at = last ? endOf(last) : leaf.start
  // Behind an open string, or a comment in what nobody reads, all would belong to it.
  const insertion = (title: string, text: string): Pick<Explanation, 'fix'> =>
    last && runsOn(last) ? {} : { fix: { title, edits: [{ start: at, end: at, text }] } }
  if (expected === 'a value') {
    const start = before?.start ?? leaf.start
    return {
      case: 'value-absent',
      start,
      end: at,
      fact: `\`${name}\` has no value`,
      help: 'write one, or remove the line'
    }
  }
  if (expected === '`]`') {
    const open = child(parent, 'open')
    return {
      case: 'list-open',
      start: leaf.start,
      end: leaf.start,
      fact: `The list of \`${name}\` is not closed`,
      help: 'write `]` behind its last item',
      ...insertion('Close the list here, so that xl reads it', ' ]'),
      ...(open && { related: { start: open.start, end: endOf(open), message: 'The list begins here.' } })
    }
  }
  if (expected === '`,`') {
    const next = nextItem(fault)
    return {
      case: 'comma',
      ...next,
      fact: 'No comma stands before this item',
      ...insertion('Write a comma between the items', ',')
    }
  }
  if (expected === 'a new line') {
    const text = surroundings.text.includes('\r\n') ? '\r\n' : '\n'
    return {
      case: 'last-line',
      start: before?.start ?? leaf.start,
      end: leaf.start,
      fact: 'The comment on the last line has no line end behind it',
      fix: {
        title: 'Write a line end, so that xl reads the comment',
        edits: [{ start: leaf.start, end: leaf.start, text }]
      }
    }
  }
  return {
    case: 'separator',
    start: leaf.start,
    end: leaf.start,
    fact: 'A second setting begins on the line',
    help: 'separate the two by `;` or a new line',
    ...insertion('Write `;` between the two settings', ';')
  }
}

function runsOn(leaf: Leaf): boolean {
  return leaf.type === 'junk' && /^["']|#/.test(leaf.value)
}

/** The last thing that is written in a node: a list that is not closed may end in a comment. */
function innermost(node: Node | undefined): Leaf | undefined {
  let last = node
  while (last && isBranch(last)) last = last.children.findLast(({ type }) => !gaps.has(type))
  return last
}

// What is put in stands behind the last item or comma, not behind the comments and line ends that follow it.
function lastWritten({ parent, index }: Fault): Node | undefined {
  let at = index - 1
  while (at >= 0 && gaps.has(parent.children[at]?.type ?? '')) at--
  return parent.children[at]
}

const gaps: ReadonlySet<string> = new Set(['space', 'newline', 'comment', 'missing'])

function nextItem({ leaf, parent, index }: Fault): { start: number; end: number } {
  const next = parent.children[index + 1]
  if (!next) return { start: leaf.start, end: leaf.start }
  return { start: next.start, end: isBranch(next) ? next.start + 1 : endOf(next) }
}

function removal({ leaf }: Fault): { start: number; end: number; text: string } {
  return { start: leaf.start, end: endOf(leaf), text: '' }
}
