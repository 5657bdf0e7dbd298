import type { XlDialect } from './dialect.js'

/** The tokens in the order in which messages list them. */
export const terminals = [
  '$end',
  'error',
  'IDENT',
  'STRING',
  'NUMBER',
  'NEWLINE',
  '+=',
  "'='",
  "';'",
  "'['",
  "']'",
  "','"
] as const

export type Terminal = (typeof terminals)[number]

/** What a reduction makes of its parts; without one, it hands on the first. */
export type Action = 'set' | 'add' | 'text' | 'inner' | 'no-items' | 'first-item' | 'next-item'

/** A rule of the grammar: what stands on the left may be spelled as what stands on the right. */
export interface Production {
  readonly left: string
  readonly right: readonly string[]
  readonly action?: Action
}

/** The part of a dialect that the grammar depends on. */
export type Shape = Pick<XlDialect, 'openLastLine' | 'nestedLists' | 'addition'>

export function productionsOf({ openLastLine, nestedLists, addition }: Shape): readonly Production[] {
  const item = nestedLists ? 'value' : 'atom'
  return [
    rule('$accept', 'file $end'),
    ...(openLastLine ? statements(addition) : endedStatements),
    rule('end', 'NEWLINE'),
    rule('end', "';'"),
    rule('value', 'atom'),
    rule('value', "'[' newlines items ']'", 'inner'),
    rule('atom', 'STRING', 'text'),
    rule('atom', 'NUMBER', 'text'),
    rule('items', '', 'no-items'),
    rule('items', 'some'),
    rule('items', "some ',' newlines"),
    rule('some', `${item} newlines`, 'first-item'),
    rule('some', `some ',' newlines ${item} newlines`, 'next-item'),
    rule('newlines', ''),
    rule('newlines', 'newlines NEWLINE')
  ]
}

function statements(addition: boolean): readonly Production[] {
  return [
    rule('file', 'statements'),
    rule('file', 'statements assignment'),
    rule('statements', ''),
    rule('statements', 'statements statement'),
    rule('statement', 'assignment end'),
    rule('statement', 'end'),
    rule('statement', 'error NEWLINE'),
    rule('assignment', "IDENT '=' value", 'set'),
    ...(addition ? [rule('assignment', 'IDENT += value', 'add')] : [])
  ]
}

// Until 4.1 every statement had to end, and was stored before its end was seen.
const endedStatements: readonly Production[] = [
  rule('file', ''),
  rule('file', 'file statement'),
  rule('assignment', "IDENT '=' value", 'set'),
  rule('statement', 'assignment end'),
  rule('statement', 'end'),
  rule('statement', 'error NEWLINE')
]

function rule(left: string, right: string, action?: Action): Production {
  return { left, right: right.split(' ').filter(Boolean), ...(action && { action }) }
}
