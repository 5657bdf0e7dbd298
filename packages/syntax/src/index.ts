export { applyEdits, type Edit, overlap } from './edit.js'
export { leafAt, pathTo } from './find.js'
export { branches, child, leaves } from './leaves.js'
export {
  type Branch,
  branch,
  endOf,
  isBranch,
  isMissing,
  type Junk,
  type Leaf,
  leaf,
  type Missing,
  missing,
  type Node,
  type Root,
  root
} from './node.js'
export {
  type FileGrammar,
  type Grammar,
  grammars,
  parse,
  type StringGrammar,
  stringGrammars
} from './parse.js'
export { editorLineIndex, type LineIndex, lineIndex, type Point, pointAt } from './position.js'
export { print } from './print.js'
export { type ValueKind, valueKind } from './value-kind.js'
export { joinMaps, type Segment, type SourceRange, toSource, toValue, type ValueMap } from './value-map.js'
export {
  type Decoded,
  decodeString,
  type EscapeFault,
  plainRecognition,
  type Recognition,
  type Refusal,
  recogniseXl,
  type XlDialect,
  type XlSetting,
  type XlValue,
  xlParseMessages,
  xlRefusalMessage
} from './xl-cfg/index.js'
