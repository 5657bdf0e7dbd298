/** The options of a stanza while ifup works with them. */
export interface Settings {
  /** The interface as the kernel calls it. */
  readonly iface: string
  readonly options: { readonly name: string; value: string }[]
}

/** The value of an option; an empty one counts as none. */
export function valueIn({ iface, options }: Settings, name: string): string | undefined {
  if (name === 'iface') return iface
  return options.find((option) => option.name === name)?.value || undefined
}

/** Whether a value means yes. */
export function isOn(value: string): boolean {
  return Number.parseInt(value, 10) > 0 || /^\s*-\d*[1-9]/.test(value) || /^(on|true|yes)$/i.test(value)
}
