// What every feature of the extension is given: one record, made once when the extension starts.
import type * as vscode from 'vscode';
import type { KeyVault } from './keys/keyStore.js';
import type { Engine } from './loadEngine.js';
import type { RegionStore } from './pixels/regionStore.js';
import type { Tables } from './tables/tables.js';
import type { WorkspaceRecipe } from './workspaceRecipe/workspaceRecipe.js';

export interface Services {
  readonly context: vscode.ExtensionContext;
  /** Planning, trees, the recipe language: loaded at first use. */
  readonly engine: () => Promise<Engine>;
  readonly key: KeyVault;
  readonly recipes: WorkspaceRecipe;
  /** What the user settled about images of this workspace. */
  readonly regions: RegionStore;
  /** Lookup tables of recipes. */
  readonly tables: Tables;
  /** For what went wrong inside the program. No value of a file and no key, ever. */
  readonly log: vscode.LogOutputChannel;
  readonly version: string;
}
