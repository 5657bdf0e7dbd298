/** What a command of a stanza does to bridges, as far as it is written plainly. */
export interface BridgeEffects {
  readonly made: readonly string[]
  readonly joined: readonly { readonly port: string; readonly bridge: string }[]
  /** Ports that leave whatever bridge has them. */
  readonly left: readonly string[]
  readonly gone: readonly string[]
  /** Interfaces that get another name, and whether the command takes them down before. */
  readonly renamed: readonly { readonly from: string; readonly to: string; readonly isDown: boolean }[]
  /** True where the command does nothing but fail. */
  readonly isFailure: boolean
}

export function effectsOf(command: string): BridgeEffects {
  return {
    made: bridgesIn(command),
    joined: [
      ...found(command, setsMaster).map(([port = '', bridge = '']) => ({ port, bridge })),
      ...found(command, addsPorts).flatMap(([bridge = '', ports = '']) =>
        ports.split(/[ \t]+/).flatMap((port) => (port === '' ? [] : [{ port, bridge }]))
      )
    ],
    left: [...found(command, dropsMaster), ...found(command, dropsPort)].map(([port = '']) => port),
    gone: found(command, deletes).map(([one, other]) => one ?? other ?? ''),
    renamed: found(command, renames).map(([from = '', to = '']) => ({
      from,
      to,
      isDown: takesDown(command, from)
    })),
    isFailure: /^(?:\/bin\/|\/usr\/bin\/)?false$|^exit [1-9]\d*$/.test(command.trim())
  }
}

/** Bridges that a command makes. */
export function bridgesIn(command: string): string[] {
  return found(command, makesBridge)
    .map(([one, other, third]) => one ?? other ?? third ?? '')
    .filter((name) => /^[\w.:-]+$/.test(name))
}

/** True of one plain command: whatever it does to a bridge is read here. */
export function isPlainCommand(command: string): boolean {
  return /^(?:\/\S*\/)?(?:ip|brctl|ifconfig|true|false)\b[^;&|$`<>()]*(?:\|\|[ \t]*true[ \t]*)?$/.test(
    command.trim()
  )
}

/** True where an interface is down once the command is through. */
function takesDown(command: string, name: string): boolean {
  const last = found(command, switches).findLast(([one]) => one === name)
  return last?.[1] === 'down'
}

const makesBridge =
  /\bbrctl[ \t]+addbr[ \t]+(\S+)|\bovs-vsctl\b[^;&|\n]*?\badd-br[ \t]+(\S+)|\bip[ \t]+link[ \t]+add[ \t]+(?:(?:dev|name)[ \t]+)?(\S+)[ \t]+type[ \t]+bridge\b/g
const setsMaster =
  /\bip[ \t]+link[ \t]+set[ \t]+(?:dev[ \t]+)?([\w.-]+)[ \t]+(?:up[ \t]+)?master[ \t]+([\w.-]+)/g
const addsPorts = /\bbrctl[ \t]+addif[ \t]+([\w.-]+)((?:[ \t]+[\w.-]+)+)/g
const dropsMaster = /\bip[ \t]+link[ \t]+set[ \t]+(?:dev[ \t]+)?([\w.-]+)[ \t]+nomaster\b/g
const dropsPort = /\bbrctl[ \t]+delif[ \t]+[\w.-]+[ \t]+([\w.-]+)/g
const renames =
  /\bip[ \t]+link[ \t]+set[ \t]+(?:dev[ \t]+)?([\w.-]+)[ \t]+(?:down[ \t]+)?name[ \t]+([\w.-]+)/g
const switches = /\bip[ \t]+link[ \t]+set[ \t]+(?:dev[ \t]+)?([\w.-]+)[ \t]+(up|down)\b/g
const deletes =
  /\bip[ \t]+link[ \t]+del(?:ete)?[ \t]+(?:dev[ \t]+)?([\w.-]+)|\bbrctl[ \t]+delbr[ \t]+([\w.-]+)/g

function found(command: string, expression: RegExp): (string | undefined)[][] {
  return [...command.matchAll(expression)].map(([, ...groups]) => groups)
}
