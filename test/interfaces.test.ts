import assert from 'node:assert/strict'
import test from 'node:test'
import { type InterfaceOption, interfaceMethods, interfaceOptions, interfaceStages } from '@xenlint/catalogue'
import { linesOf, planNetwork, readInterfaces, unknownSources } from '@xenlint/model'
import { branches, parse } from '@xenlint/syntax'
import fc from 'fast-check'

const ofMethods = interfaceOptions().flatMap((row) => (row.methods ?? []).map((method) => ({ row, method })))

test('a second value is lost or breaks where the commands let it, and nowhere else', () => {
  for (const { row, method } of ofMethods) {
    const commands = commandsWith(method, row, ['first', 'second'])
    const split = commands.filter(({ line }) => line.startsWith('second'))
    const outcome = split.some(({ isLenient }) => !isLenient)
      ? 'breaks'
      : split.length > 0
        ? 'lost'
        : 'harmless'
    // ifup cuts an address at the slash before it makes a command of it.
    const wanted = row.name === 'address' && method === 'inet static' ? 'lost' : outcome
    if (row.name !== 'client') assert.equal(row.repeat[method], wanted, `${row.name} of ${method}`)
  }
})

test('a comment behind a value does harm where the command goes on behind it', () => {
  for (const { row, method } of ofMethods) {
    const lines = commandsWith(method, row, ['first # comment']).map(({ line }) => line)
    const isCut = lines.some((line) => / # comment\S*\s+\S/.test(line))
    if (isCut) assert.notEqual(row.comment[method], 'harmless', `${row.name} of ${method}`)
    if (row.comment[method] === 'breaks') assert.ok(isCut, `${row.name} of ${method}`)
  }
})

test('the tree puts each line into the stanza that the reader puts it into', () => {
  const word = fc.constantFrom(
    'iface',
    'auto',
    'mapping',
    'source',
    'a',
    'inet',
    'manual',
    'map',
    '\\\n',
    ' ',
    ' ',
    '\n',
    '\n',
    '#',
    'rename'
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const tree = parse('interfaces', `iface a inet manual\n${words.join('')}`)
      const reading = readInterfaces({ file: 'interfaces', tree }, unknownSources)
      const last = reading.refusals.findLast(({ fatal }) => fatal)?.at.start ?? Number.POSITIVE_INFINITY
      const inTree = [...branches(tree, 'iface')].map(({ start, end }) =>
        [...linesOf(tree)].filter(
          ({ branch }) =>
            branch.type === 'option' && branch.start >= start && branch.end <= end && branch.end <= last
        )
      )
      assert.deepEqual(
        reading.ifaces.map(({ lines }) => lines.map(({ line }) => line.branch.start)),
        inTree.slice(0, reading.ifaces.length).map((lines) => lines.map(({ branch }) => branch.start))
      )
    })
  )
})

interface Command {
  readonly line: string
  readonly isLenient: boolean
}

/** The commands of a stanza with these values for an option, line by line. */
function commandsWith(method: string, row: InterfaceOption, values: readonly string[]): Command[] {
  const required =
    interfaceMethods().find((each) => `${each.family} ${each.method}` === method)?.required ?? []
  const others = [...required, ...(row.beside?.[method] ?? [])].filter((name) => name !== row.name)
  const options = [...new Set(others)].map((name) => `  ${name} other\n`).join('')
  const written = values.map((value) => `  ${row.name} ${value}\n`).join('')
  const tree = parse(
    'interfaces',
    `auto lo\niface lo inet loopback\nauto x\niface x ${method}\n${options}${written}`
  )
  const reading = readInterfaces({ file: 'interfaces', tree }, unknownSources)
  const { output } = planNetwork({ reading, file: 'interfaces', shown: 'interfaces', nics: ['lo'] })
  const lenient = interfaceStages()
    .find(({ stage }) => stage === method)
    ?.commands.filter((command) => command.lenient)
    .map(({ text }) => text.slice(0, 24).replace('{', ''))
  let isLenient = false
  return (output ?? []).map((line) => {
    if (!line.startsWith('second'))
      isLenient = lenient?.some((start) => line.startsWith(start.replace(/<.*/, ''))) ?? false
    return { line, isLenient }
  })
}
