// The workspace's recipe as the extension keeps it: setting, files, open editors, and who is to be told.
import * as vscode from 'vscode';
import { watchFile } from '../editor/watchFile.js';
import type { Engine } from '../loadEngine.js';
import { builtinUri, registerBuiltinDocuments } from './builtinDocuments.js';
import { chosenId } from './chosenId.js';
import { pickRecipe } from './pickRecipe.js';
import { type ReadRecipe, readRecipe } from './readRecipe.js';
import { createRecipeChoices } from './recipeChoices.js';
import { recipeId } from './recipeTexts.js';
import type { CurrentRecipe, WorkspaceRecipe } from './workspaceRecipe.js';
import { ownRecipe, replaceText, writeRule } from './writeRule.js';

export function createWorkspaceRecipe(
  context: vscode.ExtensionContext,
  engine: () => Promise<Engine>,
): WorkspaceRecipe {
  const changed = new vscode.EventEmitter<void>();
  const choices = createRecipeChoices(engine);
  const lastGood = new Map<string, CurrentRecipe>();
  let reading: Promise<ReadRecipe> | undefined;
  let watched: vscode.Disposable | undefined;
  let files: ReadonlySet<string> = new Set();

  const stale = (): void => {
    reading = undefined;
    changed.fire();
  };
  const watch = (uris: readonly vscode.Uri[]): void => {
    const wanted = new Set(uris.map(String));
    if (wanted.size === files.size && [...wanted].every((uri) => files.has(uri))) return;
    files = wanted;
    watched?.dispose();
    watched = vscode.Disposable.from(...uris.map((uri) => watchFile(uri, { changed: stale, deleted: stale })));
  };
  const read = async (id: string): Promise<ReadRecipe> => {
    const result = await readRecipe(await engine(), id, lastGood.get(id));
    if (result.recipe.broken === undefined) lastGood.set(id, result.recipe);
    return result;
  };
  const current = async (): Promise<CurrentRecipe> => {
    reading ??= read(chosenId());
    const mine = reading;
    try {
      const { recipe, files: uris } = await mine;
      if (mine === reading) watch(uris);
      return recipe;
    } catch (error) {
      if (mine === reading) reading = undefined;
      throw error;
    }
  };
  const choose = async (id: string): Promise<void> => {
    const target =
      vscode.workspace.workspaceFolders === undefined
        ? vscode.ConfigurationTarget.Global
        : vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration('medimagecleaner').update('recipe', id, target);
  };
  /** Changes the recipe's file; of a built-in one a file is made first. */
  const edit = async (write: (uri: vscode.Uri) => Promise<boolean>): Promise<boolean> => {
    const recipe = await current();
    if (!isThere(recipe)) {
      await askForAnother(recipe);
      return false;
    }
    if (recipe.broken !== undefined) {
      void sayBroken(recipe, recipe.broken);
      return false;
    }
    const uri = recipe.uri ?? (await ownRecipe(recipe));
    if (uri === undefined) return false;
    const written = await write(uri);
    if (written && recipe.uri === undefined) await choose(recipeId(uri));
    return written;
  };
  context.subscriptions.push(
    changed,
    choices,
    registerBuiltinDocuments(engine),
    { dispose: () => watched?.dispose() },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.recipe')) stale();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(stale),
    // Unsaved text counts; closing without saving brings the file's text back.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && files.has(document.uri.toString())) stale();
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.isDirty && files.has(document.uri.toString())) stale();
    }),
  );
  return {
    current,
    load: async (id) => (id === chosenId() ? current() : (await read(id)).recipe),
    onDidChange: changed.event,
    choices: choices.all,
    knownChoices: choices.known,
    onDidChangeChoices: choices.onDidChange,
    choose,
    pick: async () => {
      const id = await pickRecipe(await choices.all(), chosenId());
      if (id !== undefined) await choose(id);
    },
    open: async () => {
      const recipe = await current();
      if (!isThere(recipe)) return askForAnother(recipe);
      await showBeside(recipe.uri ?? builtinUri(recipe.id));
    },
    changeRule: async (attribute, change) => {
      const own = await engine();
      return edit((uri) => writeRule(own, uri, attribute, change));
    },
    addText: (change) => edit((uri) => replaceText(uri, change)),
  };
}

/** False for a setting that names nothing. */
function isThere({ broken, text }: CurrentRecipe): boolean {
  return broken === undefined || text !== undefined;
}

async function askForAnother({ label }: CurrentRecipe): Promise<void> {
  const { t } = vscode.l10n;
  const choose = t('Choose Recipe');
  const said = t('The recipe {0}, which the settings name, is not there.', label);
  if ((await vscode.window.showWarningMessage(said, choose)) === choose)
    await vscode.commands.executeCommand('medimagecleaner.chooseRecipe');
}

/** No rule is written into a text that can't be read as a whole: where it would count is not known. */
async function sayBroken({ label, uri, diagnostics }: CurrentRecipe, broken: string): Promise<void> {
  const { t } = vscode.l10n;
  const show = t('Show the Error');
  const said = t('No rule is written into the recipe {0} while it has an error. {1}', label, broken);
  if (uri === undefined || (await vscode.window.showErrorMessage(said, show)) !== show) return;
  const error = diagnostics.find(({ severity }) => severity === 'error');
  const document = await vscode.workspace.openTextDocument(uri);
  // An error of an included file is told at the line that includes it.
  const start = document.positionAt(error?.file === undefined ? (error?.span.start ?? 0) : 0);
  await showBeside(uri, new vscode.Range(start, start));
}

/** Where it is open already, else beside a tree, so that both can be seen; else where the user is. */
async function showBeside(uri: vscode.Uri, selection?: vscode.Range): Promise<void> {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const isRecipe = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const open = all.find(({ tabs }) => tabs.some(isRecipe));
  const fromTree = activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom;
  const viewColumn = open?.viewColumn ?? (fromTree ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
  await vscode.window.showTextDocument(uri, { preview: false, viewColumn, ...(selection && { selection }) });
}
