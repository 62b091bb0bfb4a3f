// From a recipe's id to its policy, with whatever it includes.
import path from 'node:path';
import * as vscode from 'vscode';
import type { Diagnostic } from '../../core/recipe/syntax.js';
import type { Engine } from '../loadEngine.js';
import { findRecipe, includedUri, recipeText } from './recipeTexts.js';
import type { CurrentRecipe } from './workspaceRecipe.js';

export interface ReadRecipe {
  readonly recipe: CurrentRecipe;
  /** Files that it was read from, or would be if they were there. */
  readonly files: readonly vscode.Uri[];
}

/** @param lastGood the same recipe when it could be used, if it ever could */
export async function readRecipe(engine: Engine, id: string, lastGood: CurrentRecipe | undefined): Promise<ReadRecipe> {
  const { t } = vscode.l10n;
  const builtin = engine.builtinPolicy(id);
  if (builtin !== undefined) return { recipe: { id, label: id, policy: builtin, diagnostics: [] }, files: [] };
  const fallback = lastGood?.policy ?? engine.builtinPolicy('blank');
  if (fallback === undefined) throw new Error('no built-in recipe');
  const label = path.basename(id);
  const uri = await findRecipe(id);
  const text = uri === undefined ? undefined : await recipeText(uri);
  if (uri === undefined || text === undefined) {
    const broken = t('there is no such recipe, built-in or in the workspace');
    const found = uri === undefined ? {} : { uri };
    return {
      recipe: { id, label, policy: fallback, diagnostics: [], broken, ...found },
      files: uri === undefined ? [] : [uri],
    };
  }
  const files = [uri];
  const { policy, diagnostics } = await engine.loadRecipe({
    text,
    name: path.posix.basename(uri.path),
    read: (target) => {
      const included = includedUri(uri, target);
      files.push(included);
      return recipeText(included);
    },
  });
  const error = diagnostics.find(({ severity }) => severity === 'error');
  const recipe: CurrentRecipe =
    error === undefined
      ? { id, label, policy, uri, text, diagnostics }
      : { id, label, policy: fallback, uri, text, diagnostics, broken: inWords(error, text) };
  return { recipe, files };
}

function inWords({ message, span, file }: Diagnostic, text: string): string {
  const { t } = vscode.l10n;
  if (file !== undefined) return t('{0}: {1}', file, message);
  const line = text.slice(0, span.start).split('\n').length;
  return t('line {0}: {1}', line, message);
}
