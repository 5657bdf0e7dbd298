import type { RuleCard } from '@xenlint/validator'
import {
  generalRules,
  hostRules,
  type Rule,
  suppressionUnreasoned,
  suppressionUnused
} from '@xenlint/validator'
import { defaultXen } from './default-xen/format.js'
import type { Format } from './format.js'
import { grubDefault } from './grub-default/format.js'
import { interfaces } from './interfaces/format.js'
import { xendConfig } from './xend-config/format.js'
import { xendomains } from './xendomains/format.js'
import { xlCfg } from './xl-cfg/format.js'
import { xlConf } from './xl-conf/format.js'
import { xmCfg } from './xm-cfg/format.js'

export { type Detection, detect, detectNamed, recognise } from './detection.js'
export { type Embedding, embeddingsOf } from './embedding.js'
export type { Format } from './format.js'
export {
  examineFile,
  type FileData,
  type LintOptions,
  lint,
  type ProblemFields,
  problemsOf,
  syntax
} from './pipeline.js'
export { type Place, placeOf } from './place.js'
export { type ShellFile, shellFileOf } from './shell/outcome.js'
export { spacingEdits } from './spacing.js'
export { type Writing, writingOf } from './writing.js'

/** Every language that xenlint speaks; one line each, by name. */
export const formats: readonly Format[] = [
  defaultXen,
  grubDefault,
  interfaces,
  xendConfig,
  xendomains,
  xlCfg,
  xlConf,
  xmCfg
]

export function formatOf(id: string): Format | undefined {
  return formats.find((format) => format.id === id)
}

/** The rules that look at a file of a format. */
export function rulesOf(format: Format): readonly Rule[] {
  return [...generalRules, ...format.rules]
}

/** Every rule there is, by name. */
export const ruleCards: readonly RuleCard[] = [
  ...new Set([
    ...generalRules,
    ...hostRules,
    ...formats.flatMap(({ rules }) => rules),
    suppressionUnreasoned,
    suppressionUnused
  ])
].sort((one, other) => (one.id < other.id ? -1 : 1))
