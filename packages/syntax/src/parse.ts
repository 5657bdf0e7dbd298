import { parse as interfaces } from '#parser/interfaces'
import { parse as shell } from '#parser/shell-variables'
import { parse as xendConfig } from '#parser/xend-config'
import { parse as xlCfg } from '#parser/xl-cfg'
import { parse as xmCfg } from '#parser/xm-cfg'
import type { Root } from './node.js'

/** The grammars there are, by the name of their file in `grammars/`. */
const parsers = {
  'xl-cfg': xlCfg,
  'xm-cfg': xmCfg,
  interfaces,
  'shell-variables': shell,
  'xend-config': xendConfig
} as const

export type Grammar = keyof typeof parsers

/** A lossless tree of any text whatever; what cannot be read is `junk`, what is wanted and absent is `missing`. */
export function parse(grammar: Grammar, text: string): Root {
  return parsers[grammar](text) as Root
}
