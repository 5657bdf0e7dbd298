import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { factsSchema } from '@xenlint/catalogue'
import { type Facts, type FactsReading, readFacts } from '@xenlint/model'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { exists, type Fault, kindOf, readStandardInput, readText, replaceText, writeText } from '../disk.js'
import { kernelAt, startsAsKernel } from '../kernel-file.js'
import { given } from '../wishes.js'

/** Writes down what the files of a host cannot tell; the only thing that it changes is the file of facts. */
export async function facts(call: Call): Promise<number> {
  if (call.options.has('schema')) return print(`${JSON.stringify(factsSchema(), null, 2)}\n`)
  const script = readText(join(__dirname, 'facts.sh'))
  if ('fault' in script) return complain([script])
  if (call.options.has('print')) return print(script.text)
  const source = given(call, 'read')
  const [host = source === undefined ? '/' : undefined] = call.words
  if (host === undefined)
    return complain([{ fault: '`xenlint facts --read` wants a HOST too: the folder that the facts are of.' }])
  const kind = kindOf(host)
  if (kind !== 'folder')
    return complain([typeof kind === 'object' ? kind : { fault: `\`${host}\` is no folder, so no host.` }])
  const answer = source === undefined ? await collect(call, script.text, host) : reread(source)
  if (answer === 'no') return print('Nothing was run.\n')
  if ('fault' in answer) return complain([answer])
  return keep(host, source === undefined ? withKernels(answer.text) : answer.text, source)
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

async function collect(call: Call, script: string, host: string): Promise<{ text: string } | Fault | 'no'> {
  process.stdout.write(`${script}\n`)
  if (!call.options.has('yes')) {
    if (!process.stdin.isTTY)
      return { fault: 'Nobody is there to ask; `--yes` runs the script, `--print` only shows it.' }
    const { createInterface } = await import('node:readline/promises')
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    const reply = await terminal.question(`Run this, and write what it finds to ${factsOf(host)}? [y/N] `)
    terminal.close()
    if (!/^y(es)?$/i.test(reply.trim())) return 'no'
  }
  // Only here, as these modules of Node take longer to start than a file takes to check.
  const { spawnSync } = await import('node:child_process')
  const { status, stdout, error } = spawnSync('/bin/sh', ['-s'], {
    input: script,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['pipe', 'pipe', 'inherit']
  })
  if (error || status !== 0)
    return { fault: `The script broke off${error ? `: ${error.message}` : ` with status ${status}`}.` }
  return { text: stdout }
}

/** Shells do not read the headers of kernels. */
function withKernels(text: string): string {
  const { facts: found, faults, strangers } = readFacts(text)
  if (faults.length + strangers.length > 0) return text
  const kernels = (found.files ?? []).filter(startsAsKernel).flatMap((path) => {
    const kernel = kernelAt(path)
    return kernel ? [{ path, ...kernel }] : []
  })
  return kernels.length > 0 ? JSON.stringify({ ...found, kernels }) : text
}

function reread(source: string): { text: string } | Fault {
  return source === '-' ? readStandardInput() : readText(source)
}

/** Adds what was found to the facts that are there, and says what is still unknown. */
function keep(host: string, text: string, source: string | undefined): number {
  const found = readFacts(text)
  if (hasFaults(found)) return complain(faultsIn(source ?? 'what the script found', found))
  const path = factsOf(host)
  const before = exists(path) ? readText(path) : undefined
  if (before && 'fault' in before) return complain([before])
  const old = before ? readFacts(before.text) : undefined
  if (old && hasFaults(old)) return complain(faultsIn(path, old))
  const all: Facts = { ...old?.facts, ...found.facts }
  const fault = write(host, path, before, `${JSON.stringify(all, null, 2)}\n`)
  if (fault) return complain([fault])
  process.stdout.write(summary(path, found.facts, all))
  return 0
}

function factsOf(host: string): string {
  return join(host, '.xenlint/facts.json')
}

function hasFaults({ faults, strangers }: FactsReading): boolean {
  return faults.length + strangers.length > 0
}

function faultsIn(source: string, { faults, strangers }: FactsReading): Fault[] {
  return [...faults, ...strangers].map((each) => ({ fault: `\`${source}\`: ${each}` }))
}

function write(
  host: string,
  path: string,
  before: ReturnType<typeof readText> | undefined,
  text: string
): Fault | undefined {
  if (before && !('fault' in before)) return replaceText(path, before, text)
  try {
    mkdirSync(join(host, '.xenlint'), { recursive: true })
  } catch {
    return { fault: `\`${join(host, '.xenlint')}\` cannot be made by you; try it as root.` }
  }
  return writeText(path, text)
}

// Facts that set a scene are told by people, and no machine knows them.
const scenery = ['$schema', 'failing', 'slow', 'ignoring', 'xendomains']

function summary(path: string, found: Facts, all: Facts): string {
  const names = Object.keys(factsSchema().properties ?? {}).filter((name) => !scenery.includes(name))
  const quoted = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ')
  const kept = Object.keys(all).filter((name) => !Object.hasOwn(found, name))
  const unknown = names.filter((name) => !Object.hasOwn(all, name))
  return [
    `Wrote \`${path}\`: ${quoted(Object.keys(found)) || 'no fact was found'}.\n`,
    ...(kept.length > 0 ? [`Kept as it was: ${quoted(kept)}.\n`] : []),
    ...(unknown.length > 0 ? [`Unknown: ${quoted(unknown)}.\n`] : [])
  ].join('')
}
