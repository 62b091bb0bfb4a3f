// Asks which recipe the workspace is to be de-identified by.
import * as vscode from 'vscode';
import type { RecipeChoice } from '../../protocol.js';

/** The id of a recipe; undefined where the user chose none, or went on to write a new one. */
export async function pickRecipe(choices: readonly RecipeChoice[], chosen: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const browse = {
    label: `$(folder-opened) ${t('Another File…')}`,
    id: '',
    detail: t('A recipe outside this workspace'),
  };
  const make = {
    label: `$(add) ${t('New Recipe…')}`,
    id: '',
    detail: t('Answer a few questions; a file with comments is written'),
  };
  const items = choices.map(({ id, label, detail }) => ({
    label: id === chosen ? `$(check) ${label}` : label,
    detail,
    id,
  }));
  const picked = await vscode.window.showQuickPick([...items, browse, ...(vscode.workspace.isTrusted ? [make] : [])], {
    title: t('Recipe for this workspace'),
    placeHolder: t('What is taken out, what is kept, and what stands in its place'),
    matchOnDetail: true,
  });
  if (picked === make) await vscode.commands.executeCommand('medimagecleaner.newRecipe');
  if (picked !== browse) return picked === undefined || picked.id === '' ? undefined : picked.id;
  const files = await vscode.window.showOpenDialog({
    canSelectMany: false,
    openLabel: t('Use This Recipe'),
    filters: { [t('De-identification recipe')]: ['deid'], [t('All files')]: ['*'] },
  });
  return files?.[0]?.fsPath;
}
