import { harmless } from './frame.js'

/** A text inside XML or HTML, also inside quotes of an attribute. */
export function markup(text: string): string {
  return harmless(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
