export { type Defaults as BootDefaults, readDefaults as readBootDefaults } from './defaults.js'
export type { BootEntry, BootFile, BootHost, BootPlan } from './host.js'
export { planBoot } from './plan.js'
export { readXenLine } from './xen-line.js'
