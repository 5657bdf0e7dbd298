import { basename, join } from 'node:path'
import { type NetworkPlan, planNetwork, readInterfaces, type SourceLookup } from '@xenlint/model'
import { parse } from '@xenlint/syntax'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { encode, type Fault, kindOf, readText, type Text } from '../disk.js'
import { allNics, knownFacts } from '../facts.js'
import { fileLookup, hostLookup } from '../sources.js'
import { given } from '../wishes.js'

interface Answer {
  readonly file: string
  readonly encoding: Text['encoding']
  readonly plan: NetworkPlan
}

/** What `ifup -a --no-act --verbose` prints for each file or host, and how it ends. */
export function planNetworks(call: Call, words: readonly string[]): number {
  const answers: Answer[] = []
  const faults: Fault[] = []
  for (const word of words) {
    const answer = answerFor(word, given(call, 'facts'), faults)
    if ('fault' in answer) faults.push(answer)
    else answers.push(answer)
  }
  if (call.options.has('json')) {
    const rows = answers.map(({ file, plan }) => JSON.stringify({ file, ...plan }))
    process.stdout.write(`[${rows.join(',\n')}]\n`)
    return faults.length > 0 ? complain(faults) : 0
  }
  for (const answer of answers) faults.push(...speak(answer, words.length > 1))
  if (faults.length > 0) return complain(faults)
  return answers.length === 1 ? (answers[0]?.plan.status ?? 0) : 0
}

function answerFor(word: string, givenFacts: string | undefined, faults: Fault[]): Answer | Fault {
  const kind = kindOf(word)
  if (typeof kind === 'object') return kind
  const isHost = kind === 'folder'
  const path = isHost ? join(word, 'etc/network/interfaces') : word
  const found = readText(path)
  if ('fault' in found) return found
  const known =
    isHost || givenFacts !== undefined ? knownFacts(isHost ? word : undefined, givenFacts) : undefined
  faults.push(...(known?.faults ?? []))
  const nics = known ? allNics(known.facts) : ['lo']
  // A file alone is read from where it lies, a host's by the path that the host knows it by.
  const file = isHost ? '/etc/network/interfaces' : basename(path)
  const lookup: SourceLookup = isHost ? hostLookup(word) : fileLookup(path)
  const reading = readInterfaces({ file, tree: parse('interfaces', found.text) }, lookup)
  const plan = planNetwork({ reading, file, shown: basename(path), ...(nics ? { nics } : {}) })
  return { file: word, encoding: found.encoding, plan }
}

function speak({ file, encoding, plan }: Answer, isOneOfMany: boolean): Fault[] {
  if (plan.output === null)
    return [{ fault: `What ifup would do with \`${file}\` is not known: ${plan.why} decides.` }]
  const title = isOneOfMany ? [`${file} (exit status ${plan.status})`] : []
  const lines = [...title, ...plan.output].map((line) => `${line}\n`)
  process.stdout.write(encode({ text: lines.join(''), encoding }))
  return []
}
