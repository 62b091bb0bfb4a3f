// Status bar item and commands of the workspace's recipe.
import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { chosenId } from './chosenId.js';

/** Milliseconds: what the recipe says is read when whatever started the extension is under way. */
const STARTING = 2000;

export function registerWorkspaceRecipe({ context, recipes, log }: Services): void {
  const item = vscode.window.createStatusBarItem('medimagecleaner.recipe', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('De-identification recipe');
  item.command = 'medimagecleaner.chooseRecipe';
  const show = async (): Promise<void> => {
    const { label, broken } = await recipes.current();
    item.text = broken === undefined ? `$(shield) ${label}` : `$(warning) ${label}`;
    item.tooltip =
      broken === undefined
        ? vscode.l10n.t('Recipe by which this workspace is de-identified: {0}. Select to choose another.', label)
        : vscode.l10n.t('The recipe {0} can not be used as it is: {1}', label, broken);
    item.backgroundColor = broken === undefined ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground');
  };
  const tell = (): void => {
    show().catch((error: unknown) => log.error('recipe of the workspace', error instanceof Error ? error.name : typeof error));
  };
  let timer: NodeJS.Timeout | undefined;
  const refresh = (pause = 0): void => {
    // The name is known before the recipe is read.
    item.text = `$(shield) ${chosenId().split(/[\\/]/u).at(-1)}`;
    item.show();
    clearTimeout(timer);
    timer = setTimeout(tell, pause);
  };
  refresh(STARTING);
  context.subscriptions.push(
    item,
    { dispose: () => clearTimeout(timer) },
    recipes.onDidChange(() => refresh()),
    vscode.commands.registerCommand('medimagecleaner.chooseRecipe', () => recipes.pick()),
    vscode.commands.registerCommand('medimagecleaner.openRecipe', () => recipes.open()),
  );
}
