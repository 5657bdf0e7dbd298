import { compactJson, type Json, messagesOf, planGuest, type Status } from '@xenlint/model'
import type { Block, Page } from './page.js'

/** A guest of a page, a release, and what the page says that xl does with it. */
export interface PlannedGuest {
  readonly text: string
  readonly xen: string
  readonly block: Block
}

/** What a run of xl leaves, real or planned. */
export interface Outcome {
  readonly status: Status
  readonly messages: readonly string[]
  readonly config: Json
}

/** Each `answer` block with the guest above it, once for each release that it names. */
export function plannedGuests(page: Page): PlannedGuest[] {
  let text = ''
  return page.blocks.flatMap((block) => {
    if (block.language === 'xl-cfg') text = block.body
    if (block.language !== 'answer') return []
    return (block.flags.get('xen') ?? '').split(',').map((xen) => ({ text, xen, block }))
  })
}

/** What xenlint plans for a guest; what xl would make up is always the same. */
export function planned(text: string, xen: string, cpus = 8): Outcome {
  const machine = {
    cpus,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    generationId: () => Array<number>(16).fill(0)
  }
  const plan = planGuest({ file: 'FILE', text }, xen, machine)
  const messages = messagesOf(plan).filter((line) => !line.startsWith('Parsing config from '))
  return { status: plan.status, messages: messages.filter((line) => line !== ''), config: plan.config }
}

/** An outcome as pages show it: messages, the end, and a line for each field. */
export function outcomeText({ status, messages, config }: Outcome): string {
  const end = typeof status === 'number' ? `exit ${status}` : status
  const fields = config === null ? [] : [...fieldLines(config, '')]
  return [...messages, end, ...fields].map((line) => `${line}\n`).join('')
}

function* fieldLines(value: Json, path: string): Iterable<string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const flat = entries.every(([, each]) => typeof each !== 'object' || each === null)
  if (entries.length === 0 || (Array.isArray(value) && flat)) yield `${path} = ${compactJson(value)}`
  else for (const [name, each] of entries) yield* fieldLines(each, path === '' ? name : `${path}.${name}`)
}
