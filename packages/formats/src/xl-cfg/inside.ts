import { specificationOf } from '@xenlint/catalogue'
import type { StringGrammar } from '@xenlint/syntax'

const own: Readonly<Record<string, StringGrammar>> = {
  cpuAffinity: 'xl-cpus',
  cpuid: 'xl-cpuid',
  disk: 'xl-disk',
  pci: 'xl-pci',
  rdm: 'xl-rdm',
  vif: 'xl-vif'
}

/** The language inside the strings of an option; strings that hold but one word have none. */
export function inside(option: string): StringGrammar | undefined {
  const language = specificationOf(option)
  if (!language) return undefined
  return own[language.name] ?? (language.parameters ? 'key-value' : undefined)
}
