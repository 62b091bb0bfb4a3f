// Ways through a recipe: outline, folding, references, rename, where INCLUDE leads, links.
import * as vscode from 'vscode';
import type { Fold, OutlineSymbol, SymbolKind } from '../../core/recipe/services/outline.js';
import type { RecipeTree } from '../../core/recipe/syntax.js';
import type { Engine } from '../loadEngine.js';
import { builtinUri } from '../workspaceRecipe/builtinDocuments.js';
import { includedUri } from '../workspaceRecipe/recipeTexts.js';
import { editsOf, LANGUAGE, offsetAt, rangeOf } from './ranges.js';
import { ready, type Session } from './session.js';

const KINDS: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Namespace,
  label: vscode.SymbolKind.Event,
  group: vscode.SymbolKind.Array,
  rule: vscode.SymbolKind.Field,
  setting: vscode.SymbolKind.Property,
  recipe: vscode.SymbolKind.File,
  region: vscode.SymbolKind.Object,
  test: vscode.SymbolKind.Boolean,
};

function symbolOf(tree: RecipeTree, found: OutlineSymbol): vscode.DocumentSymbol {
  const { name, detail, kind, span, selection, children } = found;
  const chosen = rangeOf(tree, selection);
  const symbol = new vscode.DocumentSymbol(name, detail, KINDS[kind], rangeOf(tree, span), chosen);
  symbol.children = children.map((child) => symbolOf(tree, child));
  return symbol;
}

const FOLDS: Readonly<Record<Fold['kind'], vscode.FoldingRangeKind | undefined>> = {
  section: undefined,
  comment: vscode.FoldingRangeKind.Comment,
  region: vscode.FoldingRangeKind.Region,
};

/** Where a target of INCLUDE lies: a built-in one as a document that can't be changed. */
function targetUri(engine: Engine, document: vscode.TextDocument, target: string): vscode.Uri {
  return engine.builtinSource(target.toLowerCase()) === undefined
    ? includedUri(document.uri, target.replaceAll('\\', '/'))
    : builtinUri(target.toLowerCase());
}

function definition(session: Session): vscode.DefinitionProvider {
  return {
    async provideDefinition(document, position) {
      const { engine, recipe } = await ready(session, document);
      const found = engine.definition(recipe.tree, offsetAt(recipe.tree, position));
      if (found === undefined) return undefined;
      const originSelectionRange = rangeOf(recipe.tree, found.from);
      if (found.kind === 'here') {
        const targetRange = rangeOf(recipe.tree, found.span);
        return [{ originSelectionRange, targetUri: document.uri, targetRange }];
      }
      const uri = targetUri(engine, document, found.target);
      return [{ originSelectionRange, targetUri: uri, targetRange: new vscode.Range(0, 0, 0, 0) }];
    },
  };
}

function rename(session: Session): vscode.RenameProvider {
  return {
    async prepareRename(document, position) {
      const { engine, recipe } = await ready(session, document);
      const found = engine.canRename(recipe.tree, offsetAt(recipe.tree, position));
      if (found.kind === 'problem') throw new Error(found.message);
      if (found.kind !== 'possible') return undefined;
      return { range: rangeOf(recipe.tree, found.span), placeholder: found.name };
    },
    async provideRenameEdits(document, position, name) {
      const { engine, recipe } = await ready(session, document);
      const found = engine.rename(recipe.tree, offsetAt(recipe.tree, position), name);
      if (found.kind === 'problem') throw new Error(found.message);
      const edit = new vscode.WorkspaceEdit();
      if (found.kind === 'edits') edit.set(document.uri, editsOf(recipe.tree, found.edits));
      return edit;
    },
  };
}

export function registerNavigation(session: Session): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerDocumentSymbolProvider(LANGUAGE, {
      async provideDocumentSymbols(document) {
        const { engine, recipe } = await ready(session, document);
        return engine.outline(recipe.tree).map((found) => symbolOf(recipe.tree, found));
      },
    }),
    languages.registerFoldingRangeProvider(LANGUAGE, {
      async provideFoldingRanges(document) {
        const { engine, recipe } = await ready(session, document);
        return engine
          .folding(recipe.tree)
          .map(({ start, end, kind }) => new vscode.FoldingRange(start, end, FOLDS[kind]));
      },
    }),
    languages.registerReferenceProvider(LANGUAGE, {
      async provideReferences(document, position, { includeDeclaration }) {
        const { engine, recipe } = await ready(session, document);
        return engine
          .references(recipe.tree, offsetAt(recipe.tree, position))
          .filter(({ declares }) => includeDeclaration || !declares)
          .map(({ span }) => new vscode.Location(document.uri, rangeOf(recipe.tree, span)));
      },
    }),
    languages.registerDocumentLinkProvider(LANGUAGE, {
      async provideDocumentLinks(document) {
        const { engine, recipe } = await ready(session, document);
        return engine.links(recipe.tree).map(({ span, target }) => {
          return new vscode.DocumentLink(rangeOf(recipe.tree, span), targetUri(engine, document, target));
        });
      },
    }),
    languages.registerDefinitionProvider(LANGUAGE, definition(session)),
    languages.registerRenameProvider(LANGUAGE, rename(session)),
  );
}
