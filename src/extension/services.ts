// What every feature of the extension is given: one record, made once when the extension starts.
import type * as vscode from 'vscode';
import type { Engine } from './loadEngine.js';
import type { WorkspaceRecipe } from './workspaceRecipe/workspaceRecipe.js';

/** The workspace's secret key, as its keeper shows it to those who only use it. */
export interface KeyStore {
  /** Undefined where the workspace has none: nobody makes one by looking. */
  get(): Promise<Uint8Array | undefined>;
  /** A key was created, imported or forgotten. */
  readonly onDidChange: vscode.Event<void>;
}

export interface Services {
  readonly context: vscode.ExtensionContext;
  /** Planning, trees, the recipe language: loaded at first use. */
  readonly engine: () => Promise<Engine>;
  readonly key: KeyStore;
  readonly recipes: WorkspaceRecipe;
  /** For what went wrong inside the program. No value of a file and no key, ever. */
  readonly log: vscode.LogOutputChannel;
  readonly version: string;
}
