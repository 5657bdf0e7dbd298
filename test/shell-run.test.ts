import assert from 'node:assert/strict'
import test from 'node:test'
import { type Outcome, readShell, runShell, type Scene } from '@xenlint/model'

/** A shell that sources one file under `set -e`, with two arguments and two files of which it knows. */
const scene: Scene = {
  file: 'sample',
  dialect: 'dash',
  stopsOnFailure: true,
  variables: new Map(),
  args: ['/usr/sbin/grub-probe', 'dummy'],
  zero: '/usr/sbin/grub-mkconfig',
  foreign: () => undefined,
  program: (name) => (name === 'hostname' || name === 'sed' ? true : undefined),
  has: (_, path) => (path === '/absent' ? false : path === '/there' ? true : undefined),
  read: (path) => (path === '/there' ? "B='of the file'\n" : path === '/absent' ? null : undefined)
}

function outcomeOf(text: string, others: Partial<Scene> = {}): Outcome {
  return runShell(readShell(text, others.dialect ?? 'dash'), { ...scene, ...others })
}

/** What `A` holds behind a text; null where that is open. */
function valueIn(text: string, others: Partial<Scene> = {}): string | null | undefined {
  const held = outcomeOf(text, others).variables.get('A')
  return held?.kind === 'unknown' ? null : held?.text
}

function holds(cases: Readonly<Record<string, string | null | undefined>>): void {
  for (const [text, value] of Object.entries(cases)) assert.equal(valueIn(text), value, text)
}

test('the first pattern of a `case` that fits decides', () => {
  holds({
    'case quiet in *u*) A=one ;; *) A=two ;; esac': 'one',
    'case "a b" in a) A=one ;; b|a\\ *) A=two ;; esac': 'two',
    'case x in [!a-w]) A=set ;; esac': 'set',
    'case "*" in "?") A=letter ;; "*") A=star ;; esac': 'star',
    'A=old; case x in y) A=new ;; esac': 'old',
    'A=old; case $(hostname) in a) A=new ;; esac': null
  })
})

test('sums are those of dash, in 64 bits', () => {
  holds({
    'A=$((2*(3+4)))': '14',
    'N=5; A=$((N>3?N<<1:0))': '10',
    'A=$((010+0x10))': '24',
    'A=$((9223372036854775807+1))': '-9223372036854775808',
    ': $((A=3)); : $((A+=4))': '7',
    'A=$(($(hostname)+1))': null
  })
  const message = (text: string): string | undefined => outcomeOf(text).stop?.message
  assert.equal(message('A=$((1/0))'), 'arithmetic expression: division by zero: "1/0"')
  assert.equal(message('A=$((1+))'), 'arithmetic expression: expecting primary: "1+"')
  assert.equal(message('N=08; A=$((N))'), 'Illegal number: 08')
})

test('loops turn as often as they say, and are left early', () => {
  holds({
    'I=0; while [ $I -lt 3 ]; do A="$A$I"; I=$((I+1)); done': '012',
    'I=2; until [ $I -eq 0 ]; do I=$((I-1)); A="$A$I"; done': '10',
    'for W in a b c; do [ $W = b ] && continue; A="$A$W"; done': 'ac',
    'for W in a b; do for V in x y; do [ $V = y ] && break 2; A="$A$W$V"; done; done': 'ax',
    'for W; do A="$A[$W]"; done': '[/usr/sbin/grub-probe][dummy]',
    'for W in a b; do if [ -e /open ]; then break; fi; A="$A$W"; done': null
  })
  assert.equal(outcomeOf('while :; do :; done; A=1').stop, undefined)
})

test('a function has arguments, names and an end of its own', () => {
  holds({
    'f() { A="$#:$2"; }; f a "b c"': '2:b c',
    'f() { local B; B=in; A=$B; }; B=out; f; A="$A$B"': 'inout',
    'f() { return 1; A=no; }; f || A=yes': 'yes',
    'f() { for W in "$@"; do A="$A<$W>"; done; }; f "a b" c': '<a b><c>',
    'f() { shift; A=$*; }; f a b c': 'b c',
    'f() { [ -e /open ] && return 0; A=late; }; f || :': null
  })
})

test('here-documents and what one command prints are read by the next', () => {
  holds({
    'A=$(cat <<E\n1 ${B:-x} \\$ "q"\nE\n)': '1 x $ "q"',
    "A=$(cat <<'E'\n$B\nE\n)": '$B',
    'read B A <<E\none two  three \nE': 'two  three',
    'IFS=: read B A <<E\na:b\nE': 'b',
    'A=$(printf \'a\\nb\\n\' | while read L; do echo "<$L>"; done)': '<a>\n<b>',
    'echo lost | read A; A=kept$A': 'kept',
    'A=$({ echo out; echo err >&2; } 2>/dev/null)': 'out',
    'A=$(hostname | sed s/a/b/)': null,
    'read B <<E || A=$?\n$((1/0))\nE': '2',
    '{ read B; } <<E || A=$?\n${C:?no}\nE': '2'
  })
})

