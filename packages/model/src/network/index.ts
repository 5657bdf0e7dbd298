export { type NetworkPlan, type NetworkQuestion, planNetwork } from './plan.js'
