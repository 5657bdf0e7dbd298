import { dirname, isAbsolute, join, resolve } from 'node:path'
import { nearestOf } from '@xenlint/catalogue'
import { formats, ruleCards } from '@xenlint/formats'
import type { Severity } from '@xenlint/validator'
import ignore from 'ignore'
import { exists, type Fault, readText } from './disk.js'

/** What a project asks of xenlint, read from `.xenlintrc.json` or `.xenlintrc.yaml` and what it extends. */
export interface Configuration {
  /** The file, as it is shown; absent where there is none. */
  readonly file?: string
  readonly target: { readonly xen?: string; readonly debian?: string }
  readonly rules: ReadonlyMap<string, Level>
  /** A facts file for hosts that bring none, as a path. */
  readonly facts?: string
  /** Patterns as in a `.gitignore`, of all files together. */
  readonly ignore: readonly string[]
  /** Patterns with their format. */
  readonly kinds: Readonly<Record<string, string>>
  ignores(path: string): boolean
  /** The format that `kinds` gives to a path. */
  kind(path: string): string | undefined
}

export type Level = Severity | 'off'

export const levels: readonly Level[] = ['off', 'hint', 'warning', 'error']

export const noConfiguration: Configuration = {
  target: {},
  rules: new Map(),
  ignore: [],
  kinds: {},
  ignores: () => false,
  kind: () => undefined
}

export const configurationNames: readonly string[] = ['.xenlintrc.json', '.xenlintrc.yaml', '.xenlintrc.yml']

/** The nearest configuration file from a folder upwards. */
export function nearestConfiguration(folder: string): string | undefined {
  for (let parent = resolve(folder); ; parent = dirname(parent)) {
    const name = configurationNames.find((each) => exists(join(parent, each)))
    if (name) return join(parent, name)
    if (dirname(parent) === parent) return undefined
  }
}

/** Reads a configuration and all that it extends; the first thing that is wrong in it is a fault. */
export async function readConfiguration(
  file: string,
  above: readonly string[] = []
): Promise<Configuration | Fault> {
  const path = resolve(file)
  if (above.includes(path)) return { fault: `\`${file}\` extends itself, by way of ${above.length} others.` }
  const found = readText(path)
  if ('fault' in found) return found
  const content = await parse(file, found.text)
  if (content !== null && typeof content === 'object' && 'fault' in content)
    return content as unknown as Fault
  const wrong = faultOf(content)
  if (wrong !== undefined) return { fault: `\`${file}\`: ${wrong}` }
  const own = content as Content
  let base = noConfiguration
  for (const word of [own.extends ?? []].flat()) {
    const other = await readConfiguration(join(dirname(path), word), [...above, path])
    if ('fault' in other) return other
    base = merged(base, other)
  }
  return merged(base, configurationOf(file, own))
}

interface Content {
  readonly extends?: string | readonly string[]
  readonly target?: { readonly xen?: string; readonly debian?: string }
  readonly rules?: Readonly<Record<string, Level>>
  readonly ignore?: readonly string[]
  readonly facts?: string
  readonly kinds?: Readonly<Record<string, string>>
}

async function parse(file: string, text: string): Promise<unknown> {
  const body = text.replace(/^\ufeff/, '')
  try {
    if (file.endsWith('.json')) return JSON.parse(body)
    const { parse: parseYaml } = await import('yaml')
    // `12` and `4.20` are releases, not numbers: every plain value stays a text.
    return withoutBlanks(parseYaml(body, { schema: 'failsafe' }) || {})
  } catch (error) {
    return { fault: `\`${file}\` cannot be read: ${(error as Error).message.trim().replace(/[.:]?$/, '.')}` }
  }
}

// `rules:` with nothing but comments below it says nothing.
function withoutBlanks(content: unknown): unknown {
  if (!isRecord(content)) return content
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== '' && value !== null))
}

