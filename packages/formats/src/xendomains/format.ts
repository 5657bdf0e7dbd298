import type { Format } from '../format.js'
import { shellFormat } from '../shell/format.js'
import { xendomainsRules } from './rules/index.js'

/** `/etc/default/xendomains`: shell that the service sources which starts and stops guests. */
export const xendomains: Format = shellFormat({
  id: 'xendomains',
  title: 'Guests at boot and shutdown',
  paths: ['etc/default/xendomains'],
  name: /^[ \t]*(?:export[ \t]+)?XENDOMAINS_[A-Z0-9_]*\+?=/,
  rules: xendomainsRules
})
