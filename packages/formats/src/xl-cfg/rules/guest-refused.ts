import { namesFurtherNodes, type Origin, type Setting } from '@xenlint/model'
import { type Context, type Finding, type Fix, needsOf, type Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** Settings that each can be read, and together make xl refuse the guest. */
export const guestRefused: Rule = {
  id: 'guest-refused',
  summary: 'Settings that are missing, or contradict each other, so that xl refuses the guest.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findContradiction
}

interface Reason {
  readonly case: string
  /** xl's words. */
  readonly said: RegExp
  /** Options to blame, the first that is set. */
  readonly options: readonly string[]
  readonly message: string
}

const reasons: readonly Reason[] = [
  {
    case: 'nothing-to-boot',
    said: /^Neither kernel nor bootloader specified/,
    options: ['type', 'builder', 'name'],
    message:
      'Nothing says what the guest boots: a guest that is not `hvm` wants a `kernel` or a `bootloader`, so xl refuses it'
  },
  {
    case: 'type-contradicted',
    said: /^Contradicting "builder" and "type"/,
    options: ['builder'],
    message: '`builder` says another type than `type`, so xl refuses the guest; leave `builder` out'
  },
  {
    case: 'vcpus-above-most',
    said: /^xl: maxvcpus < vcpus/,
    options: ['vcpus', 'maxvcpus'],
    message: '`vcpus` is above `maxvcpus`, so xl refuses the guest'
  },
  {
    case: 'vcpus-beyond-memory',
    said: /memory allocation failure/,
    options: ['vcpus'],
    message: 'xl has no memory for so many `vcpus`, so it refuses the guest'
  },
  {
    case: 'affinity-empty',
    said: /^vcpu hard affinity map is empty/,
    options: ['cpus'],
    message:
      '`cpus` leaves a vCPU no CPU to run on, so xl refuses the guest; name CPUs before those that `^` takes away'
  },
  {
    case: 'kernel-and-firmware',
    said: /both kernel and firmware specified/,
    options: ['firmware'],
    message:
      '`firmware` stands for a kernel, and `kernel` is set too, so xl refuses the guest; keep one of them'
  },
  {
    case: 'timer-mode-pv',
    said: /"timer_mode" option is not supported for PV/,
    options: ['timer_mode'],
    message: '`timer_mode` is not for PV guests, so xl refuses this one; leave it out'
  },
  {
    case: 'display-twice',
    said: /^ERROR: Display specified both/,
    options: ['vncdisplay'],
    message:
      '`vnclisten` names a display already, and `vncdisplay` another, so xl refuses the guest; keep one of them'
  },
  {
    case: 'firmware-unknown',
    said: /only pvgrub\{32\|64\} supported/,
    options: ['firmware'],
    message:
      '`firmware` of a guest that is not `hvm` is `pvgrub32` or `pvgrub64`, so xl refuses this one; a file belongs into `kernel`'
  },
  {
    case: 'list-in-list',
    said: /^xl: (Unable to|Can't) get element/,
    options: [],
    message: 'A list stands in this list, where xl wants texts, so it refuses the guest'
  },
  {
    case: 'node-no-list',
    said: /cannot get vnode config option list/,
    options: ['vnuma'],
    message:
      'Each node of `vnuma` is a list of its own, so xl refuses the guest; write `vnuma = [ [ "size=512", "vcpus=0" ] ]`'
  },
  {
    case: 'nodes-vcpus',
    said: /vnuma vcpus and maxvcpus= mismatch/,
    options: ['vnuma'],
    message: 'The vCPUs of the nodes are not as many as `maxvcpus`, so xl refuses the guest'
  },
  {
    case: 'nodes-memory',
    said: /maxmem and vnuma memory size mismatch/,
    options: ['vnuma'],
    message: 'The sizes of the nodes do not add up to `maxmem`, so xl refuses the guest'
  }
]

function* findContradiction(context: Context): Iterable<Finding> {
  for (const { stop, remark } of surveyOf(context).survey.ends) {
    if (typeof stop.status === 'string') continue
    if (!remark && stop.setting?.operation === 'add') yield* silent(context, stop.setting.name)
    if (!remark) continue
    if (/^Domain name must be specified/.test(remark.text)) yield* nameless(context)
    const reason = reasons.find(({ said }) => said.test(remark.text))
    if (!reason && !stop.piece && stop.setting?.operation === 'add') yield* joined(context, stop.setting.name)
    if (!reason) continue
    if (reason.case === 'affinity-empty' && wantsFurtherNodes(context)) {
      yield nodeless(context)
      continue
    }
    const fixes = fixesOf(reason, context)
    const help =
      reason.case === 'nothing-to-boot' && fixes.length > 0 ? `; did you mean \`type = "hvm"\`?` : '.'
    const nested = context.settings.filter(isNested).map(({ name }) => name)
    const options = reason.case === 'list-in-list' ? nested : reason.options
    const at = placeOf(context, options)
    const needs = needsOf(context)
    // Who starts a file with nothing in it is told by the boot; left by itself it is a guest that was put out of use.
    const severity = context.settings.length > 0 ? 'error' : 'hint'
    yield { case: reason.case, at, severity, needs, message: `${reason.message}${help}`, fixes }
  }
}

/** The machine that a file is read for has one node, and no other machine is known here. */
function wantsFurtherNodes({ settings }: Context): boolean {
  const setting = settings.findLast(({ name }) => name === 'cpus')
  return setting !== undefined && namesFurtherNodes(setting.value)
}

function nodeless(context: Context): Finding {
  const message =
    '`cpus` names nodes that a machine with a single one does not have, and there xl refuses the guest.'
  return { case: 'node-absent', at: placeOf(context, ['cpus']), needs: ['nodes'], severity: 'hint', message }
}

function fixesOf(reason: Reason, context: Context): Fix[] {
  if (reason.case === 'nothing-to-boot') return asHvm(context)
  return reason.case === 'vcpus-above-most' ? withMoreVcpus(context) : []
}

function withMoreVcpus({ settings }: Context): Fix[] {
  const [wanted, most] = ['vcpus', 'maxvcpus'].map((option) =>
    settings.findLast(({ name }) => name === option)
  )
  const text = wanted?.value.kind === 'text' ? wanted.value.text : ''
  if (most?.value.kind !== 'text' || most.operation !== 'set' || !/^[1-9]\d*$/.test(text)) return []
  const { start, end } = most.value.origin
  const title = `Change \`maxvcpus\` to \`${text}\`, so that the guest may have them all`
  return [{ title, edits: [{ start, end, text }], safe: false }]
}

// The general rules look at single values, not at what `+=` makes of several.
function* joined(context: Context, option: string): Iterable<Finding> {
  const setting = context.settings.findLast(({ name }) => name === option)
  if (setting?.value.kind !== 'text') return
  const message = `\`+=\` puts \`${option}\` together with what it was, and xl takes nothing like the whole, so it refuses the guest.`
  yield { case: 'joined', at: setting.origin, needs: needsOf(context), message }
}

// Numbers with bounds of their own end xl without a word.
function* silent(context: Context, option: string): Iterable<Finding> {
  const setting = context.settings.findLast(({ name }) => name === option)
  if (!setting) return
  const message = `xl ends here without a word: \`${option}\` is a number, and takes no \`+=\`.`
  yield { case: 'added', at: setting.origin, needs: needsOf(context), message }
}

function* nameless(context: Context): Iterable<Finding> {
  const { settings } = context
  // A list in its place is told by the rule for lists; a file of comments is no guest yet.
  const [first] = settings
  if (!first || settings.some(({ name }) => name === 'name')) return
  const needs = needsOf(context)
  const message = 'The guest has no `name`, so xl refuses it.'
  yield { case: 'nameless', at: first.origin, needs, message, fixes: namedAfterFile(context, first.origin) }
}

function namedAfterFile({ file, text }: Context, { start }: Origin): Fix[] {
  const [, stem = ''] = /([\w][\w.-]*?)\.(?:cfg|conf|xl)$/.exec(file.slice(file.lastIndexOf('/') + 1)) ?? []
  const isFirst = start === 0 || text[start - 1] === '\n'
  if (stem === '' || !isFirst) return []
  const line = `name = "${stem}"`
  const edits = [{ start, end: start, text: `${line}\n` }]
  return [{ title: `Add \`${line}\`, after the file`, edits, safe: false }]
}

function isNested({ value }: Setting): boolean {
  return value.kind === 'list' && value.items.some(({ kind }) => kind === 'list')
}

function placeOf({ file, settings, text }: Context, options: readonly string[]): Origin {
  for (const option of options) {
    const found = settings.findLast(({ name }) => name === option)
    if (found) return found.origin
  }
  return settings[0]?.origin ?? { file, start: 0, end: Math.min(1, text.length) }
}

const onlyHvm = [
  'boot',
  'vga',
  'stdvga',
  'usbdevice',
  'hap',
  'viridian',
  'bios',
  'serial',
  'device_model_version',
  'acpi',
  'apic',
  'pae'
]

/** Options that only HVM guests read tell what was meant. */
function asHvm({ settings }: Context): Fix[] {
  const last = settings.at(-1)
  const typed = settings.some(({ name }: Setting) => name === 'type' || name === 'builder')
  if (!last || typed || !settings.some(({ name }) => onlyHvm.includes(name))) return []
  const { end } = last.origin
  return [
    {
      title: 'Add `type = "hvm"`, which makes it an HVM guest',
      edits: [{ start: end, end, text: '\ntype = "hvm"' }],
      safe: false
    }
  ]
}
