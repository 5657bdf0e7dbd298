import { type Call, readArguments } from './arguments.js'
import { version } from './version.js'

/** Runs one command line; the exit status is 0, 1 for findings, 2 for anything that kept it from its work. */
export function start(argv: readonly string[]): void {
  process.stdout.on('error', leave)
  answer(argv).then(
    (status) => {
      process.exitCode = status
    },
    (fault: unknown) => {
      process.stderr.write(ownFault(fault))
      process.exitCode = 2
    }
  )
}

async function answer(argv: readonly string[]): Promise<number> {
  const request = readArguments(argv)
  switch (request.ask) {
    case 'version':
      process.stdout.write(`${version}\n`)
      return 0
    case 'help': {
      const { commandHelp, overview } = await import('./help.js')
      process.stdout.write(request.command ? commandHelp(request.command) : overview())
      return 0
    }
    case 'nothing':
      process.stderr.write(`xenlint: ${request.fault}\n`)
      return 2
    case 'run':
      return run(request.call)
  }
}

async function run(call: Call): Promise<number> {
  const { commandsByName } = await import('./work.js')
  return (commandsByName[call.command.name] as (call: Call) => Promise<number>)(call)
}

// `xenlint … | head` closes the pipe early: that is no fault.
function leave({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit()
  process.stderr.write(`xenlint: The output cannot be written: ${message}.\n`)
  process.exit(2)
}

function ownFault(fault: unknown): string {
  const trace = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  return [
    `xenlint: This is a fault of xenlint ${version} itself, not of your files. Nothing is half written.`,
    'Report it with the command you ran and these lines:',
    '',
    trace,
    ''
  ].join('\n')
}
