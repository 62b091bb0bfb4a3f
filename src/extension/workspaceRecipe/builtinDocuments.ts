// The built-in recipes as documents that can be read and copied, and not changed.
import * as vscode from 'vscode';
import type { Engine } from '../loadEngine.js';

const SCHEME = 'medimagecleaner-recipe';

export function builtinUri(name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}.deid` });
}

export function registerBuiltinDocuments(engine: () => Promise<Engine>): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) =>
      (await engine()).builtinSource(path.slice(1).replace(/\.deid$/u, '')) ?? '',
  });
}
