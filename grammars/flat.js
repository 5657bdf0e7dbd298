// Writes a parser of Peggy's anew for texts that never fail and are mostly short: its rules stand beside each other and
// are made once, where Peggy makes them all again for each text; what a failure would have expected is not collected;
// and a character is found in its class by comparing, which neither has to be compiled nor costs a call of a matcher.

/** A plugin for Peggy that puts a grammar's own code aside, and the writer of the module once the parser is there. */
export function flattener(file, atOnce) {
  const own = {}
  const take = (ast) => {
    own.once = ast.topLevelInitializer?.code ?? ''
    own.each = ast.initializer?.code ?? ''
    ast.topLevelInitializer = null
    ast.initializer = null
  }
  const keep = (ast) => {
    own.classes = ast.classes
  }
  return {
    plugin: {
      use({ passes }) {
        passes.transform.unshift(take)
        passes.generate.push(keep)
      }
    },
    write: (parser) => flat(file, parser, { ...own, atOnce })
  }
}

function flat(file, parser, { once, each, classes, atOnce }) {
  const fail = (what) => {
    throw new Error(`${file}: peggy writes ${what} in another way than it did`)
  }
  const [, start] =
    /^ {2}let peg\$startRuleFunction = (peg\$parse\w+);$/m.exec(parser) ?? fail('the first rule')
  const constants = [...parser.matchAll(/^ {2}const (peg\$c\d+) = (.*);$/gm)].map(
    ([, name, value]) => `const ${name} = ${value};`
  )
  const matchers = [...parser.matchAll(/^ {2}const peg\$r(\d+) = (.*);$/gm)].map(([, index, value]) =>
    classes[index] ? `const peg$r${index} = ${matcher(classes[index], value)};` : fail('a class')
  )
  const actions = between(parser, /^ {2}function peg\$f\d+\(/m, /^ {2}let peg\$currPos\b/m)
  const rules = between(
    parser,
    /^ {2}function peg\$parse\w+\(/m,
    /^ {2}peg\$result = peg\$startRuleFunction\(\);$/m
  )
  if (rules === '') fail('its rules')
  const lazy = `${actions}${withoutExpectations(rules)}`
  const code = atOnce ? madeAtOnce(lazy) : lazy
  if (/\bpeg\$(?:e\d|fail|silentFails|source|get)|\b(?:location|expected|error|range|options)\(/.test(code))
    fail('what a failure needs')
  const { shared, anew } = initial(each)
  return `${once}
const peg$FAILED = {};
${constants.join('\n')}
${matchers.join('\n')}
let input = '';
let peg$currPos = 0;
let peg$savedPos = 0;
function text() { return input.slice(peg$savedPos, peg$currPos) }
function offset() { return peg$savedPos }
${shared}
${code}
export function parse(whole) {
  input = whole;
  peg$currPos = 0;
  peg$savedPos = 0;
${anew}
  const tree = ${start}();
  if (tree === peg$FAILED || peg$currPos < input.length) throw new Error('${file} ends at ' + peg$currPos);
  input = '';
  return tree;
}
`
}

function between(text, first, end) {
  const start = text.search(first)
  return start < 0 ? '' : text.slice(start, start + text.slice(start).search(end))
}

function withoutExpectations(rules) {
  return rules
    .replace(/^ *if \(peg\$silentFails === 0\) \{ peg\$fail\(peg\$e\d+\); \}\n/gm, '')
    .replace(/^ *peg\$silentFails(?:\+\+|--);\n/gm, '')
}

/** V8 compiles a function in parentheses with its module, in one go, instead of reading it twice: now and when it is called. */
function madeAtOnce(code) {
  return code.replace(
    /^ {2}function (peg\$\w+)(\([^)]*\)) (\{[^\n]*\}|\{\n[\s\S]*?^ {2}\})$/gm,
    '  var $1 = (function$2 $3);'
  )
}

/** In the code before each text, `let` is made anew for each; all else is made once. */
function initial(code) {
  const names = [...code.matchAll(/^ {2}let (\w+)(?: = (.*))?$/gm)]
  return {
    shared: code.replace(/^ {2}let (\w+)(?: = .*)?$/gm, '  let $1'),
    anew: names.map(([, name, value]) => `  ${name} = ${value};`).join('\n')
  }
}

// Written so that the text's end, where `c` is not a number, is in no class.
function matcher({ value, inverted, ignoreCase, unicode }, expression) {
  if (ignoreCase || unicode) return expression
  const ranges = value
    .map((part) => (Array.isArray(part) ? part : [part, part]))
    .map(([first, last]) => [first.charCodeAt(0), last.charCodeAt(0)])
  const test = (among) => {
    const found = among.map(comparison).join(' || ') || 'false'
    return inverted ? `c >= 0 && !(${found})` : found
  }
  const unit = 'const c = s.charCodeAt(0); return'
  if (ranges.length <= 3) return `{ test(s) { ${unit} ${test(ranges)} } }`
  const has = (code) => ranges.some(([first, last]) => code >= first && code <= last) !== Boolean(inverted)
  const table = Array.from({ length: 128 }, (_, code) => (has(code) ? 1 : 0)).join(',')
  const beyond = test(ranges.filter(([, last]) => last > 127))
  return `{ table: Uint8Array.of(${table}), test(s) { ${unit} c < 128 ? this.table[c] === 1 : ${beyond} } }`
}

function comparison([first, last]) {
  return first === last ? `c === ${first}` : `c >= ${first} && c <= ${last}`
}
