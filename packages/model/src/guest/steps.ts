import { type GuestStep, guestStepsAt, spelling } from '@xenlint/catalogue'
import type { XlSetting } from '@xenlint/syntax'
import { askBounded, askFlag, askList, askNumber, askText, textsOf } from './accessors.js'
import { readDevices } from './devices.js'
import { put } from './draft.js'
import { fill } from './fill.js'
import { ownSteps } from './own-steps.js'
import { ended, refuse, type Session, type Stop, say } from './session.js'
import { wordOf } from './words.js'

/** Takes the steps of `xl create` in xl's order, up to the first that ends the run. */
export function takeSteps(session: Session): Stop | undefined {
  const { settings, release } = session
  const isIdle = (option: string | undefined): boolean => option !== undefined && !settings.has(option)
  const steps = release.rows(guestStepsAt, (row) => !isIdle(optionOf(row)))
  const options = optionsOf(steps)
  for (let index = 0; index < steps.length; index++) {
    // Of some two hundred a guest takes a few.
    if (isIdle(options[index])) continue
    const step = steps[index] as GuestStep
    if (step.guests && !step.guests.includes(session.noted.guest)) continue
    const stop = take(session, step)
    if (stop && (isDecisive(step) || ended(session, stop))) return stop
  }
  return undefined
}

/** The options of the steps of a release, worked out once. */
function optionsOf(steps: readonly GuestStep[]): readonly (string | undefined)[] {
  const known = optionsKnown.get(steps) ?? steps.map(optionOf)
  optionsKnown.set(steps, known)
  return known
}

const optionsKnown = new WeakMap<readonly GuestStep[], readonly (string | undefined)[]>()

/** The option without which a step does nothing, if there is one. */
function optionOf(step: GuestStep): string | undefined {
  switch (step.step) {
    case 'constant':
    case 'named':
      return undefined
    case 'devices':
      return step.device
    default:
      return step.option
  }
}

// Without a type there is no telling what the rest would be read for.
function isDecisive(step: GuestStep): boolean {
  return step.step === 'own' && ['type', 'builder'].includes(step.name)
}

type Row<Kind extends GuestStep['step']> = GuestStep & { readonly step: Kind }

function take(session: Session, step: GuestStep): Stop | undefined {
  switch (step.step) {
    case 'text':
    case 'flag':
      return takeValue(session, step)
    case 'number':
      return takeNumber(session, step)
    case 'bounded':
      return takeBounded(session, step)
    case 'word':
      return takeWord(session, step)
    case 'named':
      return takeNamed(session, step)
    case 'texts':
      return takeTexts(session, step)
    case 'list':
      if (askList(session, step.option).kind === 'read' && step.remark)
        say(session, step.remark, at(session, step))
      return undefined
    case 'constant':
      put(session.draft, step.into, step.value)
      return undefined
    case 'devices':
      return readDevices(session, step.device)
    case 'own':
      return ownSteps[step.name]?.(session)
  }
}

function takeValue(session: Session, step: Row<'text' | 'flag'>): undefined {
  const found =
    step.step === 'flag'
      ? askFlag(session, step.option, step.quiet)
      : askText(session, step.option, step.quiet)
  if (found.kind !== 'read') return
  put(session.draft, step.into, typeof found.value === 'boolean' ? found.value : found.value.text)
  if (step.remark) say(session, step.remark, { setting: found.setting })
}

function takeNumber(session: Session, step: Row<'number'>): undefined {
  const found = askNumber(session, step.option, step.quiet)
  if (found.kind !== 'read') return
  if (step.into) put(session.draft, step.into, found.value * BigInt(step.factor ?? 1))
  if (step.remark) say(session, step.remark, { setting: found.setting })
}

function takeBounded(session: Session, step: Row<'bounded'>): Stop | undefined {
  const found = askBounded(session, step.option, step.minimum, step.maximum)
  if (found.kind === 'read') put(session.draft, step.into, found.value)
  return found.kind === 'unfit' ? { status: step.status, setting: found.setting } : undefined
}

function takeWord(session: Session, step: Row<'word'>): Stop | undefined {
  const found = askText(session, step.option, step.quiet)
  if (found.kind !== 'read') return undefined
  const { text } = found.value
  const word = wordOf(session, step.words, text)
  if (word === undefined)
    return refuse(session, fill(step.refusal, { option: step.option, value: text }), step.status, {
      setting: found.setting
    })
  put(session.draft, step.into, word)
  return undefined
}

function takeNamed(session: Session, step: Row<'named'>): Stop | undefined {
  const found = askText(session, step.option)
  const value = found.kind === 'read' ? found.value.text : step.absent
  const name = spelling(step.spellings, value)
  if (name === undefined)
    return refuse(session, fill(step.refusal, { option: step.option, value }), step.status, at(session, step))
  put(session.draft, step.into, name)
  return undefined
}

function takeTexts(session: Session, step: Row<'texts'>): Stop | undefined {
  const found = askList(session, step.option)
  if (found.kind === 'absent') return undefined
  if (found.kind === 'unfit')
    return refuse(session, fill(step.refusal, { option: step.option }), step.status, at(session, step))
  put(
    session.draft,
    step.into,
    textsOf(found.value).map(({ text }) => text)
  )
  return undefined
}

function at(session: Session, { option }: { readonly option: string }): { setting?: XlSetting } {
  const setting = session.settings.get(option)
  return setting ? { setting } : {}
}
