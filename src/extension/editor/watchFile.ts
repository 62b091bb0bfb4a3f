// Tells when one file changes or goes, wherever it lies.
import path from 'node:path';
import * as vscode from 'vscode';

interface Told {
  changed(): void;
  deleted(): void;
}

export function watchFile(uri: vscode.Uri, told: Told): vscode.Disposable {
  const folder = uri.with({ path: path.posix.dirname(uri.path) });
  // The name itself is no pattern: it may have brackets in it.
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  const wanted = uri.toString();
  const mine = (act: () => void) => (changed: vscode.Uri) => {
    if (changed.toString() === wanted) act();
  };
  const subscriptions = [
    watcher,
    watcher.onDidChange(mine(() => told.changed())),
    watcher.onDidCreate(mine(() => told.changed())),
    watcher.onDidDelete(mine(() => told.deleted())),
  ];
  return vscode.Disposable.from(...subscriptions);
}
