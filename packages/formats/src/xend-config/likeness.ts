import { table } from '@xenlint/catalogue'

/** How many lines open a list that xend knows, or that a comment holds back; lists are rare in other files. */
export function likeness(text: string): number {
  const names = new Set(table('xend-config').map(({ name }) => name))
  let known = 0
  let other = 0
  for (const [, comment, open, name = ''] of text.matchAll(/^[ \t]*(#*)[ \t]*(\(*)[ \t]*([^\s()#'"]*)/gm)) {
    if (open && names.has(name)) known++
    else if (!comment && (open || name)) other++
  }
  return known > 0 && known > other ? 1 : 0
}
