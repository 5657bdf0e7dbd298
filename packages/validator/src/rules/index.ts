import type { Rule } from '../rule.js'
import { byteOrderMark } from './byte-order-mark.js'
import { listAsText } from './list-as-text.js'
import { numberOctal } from './number-octal.js'
import { numberWithUnit } from './number-with-unit.js'
import { optionDeprecated } from './option-deprecated.js'
import { optionNotYet } from './option-not-yet.js'
import { optionRemoved } from './option-removed.js'
import { optionRepeated } from './option-repeated.js'
import { optionUnknown } from './option-unknown.js'
import { quoteTypographic } from './quote-typographic.js'
import { textAsList } from './text-as-list.js'
import { valueMistyped } from './value-mistyped.js'

/** Rules that serve every format; one line each, by name. */
export const generalRules: readonly Rule[] = [
  byteOrderMark,
  listAsText,
  numberOctal,
  numberWithUnit,
  optionDeprecated,
  optionNotYet,
  optionRemoved,
  optionRepeated,
  optionUnknown,
  quoteTypographic,
  textAsList,
  valueMistyped
]
