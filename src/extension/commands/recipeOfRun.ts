// The recipe that copies were made with, by the digest that the run's record has of it: it need not be the workspace's of today.
import * as vscode from 'vscode';
import { confirmed } from '../confirm.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';

/**
 * The workspace's recipe where nothing is known of the run; undefined where the user does not want another one.
 * @param made the digest
 */
export async function recipeOfRun(
  { engine, recipes }: Services,
  made: string | undefined,
): Promise<CurrentRecipe | undefined> {
  const { t } = vscode.l10n;
  const current = await recipes.current();
  if (made === undefined) return current;
  const { compilePolicy } = await engine();
  const isThat = ({ policy, broken }: CurrentRecipe) => broken === undefined && compilePolicy(policy).digest === made;
  if (isThat(current)) return current;
  for (const { id } of await recipes.choices()) {
    const other = await recipes.load(id);
    if (isThat(other)) return other;
  }
  const go = await confirmed(
    t('The recipe that these copies were made with is not in the workspace any more, or was changed since.'),
    t(
      'The copies can be compared with the recipe {0} instead. Where it asks for more than theirs did, they do not pass.',
      current.label,
    ),
    t('Verify with {0}', current.label),
  );
  return go ? current : undefined;
}
