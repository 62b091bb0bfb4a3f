import * as vscode from 'vscode';

/** Asks before what can't be undone, in front of everything else. True where the user chose to go on. */
export async function confirmed(question: string, detail: string, go: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}
