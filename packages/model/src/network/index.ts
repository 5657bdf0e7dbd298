export { readIpv4 } from './ipv4.js'
export { type NetworkPlan, type NetworkQuestion, planNetwork } from './plan.js'
export { targetsOf } from './target.js'
