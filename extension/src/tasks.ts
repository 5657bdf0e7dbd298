import {
  ProcessExecution,
  Task,
  TaskGroup,
  type TaskProvider,
  TaskScope,
  type WorkspaceFolder,
  workspace
} from 'vscode'

export const taskType = 'xenlint'

/** Checks whole folders with the program of the terminal; its findings come into Problems. */
export function tasksOf(program: string): TaskProvider {
  return {
    provideTasks: () => (workspace.workspaceFolders ?? []).map((folder) => taskOf(program, folder, ['.'])),
    resolveTask({ definition, scope }) {
      const paths: unknown = definition['paths']
      const words = Array.isArray(paths) ? paths.map(String) : ['.']
      return typeof scope === 'object' ? taskOf(program, scope, words, definition) : undefined
    }
  }
}

function taskOf(
  program: string,
  folder: WorkspaceFolder,
  paths: readonly string[],
  definition: Task['definition'] = { type: taskType }
): Task {
  const execution = new ProcessExecution(
    process.execPath,
    [program, 'check', '--format', 'compact', ...paths],
    // The editor's own runtime is a Node when it is asked to be.
    { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } }
  )
  const task = new Task(
    definition,
    folder ?? TaskScope.Workspace,
    'check all',
    'xenlint',
    execution,
    '$xenlint'
  )
  task.group = TaskGroup.Test
  return task
}
