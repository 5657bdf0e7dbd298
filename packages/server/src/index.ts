export { serveStandardStreams } from './main.js'
export {
  agreedEncoding,
  changed,
  type Encoding,
  type Page,
  page,
  toOffset,
  toPath,
  toPosition,
  toUri
} from './protocol.js'
export { type SettingRow, type Settings, settingRows } from './settings.js'
export type { Circumstances, Surroundings } from './surroundings.js'
