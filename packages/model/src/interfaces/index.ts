export { type Dialect, dialectOf } from './dialect.js'
export { type Line, linesOf, mapOf, originIn, splitLine, type Word, wordsOf } from './line.js'
export {
  type InterfacesFile,
  type InterfacesReading,
  membersOf,
  readInterfaces,
  type SourceLine
} from './reader.js'
export { printed, type Refusal, type RefusalCase } from './refusal.js'
export { type SourceLookup, unknownSources } from './source.js'
export {
  commandOptions,
  type Iface,
  type Mapping,
  type Named,
  type OptionLine,
  type StoredOption,
  storedName
} from './stanza.js'
