// More file names that open in the DICOM editor: the setting is carried over into VS Code's own table of editors, which
// alone decides what opens where. Entries that the user made there by hand stay.
import * as vscode from 'vscode';
import { ANY_VIEW_TYPE } from './viewTypes.js';

/** What was carried over last, so that a pattern that leaves the setting leaves the table as well. */
const CARRIED = 'extraFilePatterns';

export function registerFilePatterns(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): void {
  const carry = (): void => {
    carryOver(context).catch(() =>
      log.warn('extra file patterns could not be written into workbench.editorAssociations'),
    );
  };
  carry();
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.extraFilePatterns')) carry();
    }),
  );
}

async function carryOver(context: vscode.ExtensionContext): Promise<void> {
  const own = vscode.workspace.getConfiguration('medimagecleaner').inspect<readonly string[]>('extraFilePatterns');
  await carryTo(context.globalState, vscode.ConfigurationTarget.Global, own?.globalValue);
  if (vscode.workspace.workspaceFolders !== undefined)
    await carryTo(context.workspaceState, vscode.ConfigurationTarget.Workspace, own?.workspaceValue);
}

async function carryTo(
  memory: vscode.Memento,
  target: vscode.ConfigurationTarget,
  patterns: readonly string[] = [],
): Promise<void> {
  const carried = memory.get<readonly string[]>(CARRIED, []);
  if (patterns.length === carried.length && patterns.every((pattern) => carried.includes(pattern))) return;
  const workbench = vscode.workspace.getConfiguration('workbench');
  const table = workbench.inspect<Readonly<Record<string, string>>>('editorAssociations');
  const known = target === vscode.ConfigurationTarget.Global ? table?.globalValue : table?.workspaceValue;
  const kept = Object.entries(known ?? {}).filter(
    ([pattern, editor]) => editor !== ANY_VIEW_TYPE || !carried.includes(pattern),
  );
  const added = patterns.map((pattern) => [pattern, ANY_VIEW_TYPE] as const);
  const next = Object.fromEntries([...kept, ...added]);
  await workbench.update('editorAssociations', Object.keys(next).length === 0 ? undefined : next, target);
  await memory.update(CARRIED, patterns);
}
