// The setting that names the workspace's recipe.
import * as vscode from 'vscode';

/** A built-in name or a path; `blank` where nothing is set. */
export function chosenId(): string {
  const id = vscode.workspace.getConfiguration('medimagecleaner').get('recipe', 'blank').trim();
  return id === '' ? 'blank' : id;
}
