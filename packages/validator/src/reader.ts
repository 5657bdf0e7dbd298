/** The program that reads a format, as messages name it. */
const readers: Readonly<Record<string, string>> = {
  'xend-config': 'xend',
  'xm-cfg': 'xm'
}

export function readerOf(format: string): string {
  return readers[format] ?? 'xl'
}
