import { releases } from '@xenlint/catalogue'
import type { Severity } from '@xenlint/validator'

/** One setting of the editor, as its user sees it; the extension's manifest is compared with these rows. */
export interface SettingRow {
  /** Behind `xenlint.`. */
  readonly name: string
  readonly type: 'string' | 'boolean' | 'object'
  readonly default: string | boolean | Readonly<Record<string, string>>
  /** The words it may be, or those that an object may hold. */
  readonly of?: readonly string[]
  /** What each of them is called where one is chosen. */
  readonly labels?: readonly string[]
  readonly summary: string
}

const levels: readonly (Severity | 'off')[] = ['off', 'hint', 'warning', 'error']

/** Every setting there is. */
export const settingRows: readonly SettingRow[] = [
  {
    name: 'target.debian',
    type: 'string',
    default: '',
    of: ['', ...releases.map(({ debian }) => debian)],
    labels: ['As each host says', ...releases.map(({ debian, xen }) => `Debian ${debian} (Xen ${xen})`)],
    summary: 'Debian release of the hosts. Empty: what holds on all of Debian 11, 12 and 13.'
  },
  {
    name: 'target.xen',
    type: 'string',
    default: '',
    summary: 'Xen release of the hosts, such as `4.17`. Empty: the one that the Debian release ships.'
  },
  {
    name: 'severity',
    type: 'object',
    default: {},
    of: levels,
    summary: 'Severity by rule: `{ "option-unknown": "hint" }`. With `off` the rule is silent.'
  },
  {
    name: 'hints',
    type: 'boolean',
    default: true,
    summary: 'Show hints too: findings that change nothing about what a host does.'
  },
  {
    name: 'trace.server',
    type: 'string',
    default: 'off',
    of: ['off', 'messages', 'verbose'],
    summary: 'Write the conversation with the language server to the output panel.'
  }
]

/** What the server goes by. */
export interface Settings {
  readonly debian?: string
  readonly xen?: string
  readonly severities: ReadonlyMap<string, Severity | 'off'>
  readonly hints: boolean
}

/** The settings in what an editor sent, whatever it sent: what is not understood counts as not set. */
export function readSettings(sent: unknown): Settings {
  const debian = word(at(sent, 'target', 'debian'))
  const xen = word(at(sent, 'target', 'xen'))
  const severity = at(sent, 'severity')
  return {
    ...(debian ? { debian } : {}),
    ...(xen ? { xen } : {}),
    severities: new Map(Object.entries(isRecord(severity) ? severity : {}).filter(isLevel)),
    hints: at(sent, 'hints') !== false
  }
}

function at(sent: unknown, ...names: readonly string[]): unknown {
  return names.reduce((inside, name) => (isRecord(inside) ? inside[name] : undefined), sent)
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isLevel(entry: [string, unknown]): entry is [string, Severity | 'off'] {
  return levels.some((level) => level === entry[1])
}
