// New recipe: questions, a file with comments, and the recipe in use where that is wanted.
import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { askQuestions } from './askQuestions.js';

export function registerWizard(services: Services): void {
  services.context.subscriptions.push(
    vscode.commands.registerCommand('medimagecleaner.newRecipe', () => newRecipe(services)),
  );
}

async function newRecipe(services: Services): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const engine = await services.engine();
  const answers = await askQuestions(engine);
  if (answers === undefined) return undefined;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the recipe'),
    filters: { [vscode.l10n.t('De-identification recipe')]: ['deid'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, 'study.deid') }),
  });
  if (target === undefined) return undefined;
  const name =
    target.path
      .split('/')
      .at(-1)
      ?.replace(/\.deid$/i, '') ?? 'recipe';
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(engine.wizardRecipe(answers, name)));
  } catch (error) {
    services.log.error(`new recipe: ${error instanceof vscode.FileSystemError ? error.code : 'not written'}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The recipe could not be written there. Choose a folder that can be written to.'),
    );
    return undefined;
  }
  await vscode.window.showTextDocument(target);
  await afterwards(services, target);
  return target;
}

/** What to mind stands in the recipe's comments. Open trees show at once what it does where it is used. */
async function afterwards(services: Services, target: vscode.Uri): Promise<void> {
  const use = vscode.l10n.t('Use It in This Workspace');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The recipe was written. Its comments say what to mind before you hand on what it makes.'),
    ...(vscode.workspace.getWorkspaceFolder(target) === undefined ? [] : [use]),
  );
  if (chosen === use) await services.recipes.choose(vscode.workspace.asRelativePath(target, false));
}
