/** How a setting is written in a format, for those who help to write one. */
export interface Writing {
  /** A line up to the cursor where a name may be begun; the group is what there is of it. */
  readonly begun: RegExp
  /** What stands between a name and its value. */
  readonly assignment: string
  /** True where a text stands in quotes and a list in brackets. */
  readonly quoted: boolean
  /** What closes a setting. */
  readonly closing: string
}

const xl: Writing = {
  begun: /(?:^|;)[ \t]*([A-Za-z_][\w.]*)?$/,
  assignment: ' = ',
  quoted: true,
  closing: ''
}
const shell: Writing = {
  begun: /(?:^|;)[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)?$/,
  assignment: '=',
  quoted: false,
  closing: ''
}

const writings: Readonly<Record<string, Writing>> = {
  'default-xen': shell,
  'grub-default': shell,
  interfaces: { begun: /^[ \t]+([\w-]*)$/, assignment: ' ', quoted: false, closing: '' },
  'xend-config': { begun: /^[ \t]*(?:\(([\w-]*))?$/, assignment: ' ', quoted: false, closing: ')' },
  xendomains: shell,
  'xl-cfg': xl,
  'xl-conf': xl,
  'xm-cfg': xl
}

/** How settings of a format are written. */
export function writingOf(format: string): Writing | undefined {
  return writings[format]
}
