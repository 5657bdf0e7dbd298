import { endOf, isBranch } from '@xenlint/syntax'
import { amount, character, expression, unit, unseen } from './explain-word.js'
import { type Explanation, nameOf, ofLeaf, type Surroundings, shown } from './explanation.js'
import type { Fault } from './faults.js'

/** What stands behind a complete setting on its line. */
export function explainRest(fault: Fault, surroundings: Surroundings): Explanation {
  const value = fault.leaf.value.trim()
  const number = numberBefore(fault)
  const match = number && amount.exec(`${number.value} ${value}`)
  if (number && match) {
    const what = shown(fault, surroundings, `${number.value} ${value}`)
    return ofLeaf(fault, unit(match, what, number.start, fault, surroundings))
  }
  const what = shown(fault, surroundings)
  if (expression.test(` ${value} `) || /^[%+*/-]/.test(value))
    return ofLeaf(fault, {
      case: 'python',
      fact: `${what} computes a value as Python would`,
      help: 'write the value itself'
    })
  if (value === ',')
    return ofLeaf(fault, {
      case: 'rest',
      fact: `A comma stands behind the value${named(fault)}`,
      fix: {
        title: 'Remove the comma',
        edits: [{ start: fault.leaf.start, end: fault.leaf.start + 1, text: '' }]
      }
    })
  return ofLeaf(fault, {
    case: 'rest',
    fact: `${what} stands behind the value${named(fault)}`,
    help: 'a setting is one value, or a list in `[ ]`'
  })
}

function named(fault: Fault): string {
  const name = nameOf(fault)
  return name ? ` of \`${name}\`` : ''
}

function numberBefore({ setting }: Fault): { value: string; start: number } | undefined {
  const last = setting?.children.at(-1)
  return last && !isBranch(last) && last.type === 'number' ? last : undefined
}

/** A line that is no setting. */
export function explainLine(fault: Fault, surroundings: Surroundings): Explanation {
  const { leaf } = fault
  const value = leaf.value.trim()
  const [first = ''] = value.split(/[\s:("'[]/, 1)
  const part = lineCase(value, first, fault, surroundings)
  return ofLeaf(fault, { end: leaf.start + value.length, ...part })
}

type Part = Pick<Explanation, 'case' | 'fact'> & Partial<Explanation>

const statement =
  /^(import|from|def|class|if|elif|else|for|while|try|except|finally|with|return|print|raise|pass|exec)\b/

function lineCase(value: string, first: string, { leaf }: Fault, { text, option }: Surroundings): Part {
  const control = /[\x00-\x08\x0b-\x1f\x7f\u00a0]/.exec(value)
  if (control) return character(control[0], leaf.start + control.index)
  if (statement.test(value) || /^[a-z_.]+\(/.test(value) || /^("""|''')/.test(value))
    return {
      case: 'python',
      fact: `\`${first || value.slice(0, 3)}\` begins a statement of Python`,
      help: 'xl reads settings only'
    }
  const sign = commentSign(value, leaf.start, text)
  if (sign)
    return {
      case: 'comment',
      ...sign,
      fact: `\`${text.slice(sign.start, sign.end)}\` begins no comment for xl`,
      help: 'one begins with `#`',
      fix: { title: 'Write `#`, so that the line is a comment', edits: [{ ...sign, text: '#' }] }
    }
  const [head = '', name = '', mark = ''] = /^([a-z][._0-9a-z]*)[ \t]*(:|(?=["'[0-9]))/.exec(value) ?? []
  if (head && option(name)) {
    const start = leaf.start + name.length
    const rest = text.slice(leaf.start + head.length)
    return {
      case: 'equals',
      fact: `\`${name}\` is not followed by \`=\``,
      help: `write \`${name} = …\``,
      fix: {
        title: 'Write `=`, so that xl reads the setting',
        edits: [{ start, end: leaf.start + head.length, text: mark && rest.startsWith(' ') ? ' =' : ' = ' }]
      }
    }
  }
  if (value === name || option(value))
    return { case: 'stray', fact: `\`${value}\` stands alone`, help: `write \`${value} = …\`` }
  if (/^[\])},]+$/.test(value)) return { case: 'stray', fact: `\`${value}\` closes nothing` }
  return {
    case: 'stray',
    fact: `${first ? `\`${first}\`` : 'What stands here'} begins no setting`,
    help: 'a setting is `name = value`'
  }
}

// `//` in C and `;` in many other files, where nothing stands before them on the line.
function commentSign(value: string, start: number, text: string): { start: number; end: number } | undefined {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  if (/^[ \t]*$/.test(before) && value.startsWith('//')) return { start, end: start + 2 }
  const semicolon = /^[ \t]*;[ \t]*$/.test(before) && !/=/.test(value)
  if (!semicolon) return undefined
  const at = text.lastIndexOf(';', start)
  return { start: at, end: at + 1 }
}

/** A name that no release of xl reads as one. */
export function explainName(fault: Fault, { option }: Surroundings): Explanation {
  const { leaf } = fault
  const odd = unseen.exec(leaf.value)
  if (odd) return ofLeaf(fault, character(odd[0], leaf.start + odd.index))
  const meant = leaf.value.toLowerCase().replaceAll('-', '_')
  const known = option(meant) !== undefined
  return ofLeaf(fault, {
    case: 'name',
    fact: `\`${leaf.value}\` is no name for xl: names are small letters, digits, \`_\` and \`.\``,
    ...(known && {
      help: `did you mean \`${meant}\`?`,
      fix: {
        title: `Change to \`${meant}\`, which xl reads`,
        edits: [{ start: leaf.start, end: endOf(leaf), text: meant }]
      }
    })
  })
}
