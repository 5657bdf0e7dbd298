import { ruleCards } from '@xenlint/formats'
import type { Problem, RuleCard } from '@xenlint/validator'
import type { Page } from './page.js'
import { examples, pathOf, snapshotOf } from './rule-page.js'

/** The page with the line under its title written anew: severity, formats, fixes, since when. */
export function withHeader(page: Page): string {
  const card = ruleCards.find(({ id }) => id === page.title)
  if (!card) return page.text
  const [title = '', , ...rest] = page.text.split('\n')
  const body = rest[0]?.startsWith('_') ? rest.slice(2) : rest
  return [title, '', header(card, page), '', ...body].join('\n')
}

/** The table of all rules, as it stands in `fixtures/rules/README.md` between its two marks. */
export function withTable(readme: string, pages: readonly Page[]): string {
  const rows = pages.map((page) => {
    const card = ruleCards.find(({ id }) => id === page.title)
    return `| [${page.title}](${page.title}.md) | ${card?.severity} | ${formatsOf(card)} | ${fixesOf(page)} | ${card?.summary} |`
  })
  const table = [
    '| rule | at most | formats | fixes | what it reports |',
    '| --- | --- | --- | --- | --- |',
    ...rows
  ]
  return readme.replace(
    /(<!-- rules -->\n)[\s\S]*(<!-- end -->)/,
    (_, start, end) => `${start}${table.join('\n')}\n${end}`
  )
}

function header(card: RuleCard, page: Page): string {
  const since = `${card.status === 'stable' ? '' : `${card.status}, `}since ${card.since}`
  return `_${card.severity} · ${formatsOf(card)} · ${fixesOf(page)} · ${since}_`
}

function formatsOf(card: RuleCard | undefined): string {
  return card?.formats?.join(', ') ?? 'all formats'
}

/** What fixes the examples of a page show. */
function fixesOf(page: Page): string {
  const own = examples(page).flatMap((block) =>
    snapshotOf(block)
      .problems(pathOf(block))
      .filter(({ rule }) => rule === page.title)
  )
  const kinds = [...new Set(own.flatMap(fixKinds))].sort()
  return kinds.length === 0 ? 'no fix' : `${kinds.join(' and ')} fixes`
}

function fixKinds({ fixes }: Problem): string[] {
  return fixes.map(({ safe }) => (safe ? 'safe' : 'suggested'))
}
