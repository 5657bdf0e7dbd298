export type { Assignment, Command, Program, ShellDialect, SimpleCommand, SyntaxFault } from './program.js'
export { readShell } from './reader.js'
export { runShell } from './run.js'
export type { Held, Met, Outcome, Scene, Stop } from './scene.js'
