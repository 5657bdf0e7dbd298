import { specificationOf } from '@xenlint/catalogue'
import { embeddingsOf, type Format } from '@xenlint/formats'
import { devicePath, type Setting, type Text } from '@xenlint/model'
import { partsIn } from '../inside.js'
import { macOf, type ReadText } from './interface-names.js'
import { type Mention, mentionIn, type Named } from './mention.js'

/** What a guest's file, xl.conf or xend's settings write of guests, disks, addresses and interfaces. */
export function* settingMentions(read: ReadText, format: Format): Iterable<Mention> {
  for (const setting of read.settings) {
    if (setting.origin.file !== read.file) continue
    const { value } = setting
    const named = format.id === 'xl-conf' ? inConf(setting) : format.inside ? inGuest(setting) : undefined
    if (named && value.kind === 'text') yield* mentionIn(value, 0, value.text.length, read, named)
    if (format.id === 'xend-config') yield* inScript(setting, read)
    if (format.inside) yield* inDevices(setting, format, read)
  }
}

/** Settings of xl.conf that name an interface; the first is what a vif joins that names none. */
const confNames = new Set(['vif.default.bridge', 'defaultbridge', 'vif.default.gatewaydev'])

function inConf({ name, value }: Setting): Named | undefined {
  if (!confNames.has(name) || value.kind !== 'text') return undefined
  return { kind: 'interface', key: value.text, defines: false }
}

function inGuest({ name, value }: Setting): Named | undefined {
  if (name !== 'name' || value.kind !== 'text') return undefined
  return { kind: 'guest', key: value.text, defines: true }
}

/** `(network-script 'network-bridge netdev=eth0 bridge=xenbr0')`: what xend runs makes the bridge. */
function* inScript({ name, value }: Setting, read: ReadText): Iterable<Mention> {
  if (!/^(?:network|vif)-script$/.test(name) || value.kind !== 'text') return
  for (const { index, 0: all, 1: key = '', 2: word = '' } of value.text.matchAll(
    /(?<=^|\s)(bridge|netdev)=(\S+)/g
  )) {
    const start = index + all.length - word.length
    const defines = name === 'network-script' && key === 'bridge'
    yield* mentionIn(value, start, start + word.length, read, { kind: 'interface', key: word, defines })
  }
}

/** Keys of a vif that name an interface of the host. */
const interfaceKeys = new Set(['bridge', 'gatewaydev', 'netdev', 'vifname', 'forwarddev'])

function* inDevices(setting: Setting, format: Format, read: ReadText): Iterable<Mention> {
  const language = specificationOf(setting.name)
  if (!language) return
  for (const { grammar, text } of embeddingsOf(format, setting))
    for (const { type, name, start, end, valueStart } of partsIn(grammar, text.text, language)) {
      if (type === 'target') yield* mentioned(text, start, end, read, diskNamed(name))
      if (type !== 'pair' || valueStart === undefined) continue
      const named = valueNamed(setting.name, name, text.text.slice(valueStart, end))
      yield* mentioned(text, valueStart, end, read, named)
    }
}

function* mentioned(
  text: Text,
  start: number,
  end: number,
  read: ReadText,
  named: Named | undefined
): Iterable<Mention> {
  if (!named) return
  // What stands after a comma may have blanks in front.
  const blanks = /^[ \t\n]*/.exec(text.text.slice(start, end))?.[0].length ?? 0
  yield* mentionIn(text, start + (named.kind === 'disk' ? blanks : 0), end, read, named)
}

function valueNamed(option: string, key: string, value: string): Named | undefined {
  if (option === 'vif' && interfaceKeys.has(key))
    return { kind: 'interface', key: value, defines: key === 'vifname' }
  if (option === 'vif' && key === 'mac') {
    const mac = macOf(value)
    return mac === undefined ? undefined : { kind: 'mac', key: mac, defines: false }
  }
  if (option === 'disk' && key === 'target') return diskNamed(value.trim())
  // A domain that is named and not numbered; it is one of ours if a file of the host gives the name.
  if (key === 'backend') return { kind: 'guest', key: value, defines: false, isLoose: true }
  return undefined
}

function diskNamed(path: string): Named | undefined {
  if (!path.startsWith('/')) return undefined
  return { kind: 'disk', key: devicePath(path), defines: false }
}
