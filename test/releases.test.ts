import assert from 'node:assert/strict'
import test from 'node:test'
import { nearest, option, type Release, releases, xenVersions, xlSyntax } from '@xenlint/catalogue'
import { type Format, formatOf, rulesOf } from '@xenlint/formats'
import { type Machine, surveyGuest } from '@xenlint/model'
import { recogniseXl } from '@xenlint/syntax'
import { check, type Rule, type Subject } from '@xenlint/validator'
import fc from 'fast-check'
import { guestText } from './support/guest-text.js'
import { textOf } from './support/marker.js'
import { pagesIn } from './support/page.js'
import { examples } from './support/rule-page.js'
import { xlText } from './support/xl-text.js'

const machine: Machine = { cpus: 8, uuid: () => 'made-up', generationId: () => [] }

test('a release that is said to be alike to another makes the same of a guest', () => {
  // Few releases that lie far apart are alike.
  const pair = fc
    .tuple(fc.nat(xenVersions.length - 1), fc.constantFrom(-2, -1, 1, 2))
    .map(
      ([index, step]) =>
        [xenVersions.at(index), xenVersions.at((index + step) % xenVersions.length)] as [string, string]
    )
  let alike = 0
  fc.assert(
    fc.property(guestText(), pair, (text, [one, other]) => {
      const survey = (xen: string) => {
        const { isAlike, ...rest } = surveyGuest('web.cfg', recogniseXl(text, xlSyntax('4.20')), xen, machine)
        return { isAlike, rest }
      }
      const { isAlike, rest } = survey(one)
      if (!isAlike(other)) return
      alike++
      assert.deepEqual(rest, survey(other).rest)
    }),
    { numRuns: 600 }
  )
  assert.ok(alike > 30, 'hardly any two releases are alike')
})

test('a rule that is asked once for several releases says what it says when asked for each', () => {
  fc.assert(
    fc.property(
      fc.oneof(guestText(), xlText()),
      fc.subarray([...releases], { minLength: 2 }),
      agrees('xl-cfg')
    ),
    { numRuns: 300 }
  )
})

test('it says so of every example of every page', () => {
  for (const block of pagesIn('rules').flatMap(examples)) agrees(block.language)(textOf(block), releases)
})

function agrees(id: string): (text: string, target: readonly Release[]) => void {
  const format = formatOf(id)
  if (!format) throw new Error(`no format ${id}`)
  const rules = rulesOf(format)
  return (text, target) => {
    const subject = subjectOf(format, text)
    assert.deepEqual(
      check(subject, { rules, releases: target }),
      check(subject, { rules: rules.map(askedForEach), releases: target })
    )
  }
}

function subjectOf(format: Format, text: string): Subject {
  const file = 'etc/xen/web.cfg'
  const tree = format.parse(text)
  return {
    file,
    format: format.id,
    text,
    tree,
    settings: format.lower(tree, file),
    option: (name) => option(format.table, name),
    nearest: (name) => nearest(format.table, name)
  }
}

/** The rule as one that looks at its release before anything else. */
function askedForEach(rule: Rule): Rule {
  return {
    ...rule,
    *check(context) {
      if (context.release) yield* rule.check(context)
    }
  }
}
