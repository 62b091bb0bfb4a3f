import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { deletedFailure, errorFailure, logUnknown } from './failure.js';
import { codeOf } from './failureKind.js';
import { type DocumentState, inspectObject, loadedObject } from './loadObject.js';
import { type OpenBytes, openBytes } from './openBytes.js';
import { watchFile } from './watchFile.js';

export interface DicomDocument extends vscode.CustomDocument {
  readonly state: () => DocumentState;
  /** `file`: everything may be different; `plan`: the same rows under another recipe or key. */
  readonly onDidChange: vscode.Event<'file' | 'plan'>;
  readonly reload: () => void;
  /** Reads the file; the first call counts. To be called once a page is on its way: reading keeps the host's only thread busy. */
  readonly begin: () => void;
  /** Looks whether the file is still what was read: not every disk tells of changes. */
  readonly check: () => void;
}

export function openDocument(uri: vscode.Uri, services: Services): DicomDocument {
  const { recipes, key, tables, log } = services;
  const changed = new vscode.EventEmitter<'file' | 'plan'>();
  let state: DocumentState = { kind: 'loading' };
  let bytes: OpenBytes | undefined;
  let run = 0;
  /** Size and time of change of what was read; undefined where there was no file. */
  let read: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const settle = (next: DocumentState, what: 'file' | 'plan'): void => {
    state = next;
    changed.fire(what);
  };
  const shut = (): void => {
    bytes?.close();
    bytes = undefined;
  };
  const plan = async (own: number, open: OpenBytes, what: 'file' | 'plan'): Promise<void> => {
    const inspected = await inspectObject(open, services);
    if (own !== run) return;
    const known = what === 'plan' && state.kind === 'ready' ? state.object : undefined;
    const loaded = loadedObject(open, inspected, known);
    if (loaded.kind === 'failed') shut();
    settle(loaded, what);
  };
  const begin = async (own: number, what: 'file' | 'plan'): Promise<void> => {
    // What is on the screen is read from the old bytes until the new ones are there.
    let replaced: OpenBytes | undefined;
    try {
      let open = bytes;
      if (what === 'file' || open === undefined) {
        read = await timeOf(uri);
        open = await openBytes(uri, await services.engine());
        if (own !== run) {
          open.close();
          return;
        }
        replaced = bytes;
        bytes = open;
      }
      await plan(own, open, what);
    } catch (error) {
      if (own !== run) return;
      shut();
      logUnknown(error, log);
      settle({ kind: 'failed', failure: errorFailure(error) }, 'file');
    } finally {
      replaced?.close();
    }
  };
  const start = (what: 'file' | 'plan'): void => {
    clearTimeout(timer);
    run++;
    void begin(run, what);
  };
  /** Several changes in a row are one. */
  const soon = (what: 'file' | 'plan', pause: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => start(state.kind === 'ready' ? what : 'file'), pause);
  };
  const gone = (): void => {
    clearTimeout(timer);
    run++;
    read = undefined;
    shut();
    settle({ kind: 'failed', failure: deletedFailure() }, 'file');
  };
  const watcher = watchFile(uri, { changed: () => soon('file', 300), deleted: gone });
  const check = async (): Promise<void> => {
    const own = run;
    const { kind } = state;
    if (kind === 'loading') return;
    const now = await timeOf(uri);
    if (own !== run || now === read) return;
    if (now === undefined) gone();
    else soon('file', 0);
  };
  const subscriptions = [
    watcher,
    changed,
    recipes.onDidChange(() => soon('plan', 80)),
    key.onDidChange(() => soon('plan', 80)),
    tables.onDidChange(() => soon('plan', 80)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.salvage')) soon('file', 0);
    }),
  ];
  return {
    uri,
    state: () => state,
    onDidChange: changed.event,
    begin: () => {
      if (run === 0) start('file');
    },
    reload: () => start('file'),
    check: () => void check(),
    dispose: () => {
      clearTimeout(timer);
      run++;
      shut();
      state = { kind: 'loading' };
      for (const each of subscriptions) each.dispose();
    },
  };
}

/** Undefined where there is no such file; what can't be asked never changes. */
async function timeOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    return `${size}:${mtime}`;
  } catch (error) {
    return codeOf(error) === 'FileNotFound' ? undefined : 'unknown';
  }
}
