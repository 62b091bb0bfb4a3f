// The text of a file of the user's, where it is one that can be read whole.
import * as vscode from 'vscode';

/**
 * @param largest bytes; above, the file is none of the kind that is looked for
 * @returns undefined where the file is absent, a folder, closed to us or larger: who asked says so
 */
export async function fileText(uri: vscode.Uri, largest: number): Promise<string | undefined> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > largest || (type & vscode.FileType.Directory) !== 0) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