test('programs that change texts are followed, as far as their words are known', () => {
  holds({
    "A=$(echo 'quiet splash' | sed 's/ *splash//')": 'quiet',
    "A=$(echo 'a1b22' | sed -E 's/([0-9]+)/<\\1>/g')": 'a<1>b<22>',
    "A=$(printf 'a\\nb\\nc\\n' | sed -n '2p;/c/p')": 'b\nc',
    "A=$(echo x | sed 'y/x/y/')": null,
    'A=$(echo a,b,c | tr , "\\n" | grep -v b | tr "\\n" -)': 'a-c-',
    "A=$(echo 'a b  c' | awk '{print $3, $1}')": 'c a',
    'A=$(echo a:b:c | cut -d: -f1,3)': 'a:c',
    'A=$(sed -n s/of/in/p /there)': "B='in the file'",
    'A=$(cat /absent 2>/dev/null || echo none)': 'none',
    'A=$(cat /open)': null,
    'A=$(printf "%03d|%-4s|%x" 7 ab 255)': '007|ab  |ff',
    'A=$(basename /a/b.c .c)$(dirname /a/b)': 'b/a'
  })
})

test('what would take for ever, or is read by other rules than ours, is left open at once', () => {
  const many = 'a'.repeat(60)
  const long = 'a'.repeat(9000)
  holds({
    [`A=$(echo ${many} | sed 's/\\(a*\\)*b//')`]: null,
    [`A=$(echo ${many} | grep -cE '(a|aa)+b')`]: null,
    [`A=$(echo ${many} | grep -cE '${'a?'.repeat(40)}b')`]: null,
    [`A=$(echo ${long} | sed 's/a*a*a*b//')`]: null,
    'A=$(printf %900000000d 1)': null,
    [`A=$((${'!'.repeat(50_000)}1))`]: null,
    [`A=$((${'('.repeat(50_000)}1${')'.repeat(50_000)}))`]: null,
    [`A=1; [ ${'! '.repeat(50_000)}a ] && A=2`]: null,
    "A=$(echo abc | sed -E 's/a|ab//')": null,
    "A=$(echo abc | grep -oE 'a|ab')": null,
    "A=$(echo aaa | sed -E 's/(a)\\1//')": null,
    "A=$(echo abc | grep -cE 'x|b')": '1',
    [`A=$(echo '${many}="b"' | sed 's/.*"\\(.*\\)".*/\\1/')`]: 'b',
    "A=$(echo abab | sed -E 's/(ab)+/x/')": 'x'
  })
})

test('tests of files are answered where files are known, and a text from elsewhere counts', () => {
  holds({
    'if [ -f /absent ]; then A=yes; else A=no; fi': 'no',
    'if [ -f /there -a 1 = 1 ]; then . /there; A=$B; fi': 'of the file',
    'A=old; [ -e /open ] || A=new': null,
    'eval A=\\"x y\\"': 'x y',
    "(eval 'B=\"'; exit 0) || A=$?": '2',
    'set -- a b; A=$2$#': 'b2',
    'false || A=$?': '1',
    'IFS=,; B=a,b; set -- $B; A=$2': 'b'
  })
  const placed = outcomeOf('. /there; A=$B').variables.get('B')
  assert.deepEqual(placed?.origin, { file: 'sample', start: 0, end: 8 })
})

test('a list that ends with an open test leaves the end of the file open', () => {
  assert.equal(outcomeOf('A=1\n[ -e /open ] && A=2\n').open, '`[ -e /open ] && A=2` decides')
  assert.equal(outcomeOf('[ -e /open ] && A=2\nA=1\n').open, undefined)
  assert.equal(outcomeOf('[ -e /open ] && exit 1\nA=1\n').open, '`[ -e /open ]` decides')
  assert.equal(outcomeOf('[ -e /absent ] && A=2\n').stop?.status, 1)
  assert.equal(outcomeOf('if [ -e /open ]; then A=2; fi\n').open, undefined)
})

test('echo reads backslashes in dash, and asks for -e in bash', () => {
  assert.equal(valueIn("A=$(echo 'a\\tb')"), 'a\tb')
  assert.equal(valueIn("A=$(echo 'a\\tb')", { dialect: 'bash' }), 'a\\tb')
  assert.equal(valueIn("A=$(echo -e 'a\\tb')", { dialect: 'bash' }), 'a\tb')
})

test('a loop behind a pipe fails as a shell of its own', () => {
  const text = 'echo a | while read A; do false; A=late; done\nB=behind\n'
  assert.equal(outcomeOf(text).stop?.status, 1)
  assert.equal(outcomeOf(text.replace('done', 'done || :')).stop, undefined)
})
