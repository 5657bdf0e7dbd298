import { bashWord } from '@xenlint/catalogue'
import type { Met, Stop } from '@xenlint/model'
import type { Context, Finding, Fix, Rule, Severity } from '@xenlint/validator'
import { isVariable, type ShellReader, shellFileOf } from '../outcome.js'

/** Between assignments every other line is a command, and a blank in the wrong place makes one. */
export const shellCommand: Rule = {
  id: 'shell-command',
  summary: 'A line that is no assignment for the shell, but runs a command that is not there or fails.',
  severity: 'error',
  formats: ['default-xen', 'grub-default', 'xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findCommands
}

function* findCommands({ tree, file, format, text, option }: Context): Iterable<Finding> {
  const read = shellFileOf(tree, file, format)
  if (!read) return
  const { outcome, reader, stop } = read
  // A loop or a function meets the same line again: it is told once, at its worst.
  const told = new Map<number, Finding>()
  for (const met of outcome.met) {
    // A line of nothing but a carriage return is a matter of its own.
    if (/^\r*$/.test(met.name) || met.name.startsWith('\uFEFF')) continue
    const finding = judge(met, reader, text, (name) => option(name) !== undefined)
    const { start } = met.origin
    const worse = finding?.severity === undefined || !told.has(start)
    if (finding && worse) told.set(start, { at: met.origin, ...finding })
  }
  yield* told.values()
  if (stop && (stop.kind === 'failure' || stop.kind === 'exit')) yield ending(stop, reader)
}

type Judged = Omit<Finding, 'at'>

function judge(
  met: Met,
  reader: ShellReader,
  text: string,
  isOption: (name: string) => boolean
): Judged | undefined {
  const { name, kind, lost, doubt, tested } = met
  // Where the reader goes on, the line is lost and nothing else.
  const severity: { severity?: Severity } =
    doubt === undefined && !tested && reader.stopsOnFailure ? {} : { severity: 'warning' }
  const source = text.slice(met.origin.start, met.origin.end)
  const [variable] = lost
  if (variable !== undefined && (isOption(variable) || isVariable(reader, variable))) {
    const message = `\`${variable}\` is set for the command \`${name}\` alone`
    const fixes = splitFix(met, text)
    if (kind === 'absent' || kind === 'open')
      return {
        case: 'split',
        ...severity,
        message: `${message}: it stays as it was, and ${absence(reader, name)}.`,
        fixes
      }
    return { case: 'lost', severity: 'warning', message: `${message}: it stays as it was.`, fixes }
  }
  if (kind === 'open' && doubt === undefined && met.words[0] !== undefined)
    return { case: 'open', severity: 'hint', message: `\`${name}\` is a command, and ${open(reader)}.` }
  if (kind !== 'absent') return undefined
  const appended = /^([A-Za-z_][A-Za-z0-9_]*)\+=/.exec(name)
  if (appended?.[1])
    return {
      case: 'append',
      ...severity,
      message: `dash has no \`+=\`, so this is a command: ${absence(reader, name)}.`,
      fixes: appendFix(met, source, appended[1])
    }
  if (/^=/.test(met.words[1] ?? ''))
    return {
      case: 'spaced',
      ...severity,
      message: `A blank stands beside \`=\`, so \`${name}\` is a command: ${absence(reader, name)}.`,
      fixes: spacedFix(met, source, name)
    }
  const row = bashWord(name)
  if (row) {
    const { instead, alike } = row
    const missed = tested ? 'so that counts as false' : `so ${absence(reader, name)}`
    const advice = instead === undefined ? '' : `; write \`${instead}\``
    const message = `\`${name}\` is for bash, and dash reads this file, ${missed}${advice}.`
    return { case: 'bash', ...severity, message, fixes: alike ? insteadFix(met, instead) : [] }
  }
  if (tested) return undefined
  const message = `\`${name}\` is a command here: ${absence(reader, name)}.`
  return { case: 'absent', ...severity, message, fixes: absentFix(met, source, text, reader) }
}

function absence({ stopsOnFailure, program }: ShellReader, name: string): string {
  const called = name.replace(/[^\x20-\x7e]/g, '?')
  if (stopsOnFailure)
    return `\`${program}\` stops with \`${called}: not found\`, status 127, and leaves the old grub.cfg as it is`
  return `\`${program}\` says that it is not found, and goes on without what the line should set`
}

function open({ stopsOnFailure, program }: ShellReader): string {
  if (stopsOnFailure) return `\`${program}\` stops where it is not found or fails`
  return `\`${program}\` runs it`
}

function ending({ kind, status, at }: Stop, { program }: ShellReader): Finding {
  if (kind === 'exit')
    return {
      case: 'exit',
      at,
      message: `\`${program}\` ends here with status ${status}, and does nothing more.`
    }
  return {
    case: 'failing',
    at,
    message: `This fails, so \`${program}\` ends with status ${status} and leaves the old grub.cfg as it is.`
  }
}

const special = /["'`$\\#;&|<>()*?~\n\r]/

// X=a b → X="a b", and X= "a" → X="a"
function splitFix({ origin }: Met, text: string): Fix[] {
  const source = text.slice(origin.start, origin.end)
  const blank = /^([A-Za-z_][A-Za-z0-9_]*=)[ \t]+("[^"]*"|'[^']*')$/.exec(source)
  if (blank?.[1] && blank[2]) {
    const start = origin.start + blank[1].length
    const edits = [{ start, end: origin.end - blank[2].length, text: '' }]
    return [{ title: `Take the blank away: \`${blank[1]}${blank[2]}\``, edits, safe: false }]
  }
  const equals = source.indexOf('=') + 1
  if (equals === 0 || special.test(source)) return []
  const edits = [
    { start: origin.start + equals, end: origin.start + equals, text: '"' },
    { start: origin.end, end: origin.end, text: '"' }
  ]
  return [
    {
      title: `Put the whole value in double quotes: \`${source.slice(0, equals)}"${source.slice(equals)}"\``,
      edits,
      safe: false
    }
  ]
}

// X += "a" is beyond mending by rule; X+="a" → X="$X""a"
function appendFix({ origin }: Met, source: string, name: string): Fix[] {
  const start = origin.start + source.indexOf('+=')
  if (!source.startsWith(`${name}+=`)) return []
  const edits = [{ start, end: start + 2, text: `="$${name}"` }]
  return [{ title: `Write \`${name}="$${name}"…\`, which appends`, edits, safe: false }]
}

// source FILE → . FILE
function insteadFix({ nameOrigin: { start, end } }: Met, instead: string | undefined): Fix[] {
  if (instead === undefined) return []
  const edits = [{ start, end, text: instead }]
  return [{ title: `Write \`${instead}\`, so that dash reads the file`, edits, safe: false }]
}

function absentFix(met: Met, source: string, text: string, reader: ShellReader): Fix[] {
  const { name, origin } = met
  const variable = name.endsWith(':') ? name.slice(0, -1) : undefined
  if (variable === undefined || !isVariable(reader, variable))
    return name.includes('_') ? [] : commentFix(met, text)
  // X: "a" → X="a"
  const sign = /^[A-Z0-9_]+(:[ \t]+)(?:"[^"]*"|'[^']*'|[^\s"'`$\\#;&|<>()*?~]+)$/.exec(source)?.[1]
  if (sign === undefined) return []
  const start = origin.start + variable.length
  const edits = [{ start, end: start + sign.length, text: '=' }]
  return [{ title: `Write \`=\` behind \`${variable}\`, which sets it`, edits, safe: false }]
}

// A line of words alone → # A line of words alone
function commentFix({ origin: { start, end } }: Met, text: string): Fix[] {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const isWhole = /^[ \t]*$/.test(before) && /^[ \t]*(?:\n|$)/.test(text.slice(end))
  if (!isWhole || special.test(text.slice(start, end))) return []
  return [{ title: 'Make the line a comment', edits: [{ start, end: start, text: '# ' }], safe: false }]
}

// X = a → X=a
function spacedFix({ origin }: Met, source: string, name: string): Fix[] {
  const found = /^([A-Za-z_][A-Za-z0-9_]*)[ \t]+=[ \t]*/.exec(source)
  if (found?.[1] !== name) return []
  const rest = source.slice(found[0].length)
  const whole = /^(?:"[^"]*"|'[^']*'|[^\s"'`$\\#;&|<>()*?~]*)$/.test(rest)
  if (!whole) return []
  const edits = [{ start: origin.start + name.length, end: origin.start + found[0].length, text: '=' }]
  return [{ title: `Take the blanks away: \`${name}=${rest}\``, edits, safe: false }]
}
