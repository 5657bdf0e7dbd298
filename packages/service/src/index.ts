export { completions, explain } from './completion.js'
export { type Cursor, cursorAt } from './cursor.js'
export { examiner } from './examiner.js'
export { type Fold, folds } from './folding.js'
export { type Forecast, forecast } from './forecast.js'
export { formatting, type Unformed } from './formatting.js'
export type { HostInput } from './host.js'
export { type Hover, hover } from './hover.js'
export { type Inlay, inlays } from './inlays.js'
export { type Lens, lenses } from './lenses.js'
export { type Link, leadsTo, links } from './links.js'
export type { Mention, NameKind } from './names/mention.js'
export { references } from './names/mentions.js'
export { renamable, rename, type Unrenamed } from './names/rename.js'
export type { Completion, Topic } from './offers.js'
export {
  type Description,
  describe,
  inReleases,
  inType,
  languagesOf,
  optionMarkdown,
  saidItems
} from './render.js'
export { type Stretch, selections } from './selection.js'
export { type Input, open, type Snapshot } from './snapshot.js'
export type { SourceFile } from './source-file.js'
export { standsAlone } from './stands-alone.js'
export { type Outline, symbols } from './symbols.js'
export { defaultTarget, type Target } from './target.js'
export { answers, type Thing, things } from './things.js'
export { type Fate, type Step, type Timeline, timeline } from './timeline.js'
export { type Token, type TokenModifier, type TokenType, tokenModifiers, tokenTypes } from './token.js'
export { tokens } from './tokens.js'
export { chooseTarget, debianOf, type Misnamed, targetOf, type Wanted } from './wanted.js'
