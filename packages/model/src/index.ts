export * from './boot/index.js'
export { firstBytes } from './bytes.js'
export { globExpression } from './glob.js'
export * from './guest/index.js'
export * from './host/index.js'
export { isUnfitName, longestInterfaceName } from './interface-name.js'
export * from './interfaces/index.js'
export {
  type LifecycleCall,
  type LifecycleHost,
  type LifecyclePlan,
  planLifecycle,
  type Running
} from './lifecycle/index.js'
export * from './network/index.js'
export { type Origin, originOf } from './origin.js'
export type { Section, Setting } from './setting.js'
export {
  type Assignment,
  type Command,
  type Held,
  isProgram,
  type Met,
  type Outcome,
  type Program,
  readShell,
  runShell,
  type Scene,
  type ShellDialect,
  type SimpleCommand,
  type Stop,
  type SyntaxFault
} from './shell/index.js'
export { type Absent, type List, type Text, type Unknown, type Value, winning } from './value.js'
export * from './xen-command-line/index.js'
