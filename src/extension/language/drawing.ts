// What is drawn into a recipe: semantic tokens, names beside bare tags, lenses.
import * as vscode from 'vscode';
import type { Lens } from '../../core/recipe/services/lenses.js';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../core/recipe/services/tokenNames.js';
import type { RecipeTree } from '../../core/recipe/syntax.js';
import { LANGUAGE, offsetAt, positionAt, rangeOf } from './ranges.js';
import { ready, type Session } from './session.js';

const LEGEND = new vscode.SemanticTokensLegend([...TOKEN_TYPES], [...TOKEN_MODIFIERS]);

function tokens(session: Session): vscode.DocumentSemanticTokensProvider {
  return {
    async provideDocumentSemanticTokens(document) {
      const { engine, recipe } = await ready(session, document);
      const builder = new vscode.SemanticTokensBuilder(LEGEND);
      for (const { span, type, modifiers } of engine.semanticTokens(recipe.tree)) {
        builder.push(rangeOf(recipe.tree, span), type, [...modifiers]);
      }
      return builder.build();
    },
  };
}

function hints(session: Session): vscode.InlayHintsProvider {
  return {
    async provideInlayHints(document, range) {
      const { engine, recipe } = await ready(session, document);
      const span = { start: offsetAt(recipe.tree, range.start), end: offsetAt(recipe.tree, range.end) };
      return engine.inlayHints(recipe.tree, span).map(({ at, text }) => {
        const hint = new vscode.InlayHint(positionAt(recipe.tree, at), text);
        hint.paddingLeft = true;
        return hint;
      });
    },
  };
}

function countText({ of, count }: Extract<Lens, { kind: 'matching' }>): string {
  const { t } = vscode.l10n;
  const { files, of: all, more } = count;
  const title =
    of === 'recipe'
      ? files === 1
        ? t('1 file in this workspace is taken')
        : t('{0} files in this workspace are taken', files)
      : files === 1
        ? t('1 file in this workspace matches')
        : t('{0} files in this workspace match', files);
  return more ? t('{0} (of the first {1})', title, all) : title;
}

function lensOf(
  { uri: recipe }: vscode.TextDocument,
  tree: RecipeTree,
  lens: Lens,
  uri: vscode.Uri | undefined,
): vscode.CodeLens {
  const { t } = vscode.l10n;
  const range = rangeOf(tree, lens.span);
  if (lens.kind === 'matching') return new vscode.CodeLens(range, { title: countText(lens), command: '' });
  return new vscode.CodeLens(range, {
    title: t('Preview on {0}', lens.name),
    tooltip: t('Choose this recipe for the workspace and show what it does to the open file'),
    command: 'medimagecleaner.previewRecipe',
    arguments: [recipe, uri],
  });
}

export function registerDrawing(session: Session): vscode.Disposable {
  const { workspace, objects } = session;
  const { languages } = vscode;
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    workspace.onDidChange(() => changed.fire()),
    objects.onDidChange(() => changed.fire()),
    languages.registerDocumentSemanticTokensProvider(LANGUAGE, tokens(session), LEGEND),
    languages.registerInlayHintsProvider(LANGUAGE, hints(session)),
    languages.registerCodeLensProvider(LANGUAGE, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const { engine, recipe, facts } = await ready(session, document);
        const uri = objects.uri();
        const name = uri?.path.slice(uri.path.lastIndexOf('/') + 1) ?? '';
        const all = uri === undefined ? facts : { ...facts, open: { name, effects: () => [] } };
        return engine.lenses(recipe.tree, recipe.policy, all).map((lens) => lensOf(document, recipe.tree, lens, uri));
      },
    }),
  );
}
