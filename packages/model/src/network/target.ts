import { loopbackAttribute } from '@xenlint/catalogue'
import { globExpression } from '../glob.js'

/** What ifup is to bring up, in order; or that only the machine's own interfaces would tell. */
export type Targets = { readonly names: readonly string[] } | { readonly unknown: string }

/** The names and patterns of a class, patterns replaced by the interfaces of the machine that fit. */
export function targetsOf(words: readonly string[], nics: readonly string[] | undefined): Targets {
  const names = new Set<string>()
  for (const word of words) {
    if (!word.includes('/')) {
      names.add(word)
      continue
    }
    const found = matches(word, nics)
    if (!found) return { unknown: `which interfaces fit \`${word}\`` }
    for (const name of found) names.add(name)
  }
  return { names: [...names] }
}

// [attribute]/pattern[/number][=logical]
function matches(word: string, nics: readonly string[] | undefined): string[] | undefined {
  const slash = word.indexOf('/')
  const [pattern = '', ...rest] = word.slice(slash + 1).split('/')
  const options = pattern === '' ? undefined : rest.length > 0 ? rest.join('/') : undefined
  const [glob = '', ...behind] = (options === undefined ? word.slice(slash + 1) : pattern).split('=')
  const [number = '', ...logical] = options?.split('=') ?? ['', ...behind]
  const attribute = word.slice(0, slash)
  // No interface has an attribute of such a name, as an address before its prefix is; any value fits a star.
  if (/^[0-9]/.test(word) && glob !== '*') return []
  if (!nics || /[?*+@!]\(/.test(glob)) return nics?.length === 0 ? [] : undefined
  const wanted = Number.parseInt(number, 10) || 0
  const found: string[] = []
  for (const name of nics) {
    const judged = fits(name, attribute, options === undefined ? glob : pattern)
    if (judged === undefined) return undefined
    if (judged) found.push(name)
  }
  return found
    .filter((_, index) => wanted <= 0 || index + 1 === wanted)
    .map((name) => (logical.length > 0 ? `${name}=${logical.join('=')}` : name))
}

/** Whether an interface fits a pattern by its name or by an attribute; nothing where only the machine would tell. */
function fits(name: string, attribute: string, glob: string): boolean | undefined {
  if (attribute === '') return globExpression(glob).test(name)
  if (name !== 'lo') return undefined
  const value = ofLoopback(attribute === 'mac' ? 'address' : attribute)
  // A star asks for interfaces without the attribute.
  if (glob === '*') return value === null
  return value === undefined ? undefined : value !== null && globExpression(glob).test(value)
}

/** An attribute of `lo`: null where it has none of that name, nothing where only the machine would tell. */
function ofLoopback(attribute: string): string | null | undefined {
  const row = loopbackAttribute(attribute)
  return row ? row.value : null
}
