// Which recipes there are: the built-in ones and the workspace's files. Looking for files can take seconds among a
// million images, so it happens once, and nobody has to wait for it.
import * as vscode from 'vscode';
import type { RecipeChoice } from '../../protocol.js';
import type { Engine } from '../loadEngine.js';
import { recipeId } from './recipeTexts.js';

const RECIPES = '**/{*.deid,deid.dicom,deid.dicom.*}';
const NOT_IN = '**/{node_modules,.git,.medimagecleaner}/**';
const MOST = 200;

export interface RecipeChoices extends vscode.Disposable {
  /** Waits until the workspace was looked through. */
  all(): Promise<readonly RecipeChoice[]>;
  /** Those that are known by now. */
  known(): Promise<readonly RecipeChoice[]>;
  readonly onDidChange: vscode.Event<void>;
}

export function createRecipeChoices(engine: () => Promise<Engine>): RecipeChoices {
  const changed = new vscode.EventEmitter<void>();
  let found: readonly vscode.Uri[] = [];
  let looking: Promise<void> | undefined;
  const look = (): Promise<void> => {
    looking ??= Promise.resolve(vscode.workspace.findFiles(RECIPES, NOT_IN, MOST)).then((files) => {
      const news = files.length !== found.length || files.some((uri, at) => uri.toString() !== found[at]?.toString());
      found = files;
      if (news) changed.fire();
    });
    return looking;
  };
  const again = (): void => {
    looking = undefined;
    look().catch(() => undefined);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(RECIPES, false, true, false);
  const subscriptions = [
    changed,
    watcher,
    watcher.onDidCreate(again),
    watcher.onDidDelete(again),
    vscode.workspace.onDidChangeWorkspaceFolders(again),
  ];
  const list = async (): Promise<readonly RecipeChoice[]> => {
    const builtin = (await engine()).builtinPolicies.map(({ name, title }) => ({
      id: name,
      label: name,
      detail: title,
    }));
    const files = found.map((uri) => {
      const id = recipeId(uri);
      return { id, label: id, detail: vscode.l10n.t('recipe of this workspace') };
    });
    return [...builtin, ...files.sort((a, b) => (a.id < b.id ? -1 : 1))];
  };
  return {
    all: async () => {
      await look();
      return list();
    },
    known: () => {
      look().catch(() => undefined);
      return list();
    },
    onDidChange: changed.event,
    dispose: () => {
      for (const each of subscriptions) each.dispose();
    },
  };
}
