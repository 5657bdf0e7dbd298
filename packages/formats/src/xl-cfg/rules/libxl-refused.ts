import { quirk, type Release } from '@xenlint/catalogue'
import { type Draft, deviceStrings, draftAt } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule, type Subject } from '@xenlint/validator'
import { fieldOf, settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'
import { unfitOf } from '../unfit.js'

/** What xl takes, and libxl refuses when it makes the guest. */
export const libxlRefused: Rule = {
  id: 'libxl-refused',
  summary: 'Settings that xl reads, and that keep libxl from making the guest.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findRefusals
}

/** What is wrong, at the first of some options that is set. */
interface Reason {
  readonly case: string
  readonly options: readonly string[]
  readonly message: string
}

function* findRefusals(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  if (surveyed.survey.ends.length > 0) return
  const type = fieldOf(surveyed, 'c_info.type')
  const build = fieldOf(surveyed, 'b_info') as Draft | undefined
  if (!build) return
  yield* ofDisks(context)
  yield* ofPorts(context)
  const reasons = type === 'hvm' ? ofHvm(context, build) : ofDevices(context, build)
  for (const { case: name, options, message } of reasons) {
    const setting = options.map((option) => settingOf(context, option)).find((each) => each)
    const needs = needsOf(context)
    if (setting) yield { case: name, at: setting.origin, needs, message }
  }
}

/** Disks that no program can serve as they are asked for: `no suitable backend for disk`. */
function* ofDisks(context: Context): Iterable<Finding> {
  for (const { draft, find } of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const format = String(draft['format'] ?? '')
    const backend = String(draft['backend'] ?? '')
    const script = draft['script'] !== undefined
    if (format === 'empty') continue
    if (draft['pdev_path'] === '' && !script && draft['backend_domname'] === undefined && isStatted(backend))
      yield {
        case: 'disk-empty',
        at: find('target='),
        needs: needsOf(context),
        message:
          'This disk names no target, and only a CD-ROM may be empty, so libxl refuses the guest with `failed to stat: `.'
      }
    const why = unserved(context, backend, format, script)
    const at = why && (find(`backendtype=${backend}`) ?? find('script='))
    if (at)
      yield {
        case: 'disk-backend',
        at,
        needs: needsOf(context),
        message: `${why}, so libxl has no backend for this disk and refuses the guest.`
      }
  }
}

/** libxl looks at the target itself, unless QEMU alone is to open it. */
function isStatted(backend: string): boolean {
  return backend === '' || backend === 'unknown' || backend === 'phy' || backend === 'standalone'
}

const lastPort = 0xffffn

/** Ports that Xen gives to nobody: `failed give domain access to ioports`. */
function* ofPorts(context: Context): Iterable<Finding> {
  for (const { whole, draft, place } of deviceStrings(surveyOf(context), 'ioports', 'b_info.ioports')) {
    const [first, number] = [numberOf(draft['first']), numberOf(draft['number'])]
    const isBackward = number <= 0n
    const at = place(0, whole.text.length)
    if (!at || (isBackward ? !context.ofRelease(refusesBackward) : first + number - 1n <= lastPort)) continue
    const why = isBackward
      ? `\`${whole.text}\` runs backwards`
      : `\`${whole.text}\` goes beyond the last port, \`${lastPort.toString(16)}\``
    yield {
      case: 'ioports-range',
      at,
      needs: needsOf(context),
      message: `${why}, so Xen gives no such ports and libxl refuses the guest.`
    }
  }
}

function refusesBackward(_: Subject, { xen }: Release): boolean {
  return quirk('ports-backwards', xen) !== undefined
}

function tapFormats(_: Subject, { xen }: Release): string | undefined {
  return quirk('tap-formats', xen)
}

function unserved(context: Context, backend: string, format: string, script: boolean): string | undefined {
  const plain = format === 'raw'
  if ((backend === 'phy' || backend === 'standalone') && !plain)
    return `\`${backend}\` serves \`raw\` disks only, and this one is \`${format}\``
  if (backend === 'qdisk' && script) return '`qdisk` runs no `script`'
  if (backend !== 'tap') return undefined
  const tapped = context.ofRelease(tapFormats)?.split(' ') ?? [format]
  return tapped.includes(format) ? undefined : `\`tap\` serves no \`${format}\` disks in this release`
}

function* ofDevices(context: Context, build: Draft): Iterable<Reason> {
  if (draftAt(build, 'bootloader') !== undefined && fieldOf(surveyOf(context), 'disks') === undefined)
    yield {
      case: 'bootloader-diskless',
      options: ['bootloader'],
      message: '`bootloader` reads the first disk, and the guest has none, so libxl refuses it.'
    }
}

function* ofHvm(context: Context, build: Draft): Iterable<Reason> {
  // Less memory than a card wants has a rule of its own, which can mend it.
  for (const { kind, options, why } of unfitOf(context))
    if (kind !== 'video-memory-small')
      yield { case: kind, options, message: `${why}, so libxl refuses the guest.` }
  yield* ofSpice((draftAt(build, 'u.hvm') ?? {}) as Draft)
}

function* ofSpice(hvm: Draft): Iterable<Reason> {
  if (draftAt(hvm, 'spice.enable') !== true) return
  if (numberOf(draftAt(hvm, 'spice.port')) === 0n && numberOf(draftAt(hvm, 'spice.tls_port')) === 0n)
    yield {
      case: 'spice-port',
      options: ['spice'],
      message: '`spice` wants `spiceport` or `spicetls_port`, so libxl refuses the guest.'
    }
  if (draftAt(hvm, 'spice.disable_ticketing') !== true && !draftAt(hvm, 'spice.passwd'))
    yield {
      case: 'spice-password',
      options: ['spicepasswd', 'spice'],
      message:
        '`spice` wants a password in `spicepasswd`, or `spicedisable_ticketing = 1`, so libxl refuses the guest.'
    }
}

function numberOf(value: Draft[string] | undefined): bigint {
  return typeof value === 'bigint' ? value : 0n
}
