export { serveStandardStreams } from './main.js'
export { type SettingRow, settingRows } from './settings.js'
