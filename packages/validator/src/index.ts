export type { Asked } from './asked.js'
export {
  type Answer,
  check,
  conclude,
  type Embedded,
  type Examined,
  examine,
  type Question,
  type Whole
} from './check.js'
export { checkHost, type HostAnswer } from './check-host.js'
export { type Choice, chooseFixes, type Wish } from './fix.js'
export { guestTypeOf } from './guest-type.js'
export { hostRules } from './host-rules/index.js'
export { pageUrl } from './page.js'
export { programOf } from './reader.js'
export { needsOf, rowsOf } from './reading.js'
export type {
  Context,
  Finding,
  Fix,
  HostContext,
  HostRule,
  Problem,
  Related,
  ReleaseQuestion,
  Rule,
  RuleCard,
  Severity,
  Subject
} from './rule.js'
export { generalRules } from './rules/index.js'
export { type SerialUse, serialFaults, serialTerminal, type TextAt } from './serial-ports.js'
export { withoutStatement } from './statement.js'
export { type Suppression, suppressionUnreasoned, suppressionUnused } from './suppression.js'
export { type Watch, watched } from './watch.js'
