import { isRead, type Option, readerOf } from '@xenlint/catalogue'
import type { Context, Finding, Related, Rule } from '@xenlint/validator'

/** A file that has no reader any more says nothing of the host, though it looks as if it did. */
export const fileUnread: Rule = {
  id: 'file-unread',
  summary: 'A file that no program reads any more, with what takes the place of each setting.',
  severity: 'warning',
  formats: ['xend-config'],
  byRelease: true,
  unread: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnreadFile
}

function* findUnreadFile({ format, settings, option, release }: Context): Iterable<Finding> {
  const reader = readerOf(format)
  const [first] = settings
  if (!first || !reader || isRead(format, release.xen)) return
  const related: Related[] = []
  for (const { name, nameOrigin, value } of settings) {
    const row = option(name)
    if (!row) continue
    const exact = value.kind === 'text' && !row.secret ? exactly(row, value.text) : undefined
    const message = row.replacement
      ? `In place of \`${name}\` there is ${row.replacement}${exact ?? ''}.`
      : `Nothing takes the place of \`${name}\`.`
    related.push({ at: nameOrigin, message })
  }
  yield {
    case: 'unread',
    at: first.origin,
    message: `Nothing reads this file, for ${reader.program} is gone; what it sets has no effect.`,
    related
  }
}

function exactly({ becomes = [] }: Option, text: string): string | undefined {
  const form = becomes.find(({ of }) => new RegExp(of, 'i').test(text))
  return form && `: \`${form.write.replaceAll('{0}', () => text)}\` ${form.where}`
}
