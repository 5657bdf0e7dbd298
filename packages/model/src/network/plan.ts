import { interfaceStages } from '@xenlint/catalogue'
import { globExpression } from '../glob.js'
import { type Iface, type InterfacesReading, membersOf } from '../interfaces/index.js'
import { fill, holds } from './command.js'
import { convert } from './conversion.js'
import type { Settings } from './settings.js'
import { targetsOf } from './target.js'

/** What `ifup -a --no-act --verbose` ends with and prints; or what would have to be known to tell. */
export type NetworkPlan =
  | { readonly status: number; readonly output: readonly string[] }
  | { readonly status: null; readonly output: null; readonly why: string }

export interface NetworkQuestion {
  readonly reading: InterfacesReading
  /** The file that was read, and its name in messages. */
  readonly file: string
  readonly shown: string
  /** The machine's interfaces in the kernel's order, `lo` included; absent where they are not known. */
  readonly nics?: readonly string[]
}

interface Run {
  readonly reading: InterfacesReading
  readonly ifaces: readonly Iface[]
  /** The options of each stanza; what is done to them once stays for the next time. */
  readonly options: Map<Iface, Settings['options']>
  readonly output: string[]
  /** What only a mapping script would tell. */
  unknown: string | undefined
}

/** What ifup would do to bring up the interfaces of class `auto`; it reads nothing and changes nothing. */
export function planNetwork({ reading, file, shown, nics }: NetworkQuestion): NetworkPlan {
  const output = reading.trace.map(
    (line) => `ifup: ${line.startsWith(`${file}:`) ? shown + line.slice(file.length) : line}`
  )
  if (reading.unknownSources.length > 0) return undecided('what the files hold that it sources')
  if (!reading.accepted)
    return { status: 1, output: folded([...output, `ifup: couldn't read interfaces file "${shown}"`]) }
  const targets = targetsOf(['lo', ...membersOf(reading, 'auto')], nics)
  if ('unknown' in targets) return undecided(targets.unknown)
  const renamed = renames(reading, nics)
  if (typeof renamed === 'object') return undecided(renamed.unknown)
  if (renamed !== undefined) return { status: 1, output: folded([...output, `ifup: ${renamed}`]) }

  const ifaces = reading.addsLoopback ? [loopback(reading), ...reading.ifaces] : reading.ifaces
  const run: Run = { reading, ifaces, options: new Map(), output, unknown: undefined }
  runHooks(run, 'auto', 'pre-up')
  let isDone = true
  for (const target of targets.names) isDone = bringUp(run, target, false) && isDone
  runHooks(run, 'auto', 'up')
  if (run.unknown) return undecided(run.unknown)
  return { status: isDone ? 0 : 1, output: folded(output) }
}

function undecided(why: string): NetworkPlan {
  return { status: null, output: null, why }
}

/** Lines with single blanks, and none that is empty. */
function folded(output: readonly string[]): string[] {
  return output
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}

/** What keeps ifup from starting, if a `rename` line does. */
function renames(
  { renames: lines }: InterfacesReading,
  nics: readonly string[] | undefined
): string | { unknown: string } | undefined {
  for (const { name: word } of lines) {
    const found = targetsOf([word], nics)
    if ('unknown' in found)
      return { unknown: `whether there is an interface \`${word.split('=')[0]}\` to rename` }
    for (const name of found.names) {
      const [current = '', ...wanted] = name.split('=')
      if (wanted.length === 0) return `missing target name for interface ${name}`
      if ((nics?.includes(current) ?? true) && current !== wanted.join('='))
        return { unknown: `whether there is an interface \`${current}\` to rename` }
    }
  }
  return undefined
}

/** The stanza that ifup adds for `lo` where none has the method `loopback`. */
function loopback(reading: InterfacesReading): Iface {
  const origin = reading.ifaces[0]?.origin ?? { file: '', start: 0, end: 0 }
  return {
    name: 'lo',
    family: 'inet',
    method: 'loopback',
    origin,
    nameOrigin: origin,
    lines: [],
    options: []
  }
}

