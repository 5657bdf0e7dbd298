export { matchesAutoballoonPattern } from './autoballoon.js'
export {
  type Dom0Amount,
  type Dom0Memory,
  type Dom0Refusal,
  dom0AmountPages,
  dom0Pages,
  readDom0Memory
} from './dom0-memory.js'
export { type Dom0Vcpus, dom0VcpuCount, readDom0Vcpus } from './dom0-vcpus.js'
export { dom0LineOf, grubArguments, type XenLine, xenLineOf } from './grub-line.js'
export { placeIn, readXenCommandLine, type XenCommandLine, type XenFault, xenOptionRow } from './reader.js'
export { misreadXenValue, truth, type XenMisreading } from './value.js'
