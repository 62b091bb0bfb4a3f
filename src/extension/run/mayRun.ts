// What must be so before a run or a watch begins; the user is told what is not, and what to do.
import * as vscode from 'vscode';
import type { LookupTable } from '../../core/policy/lookupTable.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import { liesInOutput, shortName } from './places.js';

interface Wish {
  readonly uris: readonly vscode.Uri[];
  readonly recipe: CurrentRecipe;
  readonly dryRun: boolean;
}

export async function mayRun(services: Services, { uris, recipe, dryRun }: Wish): Promise<boolean> {
  if (recipe.broken !== undefined) {
    const open = vscode.l10n.t('Open Recipe');
    const said = vscode.l10n.t('The recipe {0} can not be used: {1}', recipe.label, recipe.broken);
    if ((await vscode.window.showErrorMessage(said, open)) === open) await services.recipes.open();
    return false;
  }
  const wrong = uris.find((uri) => uri.scheme !== 'file');
  if (wrong !== undefined) {
    const said = vscode.l10n.t(
      '{0} does not lie on the disk of this machine. It can be looked at where it is; to de-identify it, copy it to a folder of this machine first.',
      shortName(wrong),
    );
    void vscode.window.showErrorMessage(said);
    return false;
  }
  const copy = dryRun ? undefined : uris.find(liesInOutput);
  if (copy !== undefined) {
    const said = vscode.l10n.t('{0} lies in a folder of clean copies. Choose the originals.', shortName(copy));
    void vscode.window.showErrorMessage(said);
    return false;
  }
  return true;
}

/** The recipe's lookup table, undefined where it wants none; `none` where there is no fit one and the user was told. */
export async function tableForRun(
  { tables }: Services,
  { policy, label }: CurrentRecipe,
): Promise<LookupTable | undefined | 'none'> {
  const { table, problem } = await tables.forPolicy(policy);
  if (problem === undefined) return table;
  const settings = vscode.l10n.t('Open Settings');
  const said = vscode.l10n.t('The recipe {0} can not be used: {1}', label, problem);
  void vscode.window.showErrorMessage(said, settings).then((choice) => {
    if (choice === settings)
      void vscode.commands.executeCommand('workbench.action.openSettings', 'medimagecleaner.tables');
  });
  return 'none';
}
