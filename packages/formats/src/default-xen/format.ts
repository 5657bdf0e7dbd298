import type { Format } from '../format.js'
import { shellFormat } from '../shell/format.js'

/** `/etc/default/xen`: shell that the service sources which starts Xen's daemons. */
export const defaultXen: Format = shellFormat({
  id: 'default-xen',
  title: 'Daemons of Xen',
  paths: ['etc/default/xen'],
  name: /^[ \t]*(?:export[ \t]+)?(?:XENSTORED|XENCONSOLED)[A-Z0-9_]*\+?=/
})
