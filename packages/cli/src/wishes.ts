import { targetOf, type Wanted } from '@xenlint/service'
import type { Call } from './arguments.js'
import {
  type Configuration,
  formatFault,
  type Level,
  levelFault,
  levels,
  nearestConfiguration,
  noConfiguration,
  readConfiguration,
  ruleFault
} from './configuration.js'
import type { Fault } from './disk.js'
import type { Wishes } from './workspace.js'

/** The last value of an option. */
export function given({ options }: Call, name: string): string | undefined {
  return options.get(name)?.at(-1)
}

/** What the options of a call say of all its files; the first thing that is wrong in them is a fault. */
export async function readWishes(call: Call): Promise<Wishes | Fault> {
  const release = releaseGiven(call)
  const target = targetOf(release)
  if (target && 'fault' in target) return target
  const kind = given(call, 'kind')
  const facts = given(call, 'facts')
  const wrongKind = kind === undefined ? undefined : formatFault(kind)
  if (wrongKind !== undefined) return { fault: wrongKind }
  for (const rule of call.options.get('rule') ?? []) {
    const fault = ruleFault(rule)
    if (fault !== undefined) return { fault }
  }
  const severities = readSeverities(call.options.get('severity') ?? [])
  if ('fault' in severities) return severities
  const configuration = await namedConfiguration(call)
  if (configuration !== 'nearest' && 'fault' in configuration) return configuration
  return {
    paths: call.words.length > 0 ? call.words : ['.'],
    ...(kind === undefined ? {} : { kind }),
    release,
    ...(facts === undefined ? {} : { facts }),
    severities,
    configuration
  }
}

/** The configuration that counts for what lies in a folder. */
export async function configurationFor(
  folder: string,
  { configuration }: Wishes
): Promise<Configuration | Fault> {
  if (configuration !== 'nearest') return configuration
  const file = nearestConfiguration(folder)
  return file === undefined ? noConfiguration : readConfiguration(file)
}

/** What the command line says of the release. */
export function releaseGiven(call: Call): Wanted {
  const xen = given(call, 'xen')
  const debian = given(call, 'debian')
  return {
    ...(xen === undefined ? {} : { xen }),
    ...(debian === undefined ? {} : { debian }),
    because: 'as the command line says'
  }
}

function readSeverities(words: readonly string[]): Map<string, Level> | Fault {
  const severities = new Map<string, Level>()
  for (const word of words) {
    const [rule = '', level = ''] = word.split('=')
    const fault = ruleFault(rule) ?? levelFault(level)
    if (fault !== undefined) return { fault }
    severities.set(rule, levels.find((each) => each === level) ?? 'off')
  }
  return severities
}

async function namedConfiguration(call: Call): Promise<Configuration | Fault | 'nearest'> {
  if (call.options.has('no-config')) return noConfiguration
  const file = given(call, 'config')
  return file === undefined ? 'nearest' : readConfiguration(file)
}
