// Diagnostics as a recipe is typed, quick fixes for them, and formatting.
import * as vscode from 'vscode';
import type { Diagnostic, RecipeTree } from '../../core/recipe/syntax.js';
import { failureTrace } from '../editor/failureKind.js';
import { fixTitle } from './fixTitle.js';
import { editsOf, LANGUAGE, positionAt, rangeOf } from './ranges.js';
import { ready, type Session } from './session.js';

const PAUSE_MS = 150;
const SOURCE = 'deid';

const SEVERITIES: Readonly<Record<Diagnostic['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Codes of what does nothing: shown faded. */
const UNNECESSARY: ReadonlySet<string> = new Set([
  'duplicate-rule',
  'shadowed-rule',
  'duplicate-option',
  'unreachable-filter',
  'unused-group',
]);

function shown(
  document: vscode.TextDocument,
  tree: RecipeTree,
  { code, message, severity, span }: Diagnostic,
): vscode.Diagnostic {
  const start = positionAt(tree, span.start);
  // What is missing at the end of a line has no width: the last word is marked.
  const range =
    span.end > span.start
      ? rangeOf(tree, span)
      : (document.getWordRangeAtPosition(start) ?? new vscode.Range(start, start));
  const made = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
  made.source = SOURCE;
  made.code = code;
  if (UNNECESSARY.has(code)) made.tags = [vscode.DiagnosticTag.Unnecessary];
  return made;
}

/** What is said of a text, as the core says it: the fixes are made from that. */
type Said = Map<string, { readonly version: number; readonly diagnostics: readonly Diagnostic[] }>;

function fixes(session: Session, said: Said): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, context) {
      const known = said.get(document.uri.toString());
      if (known?.version !== document.version) return [];
      const { engine, recipe, facts } = await ready(session, document);
      const open = await session.objects.effects(recipe, []);
      if (recipe.version !== known.version) return [];
      const all = open === undefined ? facts : { ...facts, open };
      const touched = known.diagnostics.filter(({ span }) => {
        return range.intersection(rangeOf(recipe.tree, span)) !== undefined;
      });
      return touched.flatMap((diagnostic) => {
        const about = context.diagnostics.find(
          ({ code, source, message }) =>
            source === SOURCE && code === diagnostic.code && message === diagnostic.message,
        );
        return engine.fixes(recipe.tree, diagnostic, all).map(({ id, args, edits, preferred }) => {
          const action = new vscode.CodeAction(fixTitle(id, args), vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.set(document.uri, editsOf(recipe.tree, edits));
          action.isPreferred = preferred;
          if (about !== undefined) action.diagnostics = [about];
          return action;
        });
      });
    },
  };
}

export function registerProblems(session: Session): vscode.Disposable {
  const { services, documents, objects } = session;
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
  const said: Said = new Map();
  const timers = new Map<string, NodeJS.Timeout>();

  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const { engine, recipe, facts } = await ready(session, document);
    const open = await objects.effects(recipe, []);
    if (document.isClosed || document.version !== version) return;
    const found = engine.diagnose(recipe, open === undefined ? facts : { ...facts, open });
    said.set(document.uri.toString(), { version, diagnostics: found });
    collection.set(
      document.uri,
      found.map((each) => shown(document, recipe.tree, each)),
    );
  };
  const soon = (document: vscode.TextDocument, pause: number): void => {
    if (document.languageId !== 'deid') return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const run = (): void => {
      timers.delete(key);
      check(document).catch((error: unknown) =>
        services.log.warn(`a recipe could not be checked\n${failureTrace(error)}`),
      );
    };
    timers.set(key, setTimeout(run, pause));
  };
  const all = (): void => {
    for (const document of vscode.workspace.textDocuments) soon(document, PAUSE_MS);
  };
  for (const document of vscode.workspace.textDocuments) soon(document, 0);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument((document) => soon(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) soon(document, PAUSE_MS);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      clearTimeout(timers.get(uri.toString()));
      said.delete(uri.toString());
      collection.delete(uri);
    }),
    documents.onDidChangeIncluded(all),
    objects.onDidChange(all),
    services.tables.onDidChange(all),
    vscode.languages.registerCodeActionsProvider(LANGUAGE, fixes(session, said), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerDocumentFormattingEditProvider(LANGUAGE, {
      async provideDocumentFormattingEdits(document) {
        // Saving waits for this: nothing that is included is read, and what was parsed before is not parsed again.
        const engine = await services.engine();
        const { tree, edits } = engine.formatted(document.getText(), documents.known(document)?.tree);
        return editsOf(tree, edits);
      },
    }),
    {
      dispose: () => {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );
}
