export * from './interfaces/index.js'
export { type Origin, originOf } from './origin.js'
export type { Section, Setting } from './setting.js'
export { type Absent, type List, type Text, type Unknown, type Value, winning } from './value.js'
