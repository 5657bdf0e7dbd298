export { freshlyBooted, starvedAlone } from './alone.js'
export { settle } from './apply.js'
export { boot } from './boot.js'
export { remarksOn } from './conf-remarks.js'
export { create } from './create.js'
export { destroy, end } from './departure.js'
export { describe } from './describe.js'
export { namesBlock } from './disks.js'
export type { Event, GuestEvent, Refused } from './event.js'
export { type Absence, absenceAtBoot, forecastOf } from './forecast.js'
export type { GuestCause, GuestOutcome } from './guest-start.js'
export { bringUpNetwork } from './network.js'
export { hasFailed, outcomeOf } from './outcome.js'
export { isPresent } from './presence.js'
export { returnsAfterReboot } from './returns.js'
export {
  type Happening,
  type Simulation,
  simulate,
  type Until
} from './simulate.js'
export { startGuest } from './start.js'
export { type Domain, darkness, type Memory, type State } from './state.js'
export { stop } from './stop.js'
export { isParting, tellingLine } from './telling.js'
