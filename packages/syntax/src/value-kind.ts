/** What a value of a device's string looks like; its key may know better. */
export type ValueKind = 'number' | 'path' | 'mac' | 'address' | 'text'

const looks: readonly (readonly [kind: ValueKind, look: RegExp])[] = [
  ['number', /^(?:[-+]?(?:0[xX][0-9a-fA-F]+|[0-9]+)|[0-9]+-[0-9]+)$/],
  ['path', /^\//],
  ['mac', /^[0-9a-fA-F]{1,2}(?:[:-][0-9a-fA-F]{1,2}){5}$/],
  [
    'address',
    /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F.:]*)(?:\/[0-9]{1,3})?$/
  ]
]

/** The kind that the looks of a text tell. */
export function valueKind(text: string): ValueKind {
  return looks.find(([, look]) => look.test(text))?.[0] ?? 'text'
}
