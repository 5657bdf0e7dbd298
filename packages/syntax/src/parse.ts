import { parse as interfaces } from '#parser/interfaces'
import { parse as keyValue } from '#parser/key-value'
import { parse as shellVariables } from '#parser/shell-variables'
import { parse as xendConfig } from '#parser/xend-config'
import { parse as xlCfg } from '#parser/xl-cfg'
import { parse as xlCpuid } from '#parser/xl-cpuid'
import { parse as xlCpus } from '#parser/xl-cpus'
import { parse as xlDisk } from '#parser/xl-disk'
import { parse as xlHexRange } from '#parser/xl-hex-range'
import { parse as xlItem } from '#parser/xl-item'
import { parse as xlPci } from '#parser/xl-pci'
import { parse as xlRange } from '#parser/xl-range'
import { parse as xlRdm } from '#parser/xl-rdm'
import { parse as xlVif } from '#parser/xl-vif'
import { parse as xmCfg } from '#parser/xm-cfg'
import type { Root } from './node.js'

/** The name of a file in `grammars/`. */
export type Grammar = FileGrammar | StringGrammar

/** The languages of whole files. */
export type FileGrammar = 'interfaces' | 'shell-variables' | 'xend-config' | 'xl-cfg' | 'xm-cfg'

/** The languages of strings inside them. */
export const stringGrammars = [
  'key-value',
  'xl-cpuid',
  'xl-cpus',
  'xl-disk',
  'xl-hex-range',
  'xl-item',
  'xl-pci',
  'xl-range',
  'xl-rdm',
  'xl-vif'
] as const

export type StringGrammar = (typeof stringGrammars)[number]

const parsers: Readonly<Record<Grammar, (text: string) => Root>> = {
  interfaces: interfaces,
  'key-value': keyValue,
  'shell-variables': shellVariables,
  'xend-config': xendConfig,
  'xl-cfg': xlCfg,
  'xl-cpuid': xlCpuid,
  'xl-cpus': xlCpus,
  'xl-disk': xlDisk,
  'xl-hex-range': xlHexRange,
  'xl-item': xlItem,
  'xl-pci': xlPci,
  'xl-range': xlRange,
  'xl-rdm': xlRdm,
  'xl-vif': xlVif,
  'xm-cfg': xmCfg
}

/** Every language that a text may be written in. */
export const grammars: readonly Grammar[] = Object.keys(parsers) as Grammar[]

/** A lossless tree of any text whatever; what cannot be read is `junk`, what is wanted and absent is `missing`. */
export function parse(grammar: Grammar, text: string): Root {
  return parsers[grammar](text)
}
