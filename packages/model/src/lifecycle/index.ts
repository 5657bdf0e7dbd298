export type { LifecycleCall, LifecycleHost, LifecyclePlan, Running } from './host.js'
export { planLifecycle } from './plan.js'
