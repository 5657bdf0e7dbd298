import { paint } from '../paint.js'
import { hanging, wrap } from '../wrap.js'

const width = 80

/** The page of a rule for a terminal: prose is wrapped, files stand under their names, findings under their carets. */
export function rulePage(page: string, colour: boolean): string {
  const style = paint(colour)
  let isInside = false
  const lines = page.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isInside = !isInside
      return isInside ? [style.faint(`  ${captionOf(line.slice(3))}`)] : []
    }
    if (isInside) return insideLines(line, colour)
    const heading = /^#+ (.*)$/.exec(line)
    if (heading) return [style.strong(heading[1] ?? '')]
    const facts = /^_(.*)_$/.exec(line)
    if (facts) return wrap(facts[1] ?? '', width).map(style.faint)
    return wrap(line.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1'), width)
  })
  return lines.join('\n')
}

// `xl-cfg host=a file=etc/xen/web.cfg auto fixed=safe`
function captionOf(info: string): string {
  const [language = '', ...words] = info.split(' ')
  const said = new Map(words.map((word) => [word.replace(/=.*$/s, ''), word.replace(/^[^=]*=?/, '')]))
  const rest = [...said].flatMap(([word, value]) => captions[word]?.(value) ?? [])
  return `${[said.get('file') ?? language, ...rest].join(', ')}:`
}

const captions: Readonly<Record<string, (value: string) => string>> = {
  auto: () => 'started at boot',
  bom: () => 'with a byte order mark',
  crlf: () => 'with lines that end as on Windows',
  debian: (release) => `on Debian ${release}`,
  fixed: (kind) => (kind === 'safe' ? 'after the safe fixes' : 'after all fixes'),
  mode: (mode) => `of mode ${mode}`,
  unended: () => 'without a newline at its end',
  xen: (release) => `on Xen ${release}`
}

// A line of a file, or of what is found in the line above it.
function insideLines(line: string, colour: boolean): string[] {
  const style = paint(colour)
  const [, carets = '', severity, rule = '', message = ''] =
    /^( *\^+) (error|warning|hint) ([a-z-]+): (.*)$/.exec(line) ?? []
  if (severity === 'error' || severity === 'warning' || severity === 'hint')
    return [
      `    ${style.severity[severity](carets)}`,
      `      ${style.severity[severity](severity)} ${style.faint(rule)}`,
      ...hanging(message, 6, width)
    ]
  const place = /^ *\^ see (.*)$/.exec(line)?.[1]
  return place === undefined ? [line === '' ? '' : `    ${line}`] : hanging(`see ${place}`, 6, width)
}
