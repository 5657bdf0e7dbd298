export type { BootEntry, BootFile, BootHost, BootPlan } from './host.js'
export { planBoot } from './plan.js'
