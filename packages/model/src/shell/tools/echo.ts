import type { ShellDialect } from '../program.js'
import { escapeOf } from './printf.js'

/** What `echo` prints: dash reads backslashes and `-n` alone, bash asks for `-e` before it reads them. */
export function echoed(words: readonly string[], dialect: ShellDialect): string | undefined {
  let rest = words
  let [ends, reads] = [true, dialect === 'dash']
  const isOption = dialect === 'dash' ? /^-n$/ : /^-[neE]+$/
  while (rest[0] !== undefined && isOption.test(rest[0])) {
    const [option = ''] = rest
    rest = rest.slice(1)
    if (option.includes('n')) ends = false
    if (dialect === 'dash') break
    if (/[eE]/.test(option)) reads = option.lastIndexOf('e') > option.lastIndexOf('E')
  }
  const text = rest.join(' ')
  if (!reads || !text.includes('\\')) return text + (ends ? '\n' : '')
  let made = ''
  for (const [whole, escaped] of text.matchAll(/\\(0[0-7]{0,3}|[1-7][0-7]{0,2}|[\s\S])|[^\\]+|\\/g)) {
    if (escaped === 'c') return made
    const sign = escaped === undefined || escaped === '"' ? whole : escapeOf(escaped)
    if (sign === undefined && /^[0-7]/.test(escaped ?? '')) return undefined
    made += sign ?? whole
  }
  return made + (ends ? '\n' : '')
}
