import {
  dropFirmwareKernel,
  readBios,
  readBootloaderArguments,
  readCommandLine,
  readDeviceModel,
  readHvmFirmware,
  readPvFirmware
} from './boot.js'
import { readCpuid } from './cpuid.js'
import { readHardAffinity, readSoftAffinity, readVcpus, reckonShadowMemory, settleLimits } from './cpus.js'
import { readDisks } from './disk.js'
import { readTopLevelDisplay } from './display.js'
import * as hvm from './hvm.js'
import {
  readBuilder,
  readBuilderAlone,
  readDeviceModelVersion,
  readName,
  readSecurityLabel,
  readType,
  readUuid
} from './identity.js'
import * as modes from './modes.js'
import { readSharedFolders } from './p9-sticky.js'
import { readPciDefaults, readPciDevices } from './pci.js'
import { readReservedMemory } from './rdm.js'
import * as resources from './resources.js'
import type { Session, Stop } from './session.js'
import { readSoundCards } from './sound.js'
import { readVirtualNodes } from './vnuma.js'

type OwnStep = (session: Session) => Stop | undefined

/** The steps that are more than reading one option into one field, by the names of their rows. */
export const ownSteps: Readonly<Record<string, OwnStep | undefined>> = {
  seclabel: readSecurityLabel,
  type: readType,
  builder: readBuilder,
  'builder-alone': readBuilderAlone,
  name: readName,
  uuid: readUuid,
  xenstore_quota: resources.readStoreQuota,
  llc_colors: resources.readCacheColours,
  vcpus: readVcpus,
  vnuma: readVirtualNodes,
  limits: settleLimits,
  'shadow-default': reckonShadowMemory,
  cpus: readHardAffinity,
  cpus_soft: readSoftAffinity,
  pci_defaults: readPciDefaults,
  rdm: readReservedMemory,
  pci: readPciDevices,
  tsc_mode: modes.readClockMode,
  timer_mode: modes.readTimerMode,
  cmdline: readCommandLine,
  bootloader_args: readBootloaderArguments,
  hvm_kernel: dropFirmwareKernel,
  bios: readBios,
  viridian: hvm.readViridian,
  mmio_hole: hvm.readMmioHole,
  smbios: hvm.readSmbios,
  ms_vm_genid: hvm.readGenerationId,
  mca_caps: hvm.readMachineChecks,
  hvm_firmware: readHvmFirmware,
  pv_firmware: readPvFirmware,
  altp2m: modes.readMemoryViews,
  altp2m_count: modes.readMemoryViewCount,
  ioports: resources.readIoPorts,
  irqs: resources.readInterrupts,
  iomem: resources.readIoMemory,
  disk: readDisks,
  p9_sticky: readSharedFolders,
  vsnd: readSoundCards,
  cpuid: readCpuid,
  device_model: readDeviceModel,
  device_model_version: readDeviceModelVersion,
  top_level_display: readTopLevelDisplay,
  vga: hvm.readVga,
  gfx_passthru: hvm.readGraphicsPassthrough,
  serial: hvm.readSerial,
  usbdevice: hvm.readUsbDevice,
  vnc_display_twice: hvm.checkVncDisplay,
  arm_sci: modes.readSystemControl
}
