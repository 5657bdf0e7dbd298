export type { BootRow } from './boot-view.js'
export type { Disk } from './documents.js'
export type { OpenText } from './host-files.js'
export { type Found, type Hosts, hosts } from './hosts.js'
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
export type { Status } from './status.js'
export type { Circumstances, Surroundings } from './surroundings.js'
