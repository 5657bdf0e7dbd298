/** The one place that says where the pages of the rules are published. */
const pages = 'https://github.com/xenlint/xenlint/blob/main/fixtures/rules'

/** Where the page of a rule stands. */
export function pageUrl(rule: string): string {
  return `${pages}/${rule}.md`
}
