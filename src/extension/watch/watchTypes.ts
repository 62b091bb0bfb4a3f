// A watch as the rest of the extension sees it.
import type * as vscode from 'vscode';
import type { WatchStatus } from '../run/messages.js';

export interface Watched {
  readonly folders: readonly vscode.Uri[];
  /** Name of the recipe that it began with. */
  readonly recipe: string;
  readonly status: WatchStatus;
  readonly stopping: boolean;
}

export interface FolderWatch extends vscode.Disposable {
  /** Undefined where nothing is watched. */
  now(): Watched | undefined;
  readonly onDidChange: vscode.Event<void>;
  /** False where the user was told why not. @param key in place of the workspace's */
  start(folders: readonly vscode.Uri[], key?: Uint8Array): Promise<boolean>;
  /** Resolves when it has ended, and its record is written. */
  stop(): Promise<void>;
  /** Writes the record of what was done so far; undefined where that is nothing. */
  record(): Promise<vscode.Uri | undefined>;
}
