import { detectNamed, formatOf, formats } from '@xenlint/formats'
import {
  endOf,
  isBranch,
  isMissing,
  type LineIndex,
  lineIndex,
  type Node,
  type Point,
  pointAt,
  type Root
} from '@xenlint/syntax'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { formatFault } from '../configuration.js'
import { type Fault, readStandardInput, readText } from '../disk.js'
import { harmless } from '../report/frame.js'
import { given } from '../wishes.js'

interface Answer {
  readonly file: string
  readonly format: string
  readonly text: string
  readonly tree: Root
}

/** Prints the syntax tree of each file. */
export async function tree(call: Call): Promise<number> {
  const kind = given(call, 'kind')
  const wrongKind = kind === undefined ? undefined : formatFault(kind)
  if (wrongKind !== undefined) return complain([{ fault: wrongKind }])
  const answers: Answer[] = []
  const faults: Fault[] = []
  for (const word of call.words) {
    const answer = treeOf(word, word === '-' ? (given(call, 'stdin-filename') ?? 'stdin') : word, kind)
    if ('fault' in answer) faults.push(answer)
    else answers.push(answer)
  }
  if (call.options.has('json')) process.stdout.write(json(answers))
  else for (const answer of answers) process.stdout.write(outline(answer))
  return faults.length > 0 ? complain(faults) : 0
}

function treeOf(word: string, file: string, kind: string | undefined): Answer | Fault {
  const found = word === '-' ? readStandardInput() : readText(word)
  if ('fault' in found) return found
  const format = kind === undefined ? detectNamed(formats, file, found.text)?.format : formatOf(kind)
  if (!format) {
    return { fault: `Neither the name nor the text of \`${file}\` tells what it is; say it with --kind.` }
  }
  return { file, format: format.id, text: found.text, tree: format.parse(found.text) }
}

// Written piece by piece without recursion: brackets may nest ten thousand deep.
function json(answers: readonly Answer[]): string {
  const pieces: string[] = []
  answers.forEach(({ file, format, text, tree }, index) => {
    const lines = lineIndex(text)
    pieces.push(
      `${index > 0 ? ',' : ''}\n{"file":${JSON.stringify(file)},"format":${JSON.stringify(format)},"tree":`
    )
    for (const { node, last, closing } of walk(tree)) {
      const comma = last ? '' : ','
      if (closing) pieces.push(`]}${comma}`)
      else if (isBranch(node)) {
        pieces.push(`${JSON.stringify(positioned(node, lines)).slice(0, -1)},"children":[`)
        if (node.children.length === 0) pieces.push(`]}${comma}`)
      } else pieces.push(JSON.stringify(positioned(node, lines)), comma)
    }
    pieces.push('}')
  })
  return `[${pieces.join('')}${answers.length > 0 ? '\n' : ''}]\n`
}

/** A node as unist has it, without its children: with the points where it starts and ends. */
function positioned(node: Node, lines: LineIndex): object {
  const position: { start: Point; end: Point } = {
    start: pointAt(lines, node.start),
    end: pointAt(lines, endOf(node))
  }
  const { start: _start, end: _end, children: _children, ...own } = { end: 0, children: [], ...node }
  return { ...own, position }
}

function outline({ file, format, tree }: Answer): string {
  const lines = [`${file} (${format})`]
  for (const { node, depth, closing } of walk(tree)) {
    if (closing) continue
    const indent = '  '.repeat(Math.min(depth, 40) + 1)
    if (isBranch(node)) lines.push(`${indent}${node.type}`)
    else if (isMissing(node)) lines.push(`${indent}missing ${node.expected}`)
    else lines.push(`${indent}${node.type} ${harmless(JSON.stringify(node.value))}`)
  }
  return `${lines.join('\n')}\n`
}

interface Step {
  readonly node: Node
  readonly depth: number
  /** The last of its parent's children. */
  readonly last: boolean
  /** Behind the last child of a branch. */
  readonly closing: boolean
}

function* walk(root: Root): Iterable<Step> {
  const waiting: Step[] = [{ node: root, depth: 0, last: true, closing: false }]
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    yield step
    const { node, depth, closing } = step
    if (closing || !isBranch(node) || node.children.length === 0) continue
    waiting.push({ ...step, closing: true })
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index] as Node
      waiting.push({
        node: child,
        depth: depth + 1,
        last: index === node.children.length - 1,
        closing: false
      })
    }
  }
}