/** Brings up a target; `isParent` where it is only meant as the parent of a VLAN. */
function bringUp(run: Run, target: string, isParent: boolean): boolean {
  const equals = target.indexOf('=')
  const iface = equals < 0 ? target : target.slice(0, equals)
  const logical = equals < 0 ? target : target.slice(equals + 1)
  const mapping = run.reading.mappings.find(({ patterns }) =>
    patterns.some(({ name }) => globExpression(name).test(logical))
  )
  if (mapping?.script !== undefined)
    run.unknown ??= `which interface the mapping script makes of \`${logical}\``
  else if (mapping) {
    // ifup runs a mapping without a script all the same.
    say(run, `running mapping script (null) on ${logical}`)
    say(run, `error trying to executing mapping script (null) on ${logical}`)
    return false
  }
  const stanzas = run.ifaces.filter(({ name }) => name === logical)
  if (stanzas.length === 0 && !mapping) {
    if (!isParent) say(run, `unknown interface ${logical}`)
    return isParent
  }
  const dot = iface.indexOf('.')
  if (dot >= 0 && !isParent && !bringUp(run, iface.slice(0, dot), true)) {
    say(run, `could not bring up parent interface ${iface.slice(0, dot)}`)
    return false
  }
  return stanzas.every((stanza, index) => {
    if (index === 0) runLink(run, iface, stanza)
    if (configure(run, iface, stanza)) return true
    say(run, `failed to bring up ${logical}`)
    return false
  })
}

/** The link comes first, once for all stanzas of an interface. */
function runLink(run: Run, iface: string, stanza: Iface): void {
  const stage = interfaceStages().find((each) => each.stage === 'link')
  const settings: Settings = { iface, options: [] }
  convert(settings, stage?.conversions ?? [])
  for (const name of Object.keys(stage?.defaults ?? {})) {
    const value = optionsOf(run, stanza).find((option) => option.name === name)?.value
    if (value !== undefined) settings.options.push({ name, value })
  }
  runCommands(run, 'link', settings, stanza)
}

function configure(run: Run, iface: string, stanza: Iface): boolean {
  const stage = `${stanza.family} ${stanza.method}`
  const row = interfaceStages().find((each) => each.stage === stage)
  const settings: Settings = { iface, options: optionsOf(run, stanza) }
  for (const [name, value] of Object.entries(row?.defaults ?? {}))
    if (!settings.options.some((option) => option.name === name)) settings.options.push({ name, value })
  convert(settings, row?.conversions ?? [])
  say(run, `configuring interface ${iface}=${stanza.name} (${stanza.family})`)
  const missing = missingIn(run, stage, settings, stanza)
  if (missing.length > 0) {
    for (const name of missing) say(run, `missing required variable: ${name}`)
    say(run, `missing required configuration variables for interface ${stanza.name}/${stanza.family}`)
    return false
  }
  runOptions(run, settings, 'pre-up')
  runHooks(run, stanza.name, 'pre-up')
  runCommands(run, stage, settings, stanza)
  runOptions(run, settings, 'up')
  runHooks(run, stanza.name, 'up')
  return true
}

function optionsOf(run: Run, stanza: Iface): Settings['options'] {
  const known = run.options.get(stanza) ?? stanza.options.map((option) => ({ ...option }))
  run.options.set(stanza, known)
  return known
}

/** What the first command that is not complete lacks. */
function missingIn(run: Run, stage: string, settings: Settings, stanza: Iface): readonly string[] {
  for (const filled of commandsOf(run, stage, settings, stanza))
    if ('missing' in filled) return filled.missing
  return []
}

function runCommands(run: Run, stage: string, settings: Settings, stanza: Iface): void {
  for (const filled of commandsOf(run, stage, settings, stanza))
    if ('text' in filled) run.output.push(filled.text)
}

function* commandsOf(
  run: Run,
  stage: string,
  settings: Settings,
  { name }: Iface
): Iterable<ReturnType<typeof fill>> {
  const isLoopback = name === 'lo' && run.reading.addsLoopback
  const commands = interfaceStages().find((each) => each.stage === stage)?.commands ?? []
  for (const { text, when = [] } of commands)
    if (when.every((condition) => holds(condition, settings, isLoopback))) yield fill(text, settings)
}

function runOptions(run: Run, { options }: Settings, name: string): void {
  // A hyphen before a command means that it may fail.
  for (const option of options) if (option.name === name) run.output.push(option.value.replace(/^-/, ''))
}

function runHooks(run: Run, logical: string, phase: 'pre-up' | 'up'): void {
  const isWithout = run.reading.noScripts.some(({ name }) => globExpression(name).test(logical))
  if (!isWithout) run.output.push(`run-parts --exit-on-error --verbose /etc/network/if-${phase}.d`)
}

function say(run: Run, message: string): void {
  run.output.push(`ifup: ${message}`)
}
