import fc from 'fast-check'

const name = fc.constantFrom('AA', 'BB', 'CC', 'D1')
const word = fc.constantFrom(
  ...['a', 'b', '1', '2', '03', '"a b"', "'x  y'", '$AA', '"$BB"', '${CC:-d e}', '$((D1+1))', '"$@"', '$#'],
  ...['$1', '$?', '""', '"$AA $BB"', 'a,b:c', '$(echo hi)', '`echo q  r`', '${AA#?}', '${BB%%"["*}', '-n'],
  ...['${AA:+set}', "'a\\nb'", '$*', '"$*"', '"$(printf "%s-" $AA)"', '\\$x']
)
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '))
const pattern = fc.constantFrom(
  ...['a', 'b', '*', 'a*', '"[ab]"', '[ab]', '[!a]*', '?', '"a b"', '$BB', "'*'", 'a|b', '[0-9]*', '*" "*']
)
const sum = fc.constantFrom(
  'D1+1',
  'D1*2',
  '1<<2',
  'D1%3',
  'D1>1?5:6',
  '-D1',
  '!D1',
  '(D1+2)*3',
  'D1-=1',
  '~7/2'
)
const plain = fc.tuple(name, word).map(([left, right]) => `${left}=${right}`)
const asked = fc.oneof(
  fc.tuple(word, word).map(([one, other]) => `[ ${one} = ${other} ]`),
  fc.tuple(word, pattern).map(([one, other]) => `case ${one} in ${other}) true;; *) false;; esac`),
  fc.constantFrom('true', 'false', '[ "${D1:-0}" -lt 2 ]', '[ ! "$AA" -a -n "$BB" ]', '! [ "$AA" ]', 'has a')
)

interface Parts {
  readonly statement: string
  readonly body: string
}

const { statement } = fc.letrec<Parts>((tie) => ({
  body: fc
    .array(tie('statement'), { minLength: 1, maxLength: 2 })
    .map((all) => (all as string[]).map(closed).join('')),
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: plain },
    { weight: 1, arbitrary: sum.map((each) => `D1=$((${each}))`) },
    { weight: 1, arbitrary: words.map((all) => `set -- ${all}`) },
    { weight: 1, arbitrary: words.map((all) => `add ${all}`) },
    { weight: 1, arbitrary: fc.tuple(name, word).map(([left, right]) => `: \${${left}:=${right}}`) },
    { weight: 1, arbitrary: name.map((each) => `eval "${each}=\\"$${each} z\\""`) },
    { weight: 1, arbitrary: word.map((each) => `read AA BB <<E\n${each} two  three\nE`) },
    { weight: 1, arbitrary: word.map((each) => `CC=$(echo ${each}; echo more)`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('IFS=,; for W in $AA; do CC="$CC[$W]"; done; unset IFS', 'shift')
    },
    { weight: 1, arbitrary: fc.tuple(asked, plain).map(([test, set]) => `${test} && ${set}`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(asked, tie('body'), tie('body'))
        .map(([test, one, other]) => `if ${test}; then ${one} else ${other} fi`)
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(word, pattern, tie('body'), plain)
        .map(([each, fits, body, set]) => `case ${each} in ${fits}) ${body} ;; *) ${set} ;; esac`)
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(words, asked, fc.constantFrom('break', 'continue'), tie('body'))
        .map(
          ([all, test, leaves, body]) => `for W in ${all}; do if ${test}; then ${leaves}; fi; ${body} done`
        )
    },
    {
      weight: 1,
      arbitrary: tie('body').map(
        (body) => `I=0; while [ $I -lt 2 ]; do I=$((I+1)); ${body} [ $I -gt 9 ] && break; done`
      )
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('body'), fc.constantFrom('', 'return 1;', 'return;'), words)
        .map(([body, end, all]) => `f() { local BB; ${body} ${end} }; f ${all} || AA=failed`)
    },
    { weight: 1, arbitrary: tie('body').map((body) => `(${body} exit 0)`) },
    {
      weight: 1,
      arbitrary: tie('body').map((body) => `printf 'a b\\n' | while read BB CC; do ${body} done`)
    }
  )
}))

function closed(text: string): string {
  return text.endsWith('\nE') ? `${text}\n` : `${text}; `
}

const functions = `has() { case " $AA " in *" $1 "*) return 0;; esac; return 1; }
add() { AA="\${AA:+$AA }$1"; shift; [ $# -eq 0 ] || add "$@"; }
set -- one two
`

/** Files of settings that decide, repeat and reckon. */
export const anyShellProgram: fc.Arbitrary<string> = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((all) => `${functions}${all.join('\n')}\n:\n`)
