import type { Context, Finding, Rule, Severity } from '../rule.js'

/** No reader here skips a byte order mark: it is glued to the first word of the file. */
export const byteOrderMark: Rule = {
  id: 'byte-order-mark',
  summary: 'A byte order mark at the beginning, which becomes part of the first word.',
  severity: 'error',
  formats: ['default-xen', 'grub-default', 'xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findMark
}

/** What becomes of the first line, by format. */
const effects: Readonly<Record<string, { readonly severity: Severity; readonly says: string }>> = {
  'default-xen': {
    severity: 'warning',
    says: 'the shell takes the first line for a command that is not found'
  },
  'grub-default': {
    severity: 'error',
    says: '`update-grub` takes the first line for a command, stops with status 127 and leaves the old grub.cfg as it is'
  },
  xendomains: { severity: 'warning', says: 'the shell takes the first line for a command that is not found' }
}

function* findMark({ text, file, format }: Context): Iterable<Finding> {
  const effect = effects[format]
  if (!text.startsWith('\uFEFF') || !effect) return
  yield {
    case: 'mark',
    severity: effect.severity,
    at: { file, start: 0, end: 1 },
    message: `The file begins with a byte order mark: ${effect.says}.`,
    fixes: [
      {
        title: 'Take the byte order mark away; the first line is read then',
        edits: [{ start: 0, end: 1, text: '' }],
        safe: false
      }
    ]
  }
}
