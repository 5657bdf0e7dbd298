import type { XlDialect } from './dialect.js'
import type { Recognition } from './recognise.js'
import type { Refusal } from './run.js'

/** The lines that xl prints about what it cannot parse, down to the one it gives up with; none if it parses. */
export function xlParseMessages(
  { refusals, pythonHint, aborted }: Recognition,
  file: string,
  dialect: XlDialect
): readonly string[] {
  if (aborted) return [assertion(aborted, dialect)]
  if (refusals.length === 0) return []
  return [
    ...refusals.map((each) => xlRefusalMessage(each, file)),
    ...(pythonHint
      ? [
          'warning: Config file looks like it contains Python code.',
          'warning:  Arbitrary Python is no longer supported.',
          `warning:  See ${dialect.pythonPage}`
        ]
      : []),
    `${dialect.failure}: Invalid argument`
  ]
}

/** The line that xl prints for one refusal; a near text that holds a line feed never occurs. */
export function xlRefusalMessage({ line, near, message }: Refusal, file: string): string {
  return `${file}:${line}: config parsing error near ${near === undefined ? '<newline>' : `\`${near}'`}: ${message}`
}

function assertion(broken: NonNullable<Recognition['aborted']>, { assertions }: XlDialect): string {
  const [line, words] =
    broken === 'quotes'
      ? [assertions.quotes, 'len>=2 && src[0]==src[len-1]']
      : [assertions.escape, 'p < src+len-1']
  return `xl: libxlu_cfg.c:${line}: xlu__cfgl_dequote: Assertion \`${words}' failed.`
}
