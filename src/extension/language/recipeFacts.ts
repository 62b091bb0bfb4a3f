// What the services are told of the host, for one recipe.
import path from 'node:path';
import type * as vscode from 'vscode';
import type { Facts } from '../../core/recipe/services/facts.js';
import type { Services } from '../services.js';
import { recipeId } from '../workspaceRecipe/recipeTexts.js';
import type { RecipeDocument } from './recipeDocuments.js';
import type { WorkspaceFacts } from './workspaceFacts.js';

/** What is known without waiting for anything but the list of recipes, and the lookup tables where they are read for the first time. */
export async function factsFor(
  { recipes, tables }: Services,
  workspace: WorkspaceFacts,
  document: vscode.TextDocument,
  recipe: RecipeDocument | undefined,
): Promise<Facts> {
  const choices = await recipes.knownChoices();
  const own = recipeId(document.uri).replaceAll('\\', '/');
  const folder = path.posix.dirname(own);
  const files = choices
    .map(({ id }) => id.replaceAll('\\', '/'))
    .filter((id) => id.endsWith('.deid') && id !== own)
    .map((id) => path.posix.relative(folder, id));
  return {
    recipes: files,
    included: recipe?.included ?? new Map(),
    creators: workspace.creators(),
    variables: await tables.columns(),
    matching: workspace.matching,
  };
}
