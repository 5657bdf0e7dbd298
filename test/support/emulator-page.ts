import { releaseOf } from '@xenlint/catalogue'
import { describe, type Event, outcomeOf, type Simulation, simulate } from '@xenlint/emulator'
import { assembleHost, type Facts, type Host, type Origin, readFacts } from '@xenlint/model'
import { lineIndex, pointAt } from '@xenlint/syntax'
import { type Entry, sourceOf } from './host-tree.js'
import type { Block, Page } from './page.js'

/** Each `events` block of a page, with what happens on the host of the files above it under the same heading. */
export function emulatorExpectations(page: Page): { readonly block: Block; readonly actual: string }[] {
  return page.blocks
    .filter(({ language }) => language === 'events')
    .map((block) => {
      const files = new Map<string, Entry>()
      for (const { heading, flags, language, body, first } of page.blocks)
        if (heading === block.heading && flags.has('file') && first < block.first)
          files.set(`/${flags.get('file')}`, language === 'link' ? { link: body.trim() } : body)
      const host = hostOf(files)
      const until = block.flags.has('stop') ? 'stop' : 'start'
      return { block, actual: eventsText(simulate(host, until), files) }
    })
}

const factsPath = '/.xenlint/facts.json'

/** The host of some files; the release is the one that its facts name, else Xen 4.17. */
export function hostOf(files: ReadonlyMap<string, Entry>, more: Facts = {}): Host {
  const text = files.get(factsPath)
  const facts = { ...more, ...(typeof text === 'string' ? readFacts(text).facts : {}) }
  const release = releaseOf(facts.xen ?? '4.17')
  if (!release) throw new Error(`no release of Xen ${facts.xen}`)
  const own = new Map([...files].filter(([path]) => path !== factsPath))
  return assembleHost(sourceOf(own, release, facts))
}

const marks = { ok: ' ', failed: '!', unknown: '?' } as const

/** A guest comes up, yet not as its file says. */
const warning = '~'

/** An event a line, with its place; below a refusal or a warning what xl prints. */
function eventsText({ happenings, memory }: Simulation, files: ReadonlyMap<string, Entry>): string {
  const lines = happenings.flatMap(({ actor, subject, event }) => [
    `${event.type === 'warned' ? warning : marks[outcomeOf(event)]} ${actor} ${subject}: ${describe(event)}${placeOf(event, files)}`,
    ...('messages' in event ? event.messages.map((line) => `      ${line}`) : []),
    ...(event.type === 'refused' ? [`      exit ${event.status}`] : [])
  ])
  const left = memory
    ? [`  dom0 ${mebibytes(memory.after.dom0KiB)} MiB, free ${mebibytes(memory.after.freeKiB)} MiB`]
    : []
  return [...lines, ...left].map((line) => `${line}\n`).join('')
}

function mebibytes(KiB: number): number {
  return Math.floor(KiB / 1024)
}

function placeOf(event: Event, files: ReadonlyMap<string, Entry>): string {
  const origin: Origin | undefined = 'origin' in event ? event.origin : undefined
  const text = origin && files.get(`/${origin.file}`)
  if (!origin || typeof text !== 'string') return ''
  return ` (${origin.file}:${pointAt(lineIndex(text), origin.start).line})`
}
