import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { type LifecycleHost, type LifecyclePlan, planLifecycle } from '@xenlint/model'
import { folderWith, xenlint } from './support/terminal.js'

const defaults =
  'XENDOMAINS_SAVE=/save\nXENDOMAINS_RESTORE=true\nXENDOMAINS_AUTO=/auto\nXENDOMAINS_STOP_MAXWAIT=3\n'

/** A host whose auto folder starts `web` and `db`. */
function planOf(
  action: 'start' | 'stop',
  host: Partial<LifecycleHost>,
  saved: readonly string[] = []
): LifecyclePlan {
  const names: Readonly<Record<string, string>> = { '/auto/10-web.cfg': 'web', '/auto/20-db.cfg': 'db' }
  return planLifecycle(
    {
      flavour: 'debian',
      defaults,
      running: [],
      isLegible: true,
      failing: [],
      slow: [],
      ignoring: [],
      list: (folder) =>
        folder === '/auto' ? ['10-web.cfg', '20-db.cfg'] : folder === '/save' ? saved : undefined,
      isFile: (path) => path.startsWith('/save/') && path.split('/').length === 3,
      head: () => 'Xen saved domain',
      nameOf: (path) => names[path],
      ...host
    },
    action
  )
}

const commands = ({ calls }: LifecyclePlan): string[] =>
  calls.map(({ command, status }) => `${command} ${status}`)

test('a guest whose state was restored is not started again', () => {
  const plan = planOf('start', {}, ['db'])
  assert.deepEqual(commands(plan), [
    'xl restore /save/db 0',
    'xl create --quiet --defconfig /auto/10-web.cfg 0'
  ])
  assert.deepEqual(plan.running, ['db', 'web'])
  assert.deepEqual(plan.saved, [])
})

test('nothing is saved below a file, be it one that no folder of the host need hold', () => {
  for (const save of ['/save/db', '/etc/passwd/x']) {
    const below = defaults.replace('SAVE=/save', `SAVE=${save}`)
    const plan = planOf('stop', { defaults: below, running: [{ id: 1, name: 'web' }] })
    assert.deepEqual(commands(plan), [`xl save 1 ${save}/web 1`, 'xl shutdown 1 0'])
    assert.deepEqual(plan.saved, [])
  }
})

test('Debian restores for any RESTORE but an empty one, upstream for `true` alone', () => {
  const wrong = { defaults: defaults.replace('=true', '=false') }
  assert.equal(planOf('start', wrong, ['db']).calls[0]?.command, 'xl restore /save/db')
  const upstream = planOf('start', { ...wrong, flavour: 'upstream' }, ['db'])
  assert.equal(upstream.calls[0]?.command, 'xl create --quiet --defconfig /auto/10-web.cfg')
})

test('a failed restore keeps the state, and Debian does not start the guest afresh', () => {
  const plan = planOf('start', { failing: ['restore:db'] }, ['db'])
  assert.deepEqual(plan.running, ['web'])
  assert.deepEqual(plan.saved, ['db'])
  assert.equal(plan.output.at(-1), 'Starting Xen domain db (from /auto/20-db.cfg)...failed (restore failed).')
})

test('a save that takes too long is killed, and the guest is shut down', () => {
  const running = [{ id: 1, name: 'web' }]
  const late = planOf('stop', { running, slow: ['save:web:10'] })
  assert.deepEqual(commands(late), ['xl shutdown 1 0'])
  const early = planOf('stop', { running, slow: ['save:web:2'] })
  assert.deepEqual([commands(early), early.saved], [['xl save 1 /save/web 0'], ['web']])
})

test('nothing is saved below a file', () => {
  const running = [{ id: 1, name: 'web' }]
  const plan = planOf('stop', { running, isFile: (path) => path === '/save' })
  assert.deepEqual(commands(plan), ['xl save 1 /save/web 1', 'xl shutdown 1 0'])
})

test('without a limit Debian kills every save at once', () => {
  const running = [{ id: 1, name: 'web' }]
  assert.deepEqual(commands(planOf('stop', { running, defaults: 'XENDOMAINS_SAVE=/save\n' })), [
    'xl shutdown 1 0'
  ])
})

test('a guest that is deaf to a shutdown keeps running', () => {
  const running = [1, 2].map((id) => ({ id, name: `guest${id}` }))
  const plan = planOf('stop', { running, ignoring: ['guest2'], defaults: 'XENDOMAINS_STOP_MAXWAIT=1\n' })
  assert.deepEqual(plan.running, ['guest2'])
  assert.equal(plan.output.at(-1), 'Waiting for Xen domain guest2 (2) to shut down.........failed.')
})

test('where xl prints what Debian cannot read it knows no guest that runs, upstream all', () => {
  const running = [{ id: 1, name: 'web' }]
  const host = { running, isLegible: false }
  assert.deepEqual(planOf('stop', host), { status: 0, calls: [], output: [], running: ['web'], saved: [] })
  assert.deepEqual(commands(planOf('start', host)), [
    'xl create --quiet --defconfig /auto/10-web.cfg 1',
    'xl create --quiet --defconfig /auto/20-db.cfg 0'
  ])
  assert.deepEqual(commands(planOf('stop', { ...host, flavour: 'upstream' })), ['xl save 1 /save/web 0'])
})

