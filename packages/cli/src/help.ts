import { type Command, check, commands, type Flag } from './command.js'
import { hanging, wrap } from './wrap.js'

const width = 80

/** What `xenlint --help` prints. */
export function overview(): string {
  return [
    ...wrap(
      'xenlint finds what is wrong in the configuration of Xen hosts on Debian, says why, and mends it.',
      width
    ),
    '',
    'Usage:  xenlint [check] [PATH…]',
    '        xenlint COMMAND …',
    '',
    'Commands:',
    ...rows(commands.map(({ name, takes, summary }) => [`${name} ${takes}`.trim(), summary])),
    '',
    'Try:',
    ...rows(check.examples.slice(0, 4)),
    '',
    ...wrap(
      'Exit status: 0 no errors, 1 errors found (see --fail-on), 2 wrong usage, an unreadable path or a broken configuration.',
      width
    ),
    '',
    '`xenlint COMMAND --help` tells the rest; `xenlint check --help` has the options.',
    ''
  ].join('\n')
}

/** What `xenlint COMMAND --help` prints. */
export function commandHelp({ name, takes, summary, about, flags, examples }: Command): string {
  return [
    ...wrap(`xenlint ${name}: ${summary}`, width),
    '',
    `Usage:  xenlint ${name} ${flags.length > 0 ? '[OPTION…] ' : ''}${takes}`.trimEnd(),
    '',
    ...about.flatMap((paragraph) => [...wrap(paragraph, width), '']),
    ...(flags.length > 0 ? ['Options:', ...rows(flags.map(flagRow)), ''] : []),
    'Examples:',
    ...rows(examples),
    ''
  ].join('\n')
}

function flagRow({ name, short, value, summary }: Flag): readonly [string, string] {
  return [`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, summary]
}

// Two columns; a left text that is too long stands on a line of its own.
function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const fitting = pairs.map(([left]) => left.length).filter((length) => length <= 34)
  const column = Math.max(...fitting, 10) + 4
  return pairs.flatMap(([left, right]) => {
    const lines = hanging(right, column, width)
    if (left.length + 4 > column) return [`  ${left}`, ...lines]
    return [`  ${left}`.padEnd(column) + (lines[0] as string).trimStart(), ...lines.slice(1)]
  })
}