function configurationOf(file: string, content: Content): Configuration {
  const folder = dirname(resolve(file))
  const within = (path: string): string | undefined => {
    const whole = resolve(path)
    return whole.startsWith(folder === '/' ? '/' : `${folder}/`)
      ? whole.slice(folder.length).replace(/^\//, '')
      : undefined
  }
  const matcher = (patterns: readonly string[]) => {
    const rules = ignore().add([...patterns])
    return (path: string): boolean => {
      const inner = within(path)
      return inner !== undefined && inner !== '' && rules.ignores(inner)
    }
  }
  const kinds = Object.entries(content.kinds ?? {}).map(([glob, format]) => ({
    matches: matcher([glob]),
    format
  }))
  const facts = content.facts
  return {
    file,
    target: content.target ?? {},
    rules: new Map(Object.entries(content.rules ?? {})),
    ...(facts === undefined ? {} : { facts: isAbsolute(facts) ? facts : join(folder, facts) }),
    ignore: content.ignore ?? [],
    kinds: content.kinds ?? {},
    ignores: matcher(content.ignore ?? []),
    kind: (path) => kinds.findLast(({ matches }) => matches(path))?.format
  }
}

function merged(base: Configuration, over: Configuration): Configuration {
  const facts = over.facts ?? base.facts
  return {
    ...(over.file === undefined ? {} : { file: over.file }),
    target: over.target.xen || over.target.debian ? over.target : base.target,
    rules: new Map([...base.rules, ...over.rules]),
    ...(facts === undefined ? {} : { facts }),
    ignore: [...base.ignore, ...over.ignore],
    kinds: { ...base.kinds, ...over.kinds },
    ignores: (path) => base.ignores(path) || over.ignores(path),
    kind: (path) => over.kind(path) ?? base.kind(path)
  }
}

// What is wrong in a configuration, the first thing only, in words for the one who wrote it.
function faultOf(content: unknown): string | undefined {
  if (!isRecord(content)) return 'a configuration is a list of `name: value`, as `xenlint init` writes it.'
  const keys: Readonly<Record<string, (value: unknown) => string | undefined>> = {
    extends: (value) =>
      isTexts([value].flat())
        ? undefined
        : '`extends` wants the path of another configuration, or a list of such.',
    target: targetFault,
    rules: rulesFault,
    ignore: (value) =>
      isTexts(value) ? undefined : '`ignore` wants a list of patterns, as in a `.gitignore`.',
    facts: (value) => (typeof value === 'string' ? undefined : '`facts` wants the path of a facts file.'),
    kinds: kindsFault,
    $schema: () => undefined
  }
  for (const [key, value] of Object.entries(content)) {
    const check = keys[key]
    const fault = check ? check(value) : `there is no key \`${key}\`${hint(key, Object.keys(keys))}`
    if (fault !== undefined) return fault
  }
  return undefined
}

function targetFault(value: unknown): string | undefined {
  if (!isRecord(value)) return '`target` wants `xen`, `debian` or both below it.'
  for (const [key, release] of Object.entries(value)) {
    if (key !== 'xen' && key !== 'debian')
      return `\`target\` has no key \`${key}\`${hint(key, ['xen', 'debian'])}`
    if (typeof release !== 'string') return `\`target.${key}\` wants a text, in quotes: \`"${release}"\`.`
  }
  return undefined
}

function rulesFault(value: unknown): string | undefined {
  if (!isRecord(value)) return '`rules` wants `RULE: LEVEL` below it.'
  for (const [rule, level] of Object.entries(value)) {
    const fault = ruleFault(rule) ?? levelFault(level)
    if (fault !== undefined) return fault
  }
  return undefined
}

function kindsFault(value: unknown): string | undefined {
  if (!isRecord(value)) return '`kinds` wants `PATTERN: FORMAT` below it.'
  for (const format of Object.values(value)) {
    const fault = formatFault(String(format))
    if (fault !== undefined) return fault
  }
  return undefined
}

/** What is wrong with the name of a rule. */
export function ruleFault(rule: string): string | undefined {
  const ids = ruleCards.map(({ id }) => id)
  if (ids.includes(rule)) return undefined
  return `There is no rule \`${rule}\`${hint(rule, ids, '; `xenlint rules` lists them.')}`
}

/** What is wrong with a severity that a rule is set to. */
export function levelFault(level: unknown): string | undefined {
  if (levels.some((each) => each === level)) return undefined
  return `A rule is set to ${levels.map((each) => `\`${each}\``).join(', ')}, not to \`${String(level)}\`${hint(String(level), levels)}`
}

/** What is wrong with the name of a format. */
export function formatFault(format: string): string | undefined {
  const ids = formats.map(({ id }) => id)
  if (ids.includes(format)) return undefined
  return `There is no format \`${format}\`${hint(format, ids, `; there are ${ids.map((id) => `\`${id}\``).join(', ')}.`)}`
}

function hint(word: string, among: readonly string[], otherwise = '.'): string {
  const guess = nearestOf(among, word)
  return guess ? `; did you mean \`${guess}\`?` : otherwise
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
