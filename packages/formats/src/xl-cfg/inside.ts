import { specificationOf } from '@xenlint/catalogue'
import type { StringGrammar } from '@xenlint/syntax'

const own: Readonly<Record<string, StringGrammar>> = {
  cpuAffinity: 'xl-cpus',
  cpuid: 'xl-cpuid',
  disk: 'xl-disk',
  iomem: 'xl-hex-range',
  ioports: 'xl-hex-range',
  irqs: 'xl-range',
  llc_colors: 'xl-range',
  pci: 'xl-pci',
  rdm: 'xl-rdm',
  serial: 'xl-item',
  smbios: 'xl-item',
  usbdevice: 'xl-item',
  vif: 'xl-vif',
  viridian: 'xl-item',
  xenstore_quota: 'xl-item'
}

/** The language inside the strings of an option; strings that hold but one word have none. */
export function inside(option: string): StringGrammar | undefined {
  const language = specificationOf(option)
  if (!language) return undefined
  return own[language.name] ?? (language.parameters ? 'key-value' : undefined)
}
