import { option, optionAt, quirk, within, type XenVersion } from '@xenlint/catalogue'
import type { XlSetting } from '@xenlint/syntax'
import { placesOf } from '../guest/places.js'
import { recognitionOf } from '../guest/recognition.js'
import { wholeNumber } from '../guest/whole-number.js'
import type { NicDefaults } from './guest-devices.js'
import type { XlConf } from './host.js'
import type { HostSource } from './source.js'

/** What `/etc/xen/xl.conf` sets, as far as the release reads it. */
export function xlConfOf({ tree, release, read }: HostSource): XlConf {
  const source = read(tree.real('/etc/xen/xl.conf'), 'xl-conf')
  if (!source) return { settings: [], isRefused: false, value: () => undefined }
  const { settings } = source
  const { settings: stored, refusals } = recognitionOf(source, release.xen)
  const places = placesOf(stored, settings)
  const last = new Map(stored.map((setting) => [setting.name, setting]))
  const isRefused =
    refusals.length > 0 || [...last.values()].some((setting) => isUnusable(setting, release.xen))
  return {
    settings,
    isRefused,
    value(name) {
      const row = option('xl-conf', name)
      const setting = last.get(name)
      // Where the file is refused, every call of xl ends over it.
      if (!row || !within(row, release.xen) || setting?.value.kind !== 'text' || isRefused) return undefined
      const origin = places.settingOf(setting)?.value.origin
      return origin && { text: setting.value.text, origin }
    }
  }
}

/** True of a number that xl cannot use and ends over, without a word. */
function isUnusable({ name, value, operation }: XlSetting, xen: XenVersion): boolean {
  const row = option('xl-conf', name)
  if (!row || !within(row, xen)) return false
  const { type, wrong } = optionAt(row, xen)
  if (wrong?.number !== 'refused' || type.kind !== 'integer') return false
  if (value.kind !== 'text' || operation === 'add') return true
  const number = wholeNumber(value.text, xen)
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = type
  return number === undefined || number < min || number > max
}

/** False where xl lists guests in a form of which Debian's xendomains can read nothing, no name either. */
export function isListLegible(conf: Pick<XlConf, 'value'>, xen: XenVersion): boolean {
  return conf.value('output_format')?.text !== 'sxp' || quirk('init-scripts-read-json', xen) === undefined
}

/** The words of xl.conf that stand for what a vif does not say: the newer name wins. */
const nicNames = {
  bridge: ['vif.default.bridge', 'defaultbridge'],
  script: ['vif.default.script', 'vifscript']
} as const

/** What a vif takes where its own string says nothing. */
export function nicDefaults(conf: XlConf): NicDefaults {
  const first = (names: readonly string[], preset: string): NicDefaults['bridge'] =>
    names.map((name) => conf.value(name)).find((found) => found !== undefined) ?? { text: preset }
  const backend = conf.value('vif.default.backend')
  return {
    bridge: first(nicNames.bridge, 'xenbr0'),
    script: first(nicNames.script, 'vif-bridge'),
    ...(backend && { backend })
  }
}
