// "Preview on the open file": the recipe becomes the workspace's, and the file's tree shows what it does.
import * as vscode from 'vscode';
import { VIEW_TYPE } from '../editor/viewTypes.js';
import type { Services } from '../services.js';
import { recipeId } from '../workspaceRecipe/recipeTexts.js';

export function registerPreviewRecipe({ recipes }: Services): vscode.Disposable {
  return vscode.commands.registerCommand(
    'medimagecleaner.previewRecipe',
    async (recipe: vscode.Uri, file: vscode.Uri | undefined) => {
      if (file === undefined) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Open a DICOM file first, then preview the recipe on it.'),
        );
        return;
      }
      await recipes.choose(recipeId(recipe));
      await vscode.commands.executeCommand('vscode.openWith', file, VIEW_TYPE, vscode.ViewColumn.Beside);
    },
  );
}
