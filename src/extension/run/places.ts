// Which clean copy belongs to which original: by path alone. `study/a.dcm` has its copy in `deidentified/study/a.dcm`
// beside `study`, or in `deidentified/` inside a folder of the workspace (design: Output).
import path from 'node:path';
import * as vscode from 'vscode';
import { copyPlaces, originalPlace } from './outputPlaces.js';

/** Name of the folders that clean copies go to. */
export function outputFolderName(): string {
  const name = vscode.workspace.getConfiguration('medimagecleaner').get<string>('outputFolder', '').trim();
  return /^(?!\.+$)[^/\\:*?"<>|]+$/.test(name) ? name : 'deidentified';
}

/** Files that end inside their pixel data are taken as far as they go. */
export function salvages(): boolean {
  return vscode.workspace.getConfiguration('medimagecleaner').get('salvage', false);
}

/** True for what lies in a folder of clean copies, or is one. */
export function liesInOutput(uri: vscode.Uri): boolean {
  return originalOf(uri) !== undefined;
}

/** The original of a clean copy, or the folder of originals of a folder of copies; whether it exists is not asked. */
export function originalOf(uri: vscode.Uri): vscode.Uri | undefined {
  const place = originalPlace(uri.path, outputFolderName());
  return place === undefined ? undefined : uri.with({ path: place });
}

/** The clean copy of an original, where there is one: the nearest. */
export async function copyOf(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (const place of copyPlaces(uri.path, outputFolderName())) {
    const candidate = uri.with({ path: place });
    if (await exists(candidate)) return candidate;
  }
  return undefined;
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The workspace folder that this is the root of. */
export function isWorkspaceRoot(uri: vscode.Uri): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.toString() === uri.toString());
}

/** Short, as the explorer would name it. */
export function shortName(uri: vscode.Uri): string {
  return path.posix.basename(uri.path) || uri.path;
}
