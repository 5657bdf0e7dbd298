import { dirname, isAbsolute } from 'node:path'
import type { Circumstances, Settings, Surroundings } from '@xenlint/server'
import { chooseTarget, defaultTarget, type Target, type Wanted } from '@xenlint/service'
import {
  type Configuration,
  configurationNames,
  nearestConfiguration,
  noConfiguration,
  readConfiguration
} from './configuration.js'
import type { Fault } from './disk.js'
import { knownFacts, releaseIn } from './facts.js'
import { hostInput } from './host-input.js'
import { releaseOfHost } from './target.js'

/** What the terminal goes by, found out for an editor: configuration, facts and releases of hosts. */
export const surroundings: Surroundings = {
  survey,
  watched: [
    ...configurationNames.map((name) => `**/${name}`),
    '**/.xenlint/facts.json',
    '**/etc/debian_version',
    '**/boot/xen-*.gz'
  ]
}

// A user's own settings stand for the words of a command line: they come first.
async function survey(path: string, host: string | undefined, settings: Settings): Promise<Circumstances> {
  const folder = host === undefined ? dirname(path) : host || '/'
  // A text that was never saved lies nowhere.
  const file = isAbsolute(path) ? nearestConfiguration(folder) : undefined
  const found = file === undefined ? noConfiguration : await readConfiguration(file)
  const configuration = 'fault' in found ? noConfiguration : found
  const ownHost = host === undefined ? undefined : folder
  const known = knownFacts(ownHost, undefined, configuration.facts)
  const target = targetFor(ownHost, configuration, releaseIn(known), settings)
  return {
    target: 'fault' in target ? defaultTarget : target,
    severities: new Map([...configuration.rules, ...settings.severities]),
    kind: configuration.kind,
    ignores: configuration.ignores,
    ...(ownHost !== undefined && { host: hostInput(ownHost, known.facts) }),
    faults: [found, target, ...known.faults].flatMap((each) => ('fault' in each ? [each.fault] : []))
  }
}

function targetFor(
  host: string | undefined,
  configuration: Configuration,
  facts: Wanted,
  { xen, debian }: Settings
): Target | Fault {
  return chooseTarget([
    { ...(xen ? { xen } : {}), ...(debian ? { debian } : {}), because: 'as the settings of the editor say' },
    { ...configuration.target, because: `as \`${configuration.file}\` says` },
    facts,
    host === undefined ? undefined : releaseOfHost(host)
  ])
}
