import assert from 'node:assert/strict'
import test from 'node:test'
import { emulatorExpectations } from './support/emulator-page.js'
import { pagesIn } from './support/page.js'

for (const page of pagesIn('emulator'))
  for (const { block, actual } of emulatorExpectations(page))
    test(`${page.path}:${block.first}: ${block.heading}`, () => assert.equal(actual, block.body))
