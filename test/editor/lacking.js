// Each test of suite.js and places.js against a package that lacks what it proves: run by `run.sh lacking`. A test that passes all the
// same proves nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const top = join(import.meta.dirname, '../..')
const JSZip = createRequire(join(top, 'extension/package.json'))('jszip')
const zip = await JSZip.loadAsync(readFileSync(join(top, 'extension/xenlint.vsix')))
const whole = Object.fromEntries(
  await Promise.all(Object.values(zip.files).map(async (file) => [file.name, await file.async('nodebuffer')]))
)
const folder = mkdtempSync(join(tmpdir(), 'xenlint-lacking-'))
const text = (bytes) => Buffer.from(bytes).toString('latin1')

/** What is taken away, by test: a name that the server or the manifest gives to the feature. */
const lacking = {
  'a guest is known by its place, and coloured': ['package.json', '"**/etc/xen/*.cfg",'],
  'a finding is underlined where it stands': ['xenlint.cjs', 'diagnosticProvider'],
  'Problems lists it with its rule, and the place that it speaks of below': [
    'xenlint.cjs',
    'relatedInformation'
  ],
  'a quick fix is one key away, and does what it says': ['xenlint.cjs', 'codeActionProvider'],
  'saving runs the safe fixes of a user who asks for it': ['xenlint.cjs', 'source.fixAll'],
  'hovering tells what an option is': ['xenlint.cjs', 'hoverProvider'],
  'the status bar says which release is checked for, and why': ['xenlint.cjs', 'xenlint/status'],
  'formatting sets blanks, and nothing else': ['xenlint.cjs', 'documentFormattingProvider'],
  'a snippet leaves a whole guest': ['package.json', '"snippets"'],
  'the host is shown as it boots, and a click leads to the line behind a step': [
    'package.json',
    'Boot this host on paper'
  ],
  'completion knows the inside of a disk string': ['xenlint.cjs', 'completionProvider'],
  'completion knows the inside of dom0_mem': ['xenlint.cjs', 'completionProvider'],
  'completion knows the bridges of this host, and of no other': ['xenlint.cjs', 'completionProvider'],
  'an option that is chosen asks for its value': ['extension.cjs', 'completeAgain'],
  'inside strings there is help while one types': ['package.json', '"configurationDefaults"'],
  'a bridge is renamed in the files of its host': ['xenlint.cjs', 'renameProvider'],
  'files that nobody opened have their findings in Problems': ['xenlint.cjs', 'workspaceDiagnostics'],
  'a guest of xm is told from one of xl by its text, and the outline shows what it sets': [
    'xenlint.cjs',
    'documentSymbolProvider'
  ],
  'another host of the same window has its own findings': ['package.json', '"**/etc/network/interfaces",'],
  'a setting takes effect at once': ['xenlint.cjs', 'workspace/didChangeConfiguration'],
  'the task prints what the terminal prints': ['package.json', '"taskDefinitions"'],
  'two hosts that are two folders of a workspace have each its own bridges': [
    'xenlint.cjs',
    'workspaceFolders'
  ],
  'a file without a folder has findings, and Format Selection sets the lines that are chosen': [
    'xenlint.cjs',
    'documentRangeFormattingProvider'
  ],
  'a task of one’s own puts what it finds into Problems by $xenlint': ['package.json', '"problemMatchers"'],
  'a folder that is not trusted is checked all the same': ['package.json', '"untrustedWorkspaces"']
}

// What must not be there cannot be taken away.
const absent = 'the files of other people are left alone'

const suites = ['suite.js', 'places.js'].map((file) => join(import.meta.dirname, file))
const tests = suites.flatMap((suite) =>
  [...readFileSync(suite, 'utf8').matchAll(/^test\('(.*)',/gm)].map(([, name]) => ({ name, suite }))
)
const unmatched = [
  ...Object.keys(lacking).filter((name) => !tests.some((each) => each.name === name)),
  ...tests.map(({ name }) => name).filter((name) => name !== absent && !Object.hasOwn(lacking, name))
]
if (unmatched.length > 0) throw new Error(`a test or what it proves is missing: ${unmatched.join(', ')}`)

let proven = 0
const asked = Object.entries(lacking).filter(([name]) => name.includes(process.argv[2] ?? ''))
for (const [name, [file, word]] of asked) {
  const outcome = passes(name, await without(file, word))
  if (!outcome) proven++
  console.log(`${outcome ? 'PASSES' : 'fails'} without ${word}: ${name}`)
}
rmSync(folder, { recursive: true })
const total = asked.length
console.log(`${proven} of ${total} tests fail without what they prove`)
process.exitCode = proven === total ? 0 : 1

async function without(file, word) {
  const files = { ...whole }
  const has = (path) => path.endsWith(`/${file}`) && text(files[path]).includes(word)
  const path = Object.keys(files).find((each) => each.startsWith('extension/') && has(each))
  if (path === undefined) throw new Error(`no ${file} has \`${word}\``)
  const before = text(files[path])
  // As long as before, and meant for nobody.
  files[path] = Buffer.from(before.replaceAll(word, word.replace(/[a-z](?=[^a-z]*$)/, '_')), 'latin1')
  const vsix = join(folder, 'lacking.vsix')
  const made = new JSZip()
  for (const [name, bytes] of Object.entries(files)) made.file(name, bytes)
  writeFileSync(vsix, await made.generateAsync({ type: 'nodebuffer' }))
  return vsix
}

function passes(name, vsix) {
  const pattern = `^${name.replaceAll(/[^\w ]/g, '.')}$`
  const { suite } = tests.find((each) => each.name === name)
  const words = ['--test', `--test-name-pattern=${pattern}`, suite]
  const { status } = spawnSync(process.execPath, words, {
    env: { ...process.env, XENLINT_VSIX: vsix, XENLINT_PATIENCE: '20000' },
    stdio: 'ignore'
  })
  return status === 0
}
