// The workspace's recipe as the extension keeps it: setting, files, open editors.
import * as vscode from 'vscode';
import type { Engine } from '../loadEngine.js';
import type { CurrentRecipe, WorkspaceRecipe } from './workspaceRecipe.js';

export function createWorkspaceRecipe(
  context: vscode.ExtensionContext,
  engine: () => Promise<Engine>,
  _log: vscode.LogOutputChannel,
): WorkspaceRecipe {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.recipe')) changed.fire();
    }),
  );
  const load = async (id: string): Promise<CurrentRecipe> => {
    const { builtinPolicy } = await engine();
    const policy = builtinPolicy(id);
    const fallback = builtinPolicy('blank');
    if (fallback === undefined) throw new Error('no built-in recipe');
    return policy === undefined
      ? { id, label: id, policy: fallback, diagnostics: [], broken: vscode.l10n.t('there is no such recipe') }
      : { id, label: id, policy, diagnostics: [] };
  };
  const chosen = (): string => vscode.workspace.getConfiguration('medimagecleaner').get('recipe', 'blank');
  return {
    current: () => load(chosen()),
    load,
    onDidChange: changed.event,
    choices: async () =>
      (await engine()).builtinPolicies.map(({ name, title }) => ({ id: name, label: name, detail: title })),
    choose: async (id) => {
      await vscode.workspace.getConfiguration('medimagecleaner').update('recipe', id);
    },
    pick: async () => undefined,
    open: async () => undefined,
    create: async () => undefined,
    changeRule: async () => false,
  };
}
