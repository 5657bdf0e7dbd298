import type { Gap } from '../spacing.js'

const indentation = ' '.repeat(4)

/** Stanzas at the margin, their options indented, one blank between words; values stay as they are. */
export function interfacesSpacing({ left, right, within, written }: Gap): string | undefined {
  const branch = within.at(-1)
  if (!right) return ''
  if (!left) {
    if (right.type === 'comment')
      return written === '' ? undefined : inStanza(within) ? indentation : undefined
    return branch === 'option' ? indentation : ''
  }
  if (left.type === 'fold' || right.type === 'fold' || branch === 'value') return undefined
  return right.type === 'comment' ? undefined : ' '
}

function inStanza(within: readonly string[]): boolean {
  return within.includes('iface') || within.includes('mapping')
}
