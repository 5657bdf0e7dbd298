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
export { type SettingRow, settingRows } from './settings.js'
