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

/** Checks whole folders with the program of the terminal, and prints what it prints. */
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
  // Problems has these findings from the server already. A task of one's own, for files of elsewhere, names `$xenlint`.
  const task = new Task(definition, folder ?? TaskScope.Workspace, 'check all', 'xenlint', execution, [])
  task.group = TaskGroup.Test
  return task
}
