export type { XenOption } from '../xen-command-line/option.js'
export { assembleHost } from './assemble.js'
export { bootHost, rootInTable } from './boot.js'
export { commonEnds } from './common-ends.js'
export type { Facts } from './facts.js'
export { isForeignBridge } from './foreign-bridge.js'
export { defaultMemoryMiB } from './guest.js'
export { doScreensMeet } from './guest-devices.js'
export type {
  AutoStart,
  Bridge,
  BridgePort,
  Host,
  HostBoot,
  HostInterface,
  HostLifecycle,
  HostNetwork,
  XlConf
} from './host.js'
export type { GuestDisk, GuestNic, GuestPciDevice, GuestVnc, HostGuest, Told } from './host-guest.js'
export { type Kernel, readKernel, type Unzip } from './kernel-image.js'
export { absolutePath, devicePath, isEndless } from './paths.js'
export { type FactsReading, readFacts } from './read-facts.js'
export type { Claim, Resource, Resources, SharedClaims } from './resources.js'
export type { HostSource } from './source.js'
export type { HostTree } from './tree.js'
export { areVariants, isExample, isPutAside, runTogether, shareDevice } from './variant.js'
export { isListLegible } from './xl-conf.js'
