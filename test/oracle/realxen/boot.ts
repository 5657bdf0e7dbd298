import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { BootableHost } from '../../support/recording.js'
import type { Answers } from './answers.js'

/**
 * Brings a host up on the real Xen. Machines with the same memory, processors and command lines differ in nothing
 * until their network comes up: such a machine is started once, kept as it stood then, and each host goes on from there.
 */
export async function boot(host: BootableHost, xen: string): Promise<Answers> {
  const scratch = mkdtempSync(join(tmpdir(), 'xenlint-realxen-'))
  try {
    const files = join(scratch, 'files')
    layOut(host, files)
    const machine = await startedMachine(host, commandLines(files), xen, scratch)
    writeDisk(scratch, 'host', 32, execFileSync('tar', ['-c', '--owner=0', '--group=0', '-C', files, '.']))
    writeDisk(scratch, 'answers', 16)
    await run(machine, scratch, ['-incoming', `exec:cat '${machine.state}'`])
    mkdirSync(join(scratch, 'out'))
    execFileSync('tar', ['-x', '-f', join(scratch, 'answers'), '-C', join(scratch, 'out')], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    return Object.fromEntries(
      readdirSync(join(scratch, 'out')).map((name) => [
        name,
        readFileSync(join(scratch, 'out', name), 'utf8')
      ])
    )
  } catch (error) {
    const log = join(scratch, 'console')
    const last = existsSync(log) ? readFileSync(log, 'latin1').split('\n').slice(-6).join('\n') : ''
    throw new Error(`a host did not come up; its console ended in\n${last}`, { cause: error })
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** What QEMU is told, and where its state is kept. */
interface Machine {
  readonly words: readonly string[]
  readonly state: string
}

/** A host of which the facts name this file gets a dom0 that has it. */
const deviceModel = '/usr/libexec/xen-qemu-system-i386'

const ready = 'waits for a host'

async function startedMachine(
  { facts }: BootableHost,
  [xenWords = '', linuxWords = '']: readonly string[],
  xen: string,
  scratch: string
): Promise<Machine> {
  const dom0 = join(xen, facts.files?.includes(deviceModel) ? 'dom0-qemu.cpio' : 'dom0.cpio')
  const linux = `console=hvc0 rdinit=/init panic=-1 quiet ${linuxWords}`.replaceAll(',', ',,')
  // QEMU mistakes how Xen and dom0 use SMAP and RDTSCP. The clock counts instructions, so a busy machine delays nothing.
  const processor = `max,-smap,-rdtscp,-xsave,-avx,-avx2,-pcid${facts.hvm === false ? ',-svm' : ''}`
  const words = ['-accel', 'tcg,thread=single', '-cpu', processor, '-icount', 'shift=3,sleep=off']
    .concat(['-m', `${facts.memoryMiB}`, '-smp', `${facts.cpus}`, '-display', 'none', '-no-reboot'])
    .concat(['-nic', 'user,restrict=on,model=e1000', '-nic', 'user,restrict=on,model=e1000'])
    .concat(['-kernel', join(xen, 'xen'), '-append', `console=com1 com1=115200,8n1 ${xenWords}`])
    .concat(['-initrd', `${join(xen, 'vmlinux')} ${linux},${dom0}`])
  const key = createHash('sha256').update(words.join('\n')).update(readFileSync(dom0))
  const state = join(xen, 'machines', key.digest('hex').slice(0, 16))
  if (existsSync(state)) return { words, state }
  // A state takes as much room as dom0 has touched memory: only the last is kept.
  rmSync(dirname(state), { recursive: true, force: true })
  mkdirSync(dirname(state), { recursive: true })
  writeDisk(scratch, 'host', 32)
  writeDisk(scratch, 'answers', 16)
  await run({ words, state }, scratch, [], `${state}.new`)
  renameSync(`${state}.new`, state)
  return { words, state }
}

/** xendomains keeps what xl says of a guest that comes up to itself; its shell gets a function that writes it down. */
const overheard = `
xen() {
  if [[ "$1" != create || "$*" == *--dryrun* ]]; then command xen "$@"; return; fi
  printf '\\ncreate %s\\n' "\${@: -1}" >>/answers/remarks
  local status
  # A pipe would stay open as long as the guest runs.
  command xen "$@" 2>/run/said
  status=$?
  tee -a /answers/remarks </run/said >&2
  return $status
}
export -f xen
`

/** Writes the files and links of a host into a folder that stands for `/`. */
function layOut(host: BootableHost, folder: string): void {
  const { nics = [], volumes = [], absent = [] } = host.facts
  const sizes = volumes.map(({ path, sizeMiB = 16 }) => `${path} ${sizeMiB}`)
  const machine = `nics='${nics.join(' ')}'\nvolumes='${sizes.join('\n')}'\nabsent='${absent.join('\n')}'\n${overheard}`
  for (const [path, text] of Object.entries({ machine, ...host.files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const [path, target] of Object.entries(host.links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    symlinkSync(target, join(folder, path))
  }
}

/** Xen's and dom0's command lines, as the shell of grub-mkconfig makes them. */
function commandLines(folder: string): readonly string[] {
  const script = `
    if [ -e etc/default/grub ]; then . ./etc/default/grub; fi
    for file in etc/default/grub.d/*.cfg; do if [ -e "$file" ]; then . "./$file"; fi; done
    printf '%s\\n' "$GRUB_CMDLINE_XEN $GRUB_CMDLINE_XEN_DEFAULT" "$GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT"`
  return execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' }).split('\n')
}

/** A disk with an archive on it. Its start is left alone: dom0 reads that at once, and remembers it. */
function writeDisk(scratch: string, name: string, sizeMiB: number, archive?: Buffer): void {
  const disk = Buffer.alloc(sizeMiB << 20)
  if (archive) {
    disk.write('HOST', 1 << 20)
    archive.copy(disk, 2 << 20)
  }
  writeFileSync(join(scratch, name), disk)
}

/** Runs QEMU to its end; or, where the state is to be kept, until dom0 waits for a host. */
function run(machine: Machine, scratch: string, more: readonly string[], keep?: string): Promise<void> {
  const log = join(scratch, 'console')
  const disks = ['answers', 'host'].flatMap((name) => [
    '-drive',
    `file=${join(scratch, name)},format=raw,if=ide`
  ])
  const words = [...machine.words, ...disks, '-serial', `file:${log}`, '-monitor', 'stdio', ...more]
  return new Promise((resolve, reject) => {
    const qemu = spawn('qemu-system-x86_64', words, {
      stdio: ['pipe', 'ignore', 'inherit'],
      timeout: 3_600_000
    })
    const watch = setInterval(() => {
      if (keep === undefined || !existsSync(log) || !readFileSync(log, 'latin1').includes(ready)) return
      clearInterval(watch)
      qemu.stdin.end(
        `migrate_set_parameter max-bandwidth 100G\nmigrate_set_parameter downtime-limit 1000000\nmigrate "exec:cat > '${keep}'"\nquit\n`
      )
    }, 200)
    qemu.on('error', reject)
    qemu.on('exit', (status, signal) => {
      clearInterval(watch)
      if (status === 0) resolve()
      else reject(new Error(`qemu ended with ${signal ?? status}`))
    })
  })
}
