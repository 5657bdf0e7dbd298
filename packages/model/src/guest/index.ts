export { type DeviceString, deviceStrings } from './device-strings.js'
export { type Draft, get as draftAt } from './draft.js'
export type { GuestText } from './guest-text.js'
export { compactJson, type Json, jsonText } from './json-text.js'
export { namesFurtherNodes, namesNodes } from './named-nodes.js'
export type { Piece } from './piece.js'
export { type Places, placesOf } from './places.js'
export {
  type GuestPlan,
  type GuestSource,
  type GuestSurvey,
  messagesOf,
  planGuest,
  surveyGuest
} from './plan.js'
export { recognitionOf } from './recognition.js'
export type { About, Machine, Remark, Status, Stop, Taken } from './session.js'
export { type SurveyedGuest, surveyedGuest } from './surveyed.js'
export { type Card, deviceModelOf, graphicsOf, type Unfit, unfitSettings } from './unfit.js'
export { type EmulatedDrive, emulatedDrive, virtualDevice } from './vdev.js'
export { wholeNumber } from './whole-number.js'
