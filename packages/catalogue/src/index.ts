export { type CpuidFlag, cpuidFlag, cpuidFlags } from './cpuid-flags.js'
export { type DiskParameter, diskParameters, diskParametersAt } from './disk-parameters.js'
export {
  type EmulatorBackend,
  type EmulatorNumber,
  type EmulatorPlace,
  type EmulatorRelease,
  type EmulatorText,
  emulatorBackends,
  emulatorLine,
  emulatorMeasured,
  emulatorNumber,
  emulatorNumbers,
  emulatorPackage,
  emulatorPath,
  emulatorPaths,
  emulatorPlaces,
  emulatorReleases,
  emulatorSays,
  emulatorText,
  emulatorTexts,
  emulatorUnmeasured,
  isMeasured,
  type Measured,
  measuredBeside,
  servesFormat,
  type Unmeasured
} from './emulator.js'
export { factsSchema, type Schema } from './facts-schema.js'
export { type GrubScripts, grubScripts, grubScriptsOf } from './grub-scripts.js'
export {
  type DeviceKey,
  type DeviceLanguage,
  deviceKeys,
  deviceLanguages,
  type GuestStep,
  guestSteps,
  guestStepsAt,
  type KeyReading,
  spelling
} from './guest.js'
export {
  type Conversion,
  type InterfaceCommand,
  type InterfaceCondition,
  type InterfaceConversion,
  type InterfaceMethod,
  type InterfaceOption,
  type InterfaceStage,
  interfaceMethods,
  interfaceOptions,
  interfaceStages
} from './interfaces.js'
export { type Field, fieldsAt, grouped, structures, type Word, wordsAt, wordTables } from './libxl.js'
export { isLinuxWord } from './linux-words.js'
export { foreign, option, optionAt, spanOfType, specification, specificationOf } from './lookup.js'
export { nearest, nearestOf } from './nearest.js'
export type {
  Alias,
  Choice,
  Deprecation,
  Foreign,
  GuestType,
  Item,
  Option,
  Outcome,
  Parameter,
  Slip,
  Specification,
  ValueType
} from './option.js'
export { isMatch } from './pattern.js'
export { apart, type PerRelease } from './per-release.js'
export { quirk } from './quirks.js'
export { isRead, type Reader, readerOf, readers, takesFirst } from './reader.js'
export {
  compareVersions,
  type Release,
  releaseOf,
  releases,
  type Span,
  within,
  type XenVersion,
  xenVersions
} from './release.js'
export {
  aliases,
  bashWord,
  foreignNames,
  isDebianFile,
  isDebianFolder,
  isForeignFile,
  type LoopbackAttribute,
  loopbackAttribute,
  shellEnvironment,
  shellPrograms,
  specifications,
  table,
  tableIds
} from './tables.js'
export {
  type BootImage,
  bootImages,
  type DiskPrefix,
  diskPrefixesAt,
  type MovedTool,
  movedTools,
  type VdevForm,
  vdevForms
} from './vdev-forms.js'
export { leastVideoMemoryMiB } from './video-memory.js'
export { xenHabit } from './xen-habits.js'
export { type XenWordList, xenWordList } from './xen-words.js'
export { type XlSyntax, type XlSyntaxRow, xlSyntax, xlSyntaxRows } from './xl-syntax.js'
