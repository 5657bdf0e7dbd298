import { parse as interfaces } from '#parser/interfaces'
import { parse as shellVariables } from '#parser/shell-variables'
import { parse as xendConfig } from '#parser/xend-config'
import { parse as xlCfg } from '#parser/xl-cfg'
import { parse as xmCfg } from '#parser/xm-cfg'
import type { Root } from './node.js'

/** The name of a file in `grammars/`. */
export type Grammar = 'interfaces' | 'shell-variables' | 'xend-config' | 'xl-cfg' | 'xm-cfg'

const parsers: Readonly<Record<Grammar, (text: string) => Root>> = {
  interfaces: interfaces,
  'shell-variables': shellVariables,
  'xend-config': xendConfig,
  'xl-cfg': xlCfg,
  'xm-cfg': xmCfg
}

/** A lossless tree of any text whatever; what cannot be read is `junk`, what is wanted and absent is `missing`. */
export function parse(grammar: Grammar, text: string): Root {
  return parsers[grammar](text)
}
