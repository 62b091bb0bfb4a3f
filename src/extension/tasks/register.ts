// The task type `medimagecleaner`: tasks.json can de-identify, by the command line program that comes with the extension.
import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { cliTerminal } from './cliTerminal.js';
import { readTask, type TaskWish } from './taskDefinition.js';

const TYPE = 'medimagecleaner';

export function registerTasks(services: Services): void {
  services.context.subscriptions.push(
    vscode.tasks.registerTaskProvider(TYPE, {
      provideTasks: async () => await offered(services),
      resolveTask(task) {
        const scope = task.scope ?? vscode.TaskScope.Workspace;
        return made(services, task.definition, scope, task.name);
      },
    }),
  );
}

/** One for each folder of the workspace that has files of its own. */
async function offered(services: Services): Promise<vscode.Task[]> {
  const tasks: vscode.Task[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    for (const [name, type] of await vscode.workspace.fs.readDirectory(folder.uri)) {
      const skipped = name.startsWith('.') || name === 'deidentified' || name === 'node_modules';
      if (skipped || (type & vscode.FileType.Directory) === 0) continue;
      const title = vscode.l10n.t('De-identify {0}', name);
      tasks.push(made(services, { type: TYPE, paths: [name] }, folder, title));
    }
  }
  return tasks;
}

function made(
  services: Services,
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope.Global | vscode.TaskScope.Workspace,
  name: string,
): vscode.Task {
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  const wish = readTask(definition);
  const execution = new vscode.CustomExecution(async () =>
    cliTerminal(services, await completed(wish), folder?.uri.fsPath),
  );
  const task = new vscode.Task(definition, scope, name, TYPE, execution, []);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  return task;
}

/** A task that names no recipe takes the workspace's, and one that names no lookup table that of the settings, where it is one. */
async function completed(wish: TaskWish): Promise<TaskWish> {
  const settings = vscode.workspace.getConfiguration('medimagecleaner');
  const recipe = wish.recipe ?? settings.get<string>('recipe', '').trim();
  const [table, ...more] = settings.get<readonly string[]>('tables', []);
  const named = wish.options.some((option) => /^--table(=|$)/.test(option));
  const options = table === undefined || more.length > 0 || named ? [] : [`--table=${table}`];
  return { ...wish, ...(recipe === '' ? {} : { recipe }), options: [...options, ...wish.options] };
}
