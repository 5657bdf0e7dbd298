import type { Severity } from '@xenlint/validator'

/** Ways to set off words in a terminal; without colour each returns its text as it is. */
export interface Paint {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly remedy: (text: string) => string
  readonly added: (text: string) => string
  readonly removed: (text: string) => string
  readonly severity: Readonly<Record<Severity, (text: string) => string>>
}

export function paint(colour: boolean): Paint {
  const style = (code: string) => (text: string) =>
    colour && text !== '' ? `\x1b[${code}m${text}\x1b[0m` : text
  return {
    strong: style('1'),
    faint: style('2'),
    remedy: style('32'),
    added: style('32'),
    removed: style('31'),
    severity: { error: style('1;31'), warning: style('1;33'), hint: style('1;36') }
  }
}

/** Whether a stream is to be coloured: as asked, else where a person reads it and nothing speaks against it. */
export function wantsColour(asked: string | undefined, stream: NodeJS.WriteStream): boolean {
  if (asked === 'always') return true
  if (asked === 'never' || process.env['NO_COLOR']) return false
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0'
  return stream.isTTY === true && process.env['TERM'] !== 'dumb'
}
