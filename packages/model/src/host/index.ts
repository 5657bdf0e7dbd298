export type { Facts } from './facts.js'
export type {
  Bridge,
  GuestDisk,
  GuestNic,
  GuestPciDevice,
  Host,
  HostBoot,
  HostGuest,
  HostInterface,
  HostLifecycle,
  HostNetwork,
  Told,
  XenOption,
  XlConf
} from './host.js'
export type { HostTree } from './tree.js'
