export { compactJson, type Json, jsonText } from './json-text.js'
export { type GuestPlan, type GuestSource, messagesOf, planGuest } from './plan.js'
export type { Machine, Remark, Status } from './session.js'
