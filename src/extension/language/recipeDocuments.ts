// The recipes that are open, parsed and compiled once per version of their text and of what they include.
import path from 'node:path';
import * as vscode from 'vscode';
import type { CheckedRecipe } from '../../core/recipe/services/checked.js';
import type { RecipeTree } from '../../core/recipe/syntax.js';
import { watchFile } from '../editor/watchFile.js';
import type { Engine } from '../loadEngine.js';
import type { Services } from '../services.js';
import { includedUri, recipeText } from '../workspaceRecipe/recipeTexts.js';

export interface RecipeDocument extends CheckedRecipe {
  readonly version: number;
  readonly included: ReadonlyMap<string, RecipeTree>;
}

export interface RecipeDocuments extends vscode.Disposable {
  /** As the text is now. */
  get(document: vscode.TextDocument): Promise<RecipeDocument>;
  /** The last one that is ready, which may be of an older text. */
  known(document: vscode.TextDocument): RecipeDocument | undefined;
  /** A recipe that is included by an open one has changed: what was said of that one may be wrong. */
  readonly onDidChangeIncluded: vscode.Event<vscode.Uri>;
}

interface Entry {
  readonly version: number;
  readonly loading: Promise<RecipeDocument>;
}

export function createRecipeDocuments({ engine }: Services): RecipeDocuments {
  const entries = new Map<string, Entry>();
  const ready = new Map<string, RecipeDocument>();
  const watched = new Map<string, { readonly files: string; readonly watcher: vscode.Disposable }>();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  const watch = (uri: vscode.Uri, files: readonly vscode.Uri[]): void => {
    const key = uri.toString();
    const names = files.map(String).sort().join('\n');
    if (watched.get(key)?.files === names) return;
    watched.get(key)?.watcher.dispose();
    const stale = (): void => {
      entries.delete(key);
      changed.fire(uri);
    };
    const watchers = files.map((file) => watchFile(file, { changed: stale, deleted: stale }));
    watched.set(key, { files: names, watcher: vscode.Disposable.from(...watchers) });
  };
  const load = async (document: vscode.TextDocument, version: number): Promise<RecipeDocument> => {
    const { uri } = document;
    // The text of this version: while the engine is loaded, others may follow.
    const text = document.getText();
    const files: vscode.Uri[] = [];
    const loader = await engine();
    const { name, ...loaded } = await loadText(loader, uri, text, files, ready.get(uri.toString()));
    const made: RecipeDocument = { version, name, ...loaded };
    if (document.isClosed) return made;
    watch(uri, files);
    if ((ready.get(uri.toString())?.version ?? -1) <= version) ready.set(uri.toString(), made);
    return made;
  };
  const forget = ({ uri }: vscode.TextDocument): void => {
    const key = uri.toString();
    entries.delete(key);
    ready.delete(key);
    watched.get(key)?.watcher.dispose();
    watched.delete(key);
  };
  const subscriptions = [
    changed,
    vscode.workspace.onDidCloseTextDocument(forget),
    // The text of an included recipe that is open counts before it is saved.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const file = document.uri.toString();
      for (const [key, { files }] of watched) {
        if (!files.split('\n').includes(file)) continue;
        entries.delete(key);
        changed.fire(vscode.Uri.parse(key, true));
      }
    }),
  ];
  return {
    get: (document) => {
      const key = document.uri.toString();
      const entry = entries.get(key);
      if (entry?.version === document.version) return entry.loading;
      const loading = load(document, document.version);
      entries.set(key, { version: document.version, loading });
      loading.catch(() => entries.delete(key));
      return loading;
    },
    known: (document) => ready.get(document.uri.toString()),
    onDidChangeIncluded: changed.event,
    dispose: () => {
      for (const { watcher } of watched.values()) watcher.dispose();
      for (const each of subscriptions) each.dispose();
    },
  };
}

async function loadText(
  engine: Engine,
  uri: vscode.Uri,
  text: string,
  files: vscode.Uri[],
  previous: RecipeDocument | undefined,
) {
  const name = path.posix.basename(uri.path);
  const loaded = await engine.loadRecipe({
    text,
    name,
    previous,
    read: (target) => {
      const file = includedUri(uri, target);
      files.push(file);
      return recipeText(file);
    },
  });
  return { name, ...loaded };
}
