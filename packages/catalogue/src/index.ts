export type { Option, ValueType } from './option.js'
export { compareVersions, type Release, releases, type Span, within, type XenVersion } from './release.js'
