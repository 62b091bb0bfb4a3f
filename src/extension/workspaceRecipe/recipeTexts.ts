// The texts of recipe files as they are now: an open editor's, saved or not, else the file's.
import path from 'node:path';
import * as vscode from 'vscode';
import { fileText } from '../fileText.js';

/** Larger than any recipe, so that a setting that names an image by mistake does not load it. */
const LARGEST = 4 * 1024 * 1024;

/** Undefined where there is no such file, or where it is none that could be a recipe. */
export async function recipeText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined && !open.isClosed) return open.getText();
  return fileText(uri, LARGEST);
}

/** Where a recipe lies that a setting names by its path: in the first folder that has it. */
export async function findRecipe(id: string): Promise<vscode.Uri | undefined> {
  const candidates = candidatesOf(id);
  for (const uri of candidates) {
    if ((await recipeText(uri)) !== undefined) return uri;
  }
  return candidates[0];
}

function candidatesOf(id: string): readonly vscode.Uri[] {
  if (path.isAbsolute(id)) return [vscode.Uri.file(id)];
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.map(({ uri }) => vscode.Uri.joinPath(uri, ...id.split(/[\\/]/u)));
}

/** How the setting names a file: by its path in the workspace where it has one. */
export function recipeId(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? uri.fsPath
    : vscode.workspace.asRelativePath(uri, false);
}

/** A target of INCLUDE, seen from a recipe. */
export function includedUri(from: vscode.Uri, target: string): vscode.Uri {
  if (path.isAbsolute(target)) return vscode.Uri.file(target);
  return vscode.Uri.joinPath(from, '..', ...target.split('/'));
}
