import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releases } from '@xenlint/catalogue'
import type { BootEntry } from '@xenlint/model'
import { unpack } from './unpack.js'

/** A made-up host, as far as grub-mkconfig looks at it. */
export interface BootScene {
  /** `/etc/default/grub`. */
  readonly defaults: string
  /** Files of `/etc/default/grub.d` by name. */
  readonly dropins: Readonly<Record<string, string>>
  /** Versions of kernels, each with an initrd where it says so. */
  readonly kernels: readonly {
    readonly version: string
    readonly hasInitrd: boolean
    readonly isDom0: boolean
  }[]
  readonly hypervisors: readonly string[]
  /** What the script of Xen's entries is called: a divert may have moved it in front. */
  readonly xenScript: '08_linux_xen' | '20_linux_xen'
  readonly separateBoot: boolean
  /** Whose scripts are run. */
  readonly debian: '12' | '13'
}

/** What came of it. */
export interface BootAnswer {
  readonly status: number
  readonly messages: readonly string[]
  readonly default?: string
  readonly entries: readonly BootEntry[]
}

export const rootUuid = '11111111-2222-3333-4444-555555555555'

const packages = ['grub-common', 'libc6', 'libdevmapper1.02.1', 'xen-hypervisor-common']

/** Runs Debian's own grub-mkconfig and its scripts on each scene, in a folder that stands for `/`. */
export function grubMkconfig(scenes: readonly BootScene[]): BootAnswer[] {
  const places = new Map<BootScene['debian'], string>()
  const unpacked = (debian: BootScene['debian']): string => {
    const known =
      places.get(debian) ??
      unpack(
        `grub-${debian}`,
        'usr/sbin/grub-mkconfig',
        packages,
        releases.find((each) => each.debian === debian)?.codename
      )
    places.set(debian, known)
    return known
  }
  // The scripts compare versions behind the first dash, which must not be one of ours.
  const scratch = mkdtempSync(join(tmpdir(), 'xenlintgrub'))
  try {
    return scenes.map((scene, index) => play(scene, unpacked(scene.debian), join(scratch, `${index}`)))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function play(scene: BootScene, unpacked: string, folder: string): BootAnswer {
  for (const name of ['bin', 'boot/grub', 'by-uuid', 'etc/default/grub.d', 'etc/grub.d', 'share'])
    mkdirSync(join(folder, name), { recursive: true })
  const put = (path: string, text: string, mode = 0o644): void =>
    writeFileSync(join(folder, path), text, { mode })
  const moved = (path: string): string => relocated(readFileSync(join(unpacked, path), 'utf8'), folder)
  // Images are named by their path, which is another one here.
  const placed = (text: string): string =>
    text.replace(/^(GRUB_TOP_LEVEL\w*="?)\/boot\//gm, `$1${folder}/boot/`)
  put('etc/default/grub', placed(scene.defaults))
  for (const [name, text] of Object.entries(scene.dropins)) put(`etc/default/grub.d/${name}`, placed(text))
  for (const { version, hasInitrd, isDom0 } of scene.kernels) {
    put(`boot/vmlinuz-${version}`, 'kernel\n')
    if (hasInitrd) put(`boot/initrd.img-${version}`, 'initrd\n')
    put(`boot/config-${version}`, isDom0 ? 'CONFIG_XEN_DOM0=y\n' : '# CONFIG_XEN is not set\n')
  }
  for (const name of scene.hypervisors) put(`boot/${name}`, 'hypervisor\n')
  put(`by-uuid/${rootUuid}`, '')
  put('share/grub-mkconfig_lib', moved('usr/share/grub/grub-mkconfig_lib'))
  put('etc/grub.d/00_header', moved('etc/grub.d/00_header'), 0o755)
  put('etc/grub.d/10_linux', moved('etc/grub.d/10_linux'), 0o755)
  put(`etc/grub.d/${scene.xenScript}`, moved('etc/grub.d/20_linux_xen'), 0o755)
  put('mkconfig', moved('usr/sbin/grub-mkconfig'))
  for (const [name, body] of Object.entries(programs(unpacked, scene)))
    put(`bin/${name}`, `#!/bin/sh\nhere=${folder}\n${body}`, 0o755)
  const { status, stderr } = spawnSync(
    'dash',
    [join(folder, 'mkconfig'), '-o', join(folder, 'boot/grub/grub.cfg')],
    {
      encoding: 'utf8',
      env: {
        PATH: `${join(folder, 'bin')}:/usr/sbin:/usr/bin:/sbin:/bin`,
        LANG: 'C',
        pkgdatadir: join(folder, 'share')
      }
    }
  )
  const said = stderr
    .replaceAll(folder, '')
    .replaceAll('/mkconfig: ', '/usr/sbin/grub-mkconfig: ')
    .split('\n')
  // What the check of the menu says counts lines of the whole file.
  const messages = said.filter((line) => !/^error: |^Syntax error at line /.test(line))
  const path = join(folder, 'boot/grub/grub.cfg')
  const menu = existsSync(path) ? readFileSync(path, 'utf8').replaceAll(folder, '') : undefined
  return {
    status: status ?? -1,
    messages: messages.slice(0, -1),
    ...(menu === undefined ? { entries: [] } : menuOf(menu))
  }
}

/** The program with every path that it reads below another folder. */
function relocated(text: string, folder: string): string {
  return text
    .replaceAll('sysconfdir="/etc"', `sysconfdir="${folder}/etc"`)
    .replaceAll('${exec_prefix}/sbin', `${folder}/bin`)
    .replaceAll('${exec_prefix}/bin', `${folder}/bin`)
    .replaceAll('exec_prefix="/usr"', `exec_prefix="${folder}/usr"`)
    .replaceAll('/etc/kernels/', `${folder}/etc/kernels/`)
    .replaceAll('/dev/disk/by-uuid/', `${folder}/by-uuid/`)
    .replaceAll('/dev/disk/by-partuuid/', `${folder}/by-partuuid/`)
    .replace(/(?<![\w}.])\/boot\b(?=\/)/g, `${folder}/boot`)
}

/** What looks at disks, which are none here, and at the images, which are empty; the check of the menu is the real one. */
function programs(unpacked: string, { separateBoot }: BootScene): Record<string, string> {
  const folders = ['lib', 'usr/lib'].map((each) => join(unpacked, each, 'x86_64-linux-gnu'))
  const loader = folders.map((each) => join(each, 'ld-linux-x86-64.so.2')).find(existsSync)
  return {
    id: 'echo 0\n',
    'grub-probe': `for word in "$@"; do case $word in --target=*) target=\${word#--target=} ;; esac; done
[ "$1" = -t ] && target=$2
case $target in
  device) echo /dev/sda1 ;;
  fs_uuid) echo ${rootUuid} ;;
  partuuid) echo 0a1b2c3d-01 ;;
  fs) echo ext2 ;;
  partmap) echo msdos ;;
  drive) echo '(hd0,msdos1)' ;;
  compatibility_hint) echo 'hd0,msdos1' ;;
  hints_string) echo '--hint-bios=hd0,msdos1' ;;
esac
`,
    'grub-mkrelpath': `path=\${1#"$here"}\n${separateBoot ? 'echo "${path#/boot}"' : 'echo "$path"'}\n`,
    // Images of Xen carry the header of multiboot2 since 4.9.
    'grub-file': `case $1 in --is-x86-multiboot2) case $2 in *xen-4.[0-8]-*) exit 1 ;; esac ;; *) exit 1 ;; esac\n`,
    'grub-editenv': `[ -f "$here/boot/grub/grubenv" ] && cat "$here/boot/grub/grubenv"; exit 0\n`,
    'grub-script-check': `exec ${loader} --library-path ${folders.join(':')} ${unpacked}/usr/bin/grub-script-check "$@"\n`,
    lsb_release: 'echo Debian\n'
  }
}

/** The entries of a menu, with the commands in each that load something. */
function menuOf(text: string): Pick<BootAnswer, 'default' | 'entries'> {
  const root: { entries: Writable[] } = { entries: [] }
  const open: { entries: Writable[] }[] = [root]
  let chosen: string | undefined
  for (const line of text.split('\n')) {
    const words = line.trim()
    const [, kind, quoted = '', rest = ''] =
      /^(menuentry|submenu) ((?:'[^']*'|\\')+)(.*)\{$/.exec(words) ?? []
    const current = open.at(-1)
    if (kind === 'menuentry' || kind === 'submenu') {
      const id = /\$menuentry_id_option '([^']*)'/.exec(rest)?.[1] ?? ''
      const entry = {
        kind,
        title: quoted.replaceAll("'\\''", '\n').replaceAll("'", '').replaceAll('\n', "'"),
        id,
        lines: [],
        entries: []
      } as Writable
      current?.entries.push(entry)
      open.push(entry)
    } else if (words === '}' && open.length > 1 && (line === '}' || /^\t+\}$/.test(line))) open.pop()
    else if (
      current &&
      'lines' in current &&
      /^(?:savedefault|linux|initrd|multiboot2?|module2?)\b/.test(words)
    )
      (current as Writable).lines.push(line.trimStart())
    const value = /^\s*set default="(.*)"$/.exec(line)?.[1]
    if (value !== undefined && value !== '${next_entry}') chosen = value
  }
  return { ...(chosen !== undefined && { default: chosen }), entries: root.entries }
}

interface Writable {
  kind: 'menuentry' | 'submenu'
  title: string
  id: string
  lines: string[]
  entries: Writable[]
}
