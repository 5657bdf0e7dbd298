import assert from 'node:assert/strict'
import test from 'node:test'
import { folderWith, xenlint } from './support/terminal.js'

test('a setting of xend that nothing reads any more is told with what to write elsewhere', (t) => {
  const folder = folderWith(t, {
    'xend-config.sxp': `(dom0-min-mem 512)
(enable-dom0-ballooning no)
(dom0-cpus 2)
(vif-script vif-route)
(vnc-listen '0.0.0.0')
(vncpasswd 'secret')
(xend-port 8000)
`
  })
  const { stdout } = xenlint(folder, [
    '--debian',
    '12',
    '--kind',
    'xend-config',
    '-f',
    'json',
    'xend-config.sxp'
  ])
  const [problem] = JSON.parse(stdout) as { related: { message: string }[] }[]
  assert.deepEqual(
    problem?.related.map(({ message }) => message),
    [
      "In place of `dom0-min-mem` there is `dom0_mem` on Xen's command line, and `autoballoon` of xl.conf: `dom0_mem=512M,max:512M` on Xen's command line.",
      'In place of `enable-dom0-ballooning` there is `autoballoon` of xl.conf: `autoballoon="off"` in /etc/xen/xl.conf.',
      "In place of `dom0-cpus` there is `dom0_max_vcpus` on Xen's command line: `dom0_max_vcpus=2` on Xen's command line.",
      'In place of `vif-script` there is `vif.default.script` of xl.conf: `vif.default.script="vif-route"` in /etc/xen/xl.conf.',
      'In place of `vnc-listen` there is `vnclisten` of each guest: `vnclisten="0.0.0.0"` in each guest\'s file.',
      'In place of `vncpasswd` there is `vncpasswd` of each guest.',
      'Nothing takes the place of `xend-port`.'
    ]
  )
})