test('upstream stops only guests of the auto folder where it is told so, and the rest by `--all`', () => {
  const running = [
    { id: 1, name: 'web' },
    { id: 2, name: 'extra' }
  ]
  const more = `${defaults}XENDOMAINS_AUTO_ONLY=true\nXENDOMAINS_SHUTDOWN_ALL="--all --wait"\n`
  const plan = planOf('stop', { running, flavour: 'upstream', defaults: more })
  assert.deepEqual(commands(plan), ['xl save 1 /save/web 0', 'xl shutdown --all --wait 0'])
})

test('a file that bash cannot read leaves the variables behind it empty', () => {
  const plan = planOf('start', { defaults: 'XENDOMAINS_AUTO="/auto\n' })
  assert.deepEqual([plan.status, plan.calls], [0, []])
})

test('where a program decides nothing is guessed', () => {
  const plan = planOf('start', { defaults: 'XENDOMAINS_AUTO=$(find-auto)\n' })
  assert.equal(plan.status, null)
  assert.deepEqual(plan.output, ['`XENDOMAINS_AUTO` is not known: `find-auto` decides.'])
})

test('a link of `auto/` that starts with a slash leads to a file of the host', (t) => {
  const folder = folderWith(t, {
    'etc/xen/web.cfg': 'name = "web"\nkernel = "/boot/vmlinuz"\nmemory = 64\n',
    'etc/default/xendomains': 'XENDOMAINS_AUTO=/etc/xen/auto\nXENDOMAINS_STOP_MAXWAIT=300\n'
  })
  mkdirSync(join(folder, 'etc/xen/auto'))
  symlinkSync('/etc/xen/web.cfg', join(folder, 'etc/xen/auto/10-web'))
  symlinkSync('/etc/xen/gone.cfg', join(folder, 'etc/xen/auto/20-gone'))
  const { stdout, stderr } = xenlint(folder, ['plan', 'start', '.'])
  assert.equal(
    stderr,
    'xl create --quiet --defconfig /etc/xen/auto/10-web  -> 0\nxl create --quiet --defconfig /etc/xen/auto/20-gone  -> 1\n'
  )
  assert.equal(stdout.split('\n').at(-2), 'running: web')
})

test('what was saved before lies where the package has it, even where nothing is saved any more', () => {
  const list = (folder: string): string[] | undefined => (folder === '/var/lib/xen/save' ? ['db'] : undefined)
  const plan = (text: string): readonly string[] => planOf('stop', { defaults: text, list }).saved
  assert.deepEqual(plan(defaults.replace('SAVE=/save', 'SAVE=')), ['db'])
  assert.deepEqual(plan('exit 0\n'), ['db'])
  assert.deepEqual(plan(defaults), [])
})

test('under `set -e` a failure ends the script, and a file that is not there ends nothing', () => {
  const running = [{ id: 1, name: 'web' }]
  const failed = planOf('stop', { defaults: `${defaults}set -e\nfalse\n`, running })
  assert.deepEqual([failed.status, failed.calls, failed.running], [1, [], ['web']])
  const read = (path: string): string | null | undefined =>
    path === '/etc/default/site' ? null : path === '/etc/default/more' ? 'XENDOMAINS_SAVE=\n' : undefined
  const stopped = planOf('stop', { defaults: `${defaults}source /etc/default/site\n`, running, read })
  assert.deepEqual(commands(stopped), ['xl save 1 /save/web 0'])
  const brought = planOf('stop', { defaults: `${defaults}source /etc/default/more\n`, running, read })
  assert.deepEqual(commands(brought), ['xl shutdown 1 0'])
  assert.equal(planOf('stop', { defaults: `${defaults}source /srv/open\n`, running, read }).status, null)
})

test('bash compares with patterns between double brackets', () => {
  const saves = (line: string): boolean =>
    commands(
      planOf('stop', { defaults: `${defaults}${line}\n`, running: [{ id: 1, name: 'web' }] })
    )[0]?.startsWith('xl save') ?? false
  assert.equal(saves('[[ $XENDOMAINS_AUTO == /a* ]] && XENDOMAINS_SAVE='), false)
  assert.equal(saves('[[ $XENDOMAINS_AUTO == "/a*" ]] && XENDOMAINS_SAVE='), true)
  assert.equal(saves('[[ -z $XENDOMAINS_NONE ]] && XENDOMAINS_SAVE='), false)
})

test('a name with a blank or a pattern in `auto/` breaks apart where the script does not quote it', () => {
  const names: Readonly<Record<string, string>> = { '/auto/my web': 'web', '/auto/[x].cfg': 'db' }
  const host = {
    running: [{ id: 1, name: 'db' }],
    list: (folder: string) => (folder === '/auto' ? ['[x].cfg', 'my web'] : undefined),
    nameOf: (path: string) => names[path]
  }
  assert.deepEqual(commands(planOf('start', host)), [
    'xl create --quiet --defconfig /auto/[x].cfg 1',
    "xl create --quiet --defconfig '/auto/my web' 0"
  ])
  assert.deepEqual(commands(planOf('start', { ...host, flavour: 'upstream' })), [
    'xl create --quiet --defconfig /auto/my web 1'
  ])
})
