import { type Option, option, type Parameter, specificationOf, table, within } from '@xenlint/catalogue'
import { type Embedding, embeddingsOf, type Format } from '@xenlint/formats'
import type { Setting, Text, Value } from '@xenlint/model'
import { leaves, parse, toSource } from '@xenlint/syntax'
import { partsIn } from './inside.js'
import { leafTokens } from './leaf-tokens.js'
import { isRead as isReadBy } from './offers.js'
import { commandLineOf, parameterOf, wordOf, wordsOf } from './part.js'
import type { Snapshot } from './snapshot.js'
import { byLine, laidOver, type Token, type TokenModifier, type TokenType } from './token.js'

/** The tokens of a file, in its order: its own language, and over it what stands inside its strings. */
export function tokens(snapshot: Snapshot, file: string): readonly Token[] {
  const tree = snapshot.tree(file)
  const format = snapshot.format(file)
  const source = snapshot.input.files.get(file)?.text
  if (!tree || !format || source === undefined) return []
  // Of a file that the target does not read at all, nothing stands out as old.
  const isRead = table(format.table).some((row) => isReadBy(row, snapshot))
  const isOld = isRead ? (row: Row) => isLeft(row, snapshot) : () => false
  const scene = { snapshot, format, source, isOld }
  const inSettings = snapshot
    .settings(file)
    .filter(({ nameOrigin }) => nameOrigin.file === file)
    .flatMap((setting) => [...settingTokens(scene, setting)])
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start)
    // What an expansion writes twice has but one place.
    .filter(({ start }, index, all) => index === 0 || start >= (all[index - 1]?.end ?? 0))
  return [...byLine(source, laidOver(leafTokens(tree), inSettings))]
}

type Row = Option | Parameter

interface Scene {
  readonly snapshot: Snapshot
  readonly format: Format
  readonly source: string
  /** True for what the target reads no more, or wants otherwise. */
  isOld(row: Row): boolean
}

function* settingTokens(scene: Scene, setting: Setting): Generator<Token> {
  const { format } = scene
  const row = option(format.table, setting.name)
  const { start, end } = setting.nameOrigin
  if (row) yield { start, end, type: 'property', modifiers: modifiersOf(row, scene) }
  const { value } = setting
  const table = commandLineOf(setting.name)
  if (table && value.kind === 'text') yield* commandTokens(value, table, scene)
  if (row?.type.kind === 'choice' && value.kind === 'text' && row.type.of.includes(value.text))
    yield* written(value, 0, value.text.length, 'enumMember')
  for (const embedding of embeddingsOf(format, setting)) yield* stringTokens(embedding, scene)
  const grammar = format.inside?.(setting.name)
  if (grammar === undefined) return
  for (const text of openTexts(setting.value, scene.source))
    yield* stringTokens({ setting, grammar, text }, scene)
}

/** Strings that nobody closed yet, up to the end of their line. */
function* openTexts(value: Value, source: string): Generator<Text> {
  if (value.kind === 'list') for (const item of value.items) yield* openTexts(item, source)
  const { start, end } = value.origin
  if (value.kind !== 'absent' || !/^["']/.test(source.slice(start, end))) return
  const text = source.slice(start + 1, end)
  const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: start + 1, sourceEnd: end }]
  yield { kind: 'text', text, map, spelled: 'quoted', origin: value.origin }
}

/** `loglvl=all` of Xen's command line. */
function* commandTokens(value: Text, table: string, scene: Scene): Generator<Token> {
  for (const word of wordsOf(value.text, 0)) {
    const row = wordOf(table, word)
    const nameEnd = word.start + word.name.length
    if (row) yield* written(value, word.start, nameEnd, 'parameter', modifiersOf(row, scene))
    if (word.valueStart === undefined) continue
    yield* written(value, nameEnd, word.valueStart, 'operator')
    const isNumber = /^[0-9]/.test(value.text.slice(word.valueStart, word.end))
    yield* written(value, word.valueStart, word.end, isNumber ? 'number' : 'enumMember')
  }
}

/** How the leaves of strings are coloured; those of no kind stay what their string is. */
const kinds: Readonly<Record<string, TokenType | undefined>> = {
  equals: 'operator',
  separator: 'operator',
  comma: 'operator',
  operator: 'operator',
  path: 'string',
  number: 'number',
  unit: 'number',
  mac: 'number',
  address: 'number',
  bits: 'number',
  domain: 'number',
  bus: 'number',
  device: 'number',
  function: 'number',
  name: 'variable',
  vdev: 'variable',
  keyword: 'enumMember',
  mode: 'enumMember'
}

function* stringTokens({ setting, grammar, text }: Embedding, scene: Scene): Generator<Token> {
  const language = specificationOf(setting.name)
  if (!language) return
  for (const leaf of parse(grammar, text.text).children) if (leaf.type === 'comma') yield* ofLeaf(leaf)
  for (const part of partsIn(grammar, text.text, language)) {
    const parameter = parameterOf(language, part)
    for (const leaf of leaves(part.tree)) {
      if (leaf.type === 'key') yield* keyTokens(text, leaf, parameter, scene)
      else if (leaf.type === 'text' && parameter?.type.kind === 'choice')
        yield* written(text, leaf.start, leaf.start + leaf.value.length, 'enumMember')
      else yield* ofLeaf(leaf)
    }
  }

  function* ofLeaf({ type, start, ...leaf }: { type: string; start: number }): Generator<Token> {
    const kind = kinds[type]
    if (kind && 'value' in leaf) yield* written(text, start, start + String(leaf.value).length, kind)
  }
}

function keyTokens(
  text: Text,
  { start, value }: { readonly start: number; readonly value: string },
  parameter: Parameter | undefined,
  scene: Scene
): Generator<Token> {
  const type = parameter ? 'parameter' : 'variable'
  return written(text, start, start + value.length, type, parameter ? modifiersOf(parameter, scene) : [])
}

// What another file, or an expansion, writes has no place here.
function* written(
  { map }: Text,
  start: number,
  end: number,
  type: TokenType,
  modifiers: readonly TokenModifier[] = []
): Generator<Token> {
  const place = end > start ? toSource(map, start, end) : undefined
  if (place && place.file === undefined) yield { start: place.start, end: place.end, type, modifiers }
}

function modifiersOf(row: Row, { isOld }: Scene): readonly TokenModifier[] {
  return isOld(row) ? ['deprecated'] : []
}

function isLeft(row: Row, snapshot: Snapshot): boolean {
  const { deprecated } = row
  if (!isReadBy(row, snapshot)) return true
  const span = deprecated && 'since' in deprecated ? deprecated : {}
  return deprecated !== undefined && snapshot.target.releases.every(({ xen }) => within(span, xen))
}
