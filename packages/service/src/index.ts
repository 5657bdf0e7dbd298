export { type Description, describe, inReleases, inType, optionMarkdown } from './render.js'
export { type Input, open, type Snapshot, type SourceFile } from './snapshot.js'
export { defaultTarget, type Target } from './target.js'
