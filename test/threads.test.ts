import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { examiner, open } from '@xenlint/service'
import { textOf } from './support/marker.js'
import { pagesIn } from './support/page.js'
import { examples, snapshotOf } from './support/rule-page.js'
import { folderWith, program, type Run } from './support/terminal.js'

const pages = pagesIn('rules')
const blocks = pages.flatMap(examples)

test('what another thread found out of a file is what this one would', () => {
  // One of each rule, as a rule.
  for (const block of pages.flatMap((page) => examples(page).slice(0, 1))) {
    const { input } = snapshotOf(block)
    const alone = open(input)
    const { files, target, severities } = structuredClone({
      files: input.files,
      target: alone.target,
      severities: input.severities
    })
    const examine = examiner({ target, ...(severities && { severities }) })
    const found = new Map([...files].map(([path, source]) => [path, structuredClone(examine(path, source))]))
    const asked: string[] = []
    const examined = (path: string) => {
      asked.push(path)
      return found.get(path)
    }
    const shared = open({ ...input, examined })
    for (const path of files.keys()) {
      assert.deepEqual(shared.problems(path), alone.problems(path))
      assert.deepEqual(shared.faults(path), alone.faults(path))
    }
    assert.deepEqual(asked.sort(), [...files.keys()].sort())
  }
})

/** Guests with all that rules complain about, loose ones, and hosts of one file. */
const guests = blocks.filter(({ language }) => language === 'xl-cfg').map((block) => textOf(block))
const interfaces = blocks.filter(({ language }) => language === 'interfaces').map((block) => textOf(block))
const files = {
  ...Object.fromEntries(guests.slice(0, 180).map((text, index) => [`one/etc/xen/${index}.cfg`, text])),
  'one/etc/network/interfaces': 'auto lo\niface lo inet loopback\n',
  ...Object.fromEntries(guests.slice(180, 200).map((text, index) => [`loose/${index}.cfg`, text])),
  ...Object.fromEntries(
    interfaces.slice(0, 10).map((text, index) => [`fleet/${index}/etc/network/interfaces`, text])
  ),
  'one/etc/xen/broken.cfg': 'name = "xenlint/broken"\nmemory = 256\nkernel = "/k"\n'
}

interface Told extends Run {
  /** The other report of the same run. */
  readonly text: string
}

/** A run with something else in its way; `before` is run in each thread before anything of xenlint. */
function checked(folder: string, before: string, words: readonly string[], threads = ''): Told {
  writeFileSync(join(folder, 'before.cjs'), `${twoProcessors}\n${before}`)
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const report = ['-v', '-f', 'json', '-f', 'text:report.txt', ...words]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'before.cjs'), program, 'check', ...report, 'one', 'loose', 'fleet'],
    { cwd: folder, maxBuffer: 1 << 28, encoding: 'utf8', env: { ...env, XENLINT_THREADS: threads } }
  )
  return { status, stdout, stderr, text: readFileSync(join(folder, 'report.txt'), 'utf8') }
}

const twoProcessors = `
  const threads = require('node:worker_threads')
  require('node:os').availableParallelism = () => 2`

/** A rule breaks on one guest: it alone asks whether this name has a slash. */
const ruleBroken = `
  const { includes } = String.prototype
  String.prototype.includes = function (...words) {
    if (String(this) === 'xenlint/broken' && words[0] === '/') throw new Error('broken by a test')
    return includes.apply(this, words)
  }`

/** The main thread waits until the other one has nothing more to do, and counts what it is told. */
const patient = `
  const { writeFileSync } = require('node:fs')
  if (threads.isMainThread) {
    const { receiveMessageOnPort } = threads
    const ended = new Int32Array(new SharedArrayBuffer(4))
    let told = 0
    threads.setEnvironmentData('ended', ended)
    threads.receiveMessageOnPort = (port) => {
      Atomics.wait(ended, 0, 0, 60_000)
      const word = receiveMessageOnPort(port)
      if (word) told += word.message.found.length
      writeFileSync('told.txt', String(told))
      return word
    }
  } else {
    const { close } = threads.MessagePort.prototype
    threads.MessagePort.prototype.close = function () {
      const ended = threads.getEnvironmentData('ended')
      Atomics.store(ended, 0, 1)
      Atomics.notify(ended, 0)
      close.call(this)
    }
  }`

test('two threads print what one prints, whatever rules say, and where one breaks', (t: TestContext) => {
  const folder = folderWith(t, files)
  const one = checked(folder, ruleBroken, [], '1')
  assert.equal(one.status, 2)
  assert.match(
    one.stderr,
    /The rule `name-unkept` broke on `one\/etc\/xen\/broken.cfg`.*\n.*broken by a test/
  )
  assert.ok(JSON.parse(one.stdout).length > 200)
  assert.deepEqual(checked(folder, ruleBroken, []), one)
  assert.deepEqual(checked(folder, ruleBroken + patient, []), one)
  // All that are looked at, but the file on which a rule broke: a page may hold a text that only its folder tells to be a guest.
  const looked = Number([...one.text.matchAll(/ in (\d+) files/g)].at(-1)?.[1])
  assert.ok(looked > 200)
  assert.equal(readFileSync(join(folder, 'told.txt'), 'utf8'), String(looked - 1))
})

test('fixes of two threads are those of one', (t) => {
  const folder = folderWith(t, files)
  const words = ['--diff', '--unsafe-fixes']
  writeFileSync(join(folder, 'report.txt'), '')
  const one = checked(folder, '', words, '1')
  assert.ok(one.stdout.split('\n').length > 200)
  assert.deepEqual(checked(folder, patient, words), one)
})

const accidents = {
  'does not start': `threads.Worker = class { constructor() { throw new Error('no') } }`,
  'ends at once': 'if (!threads.isMainThread) process.exit()',
  'throws at once': `if (!threads.isMainThread) throw new Error('no')`,
  'never answers': 'if (!threads.isMainThread) for (;;);',
  'dies in the middle': dying('process.exit()'),
  'throws in the middle': dying(`throw new Error('no')`)
}

/** It has the time to get there. */
function dying(how: string): string {
  return `
    const { postMessage } = threads.MessagePort.prototype
    if (threads.isMainThread) {
      const { receiveMessageOnPort } = threads
      const never = new Int32Array(new SharedArrayBuffer(4))
      threads.receiveMessageOnPort = (port) => {
        Atomics.wait(never, 0, 0, waits)
        waits = 0
        return receiveMessageOnPort(port)
      }
    }
    let waits = 300
    let words = 0
    threads.MessagePort.prototype.postMessage = function (word) {
      if (!threads.isMainThread && ++words > 3) ${how}
      return postMessage.call(this, word)
    }`
}

test('nothing is lost with a thread that has an accident', (t) => {
  const folder = folderWith(t, files)
  const one = checked(folder, '', [], '1')
  for (const [what, before] of Object.entries(accidents))
    assert.deepEqual(checked(folder, before, []), one, `a thread that ${what}`)
})
