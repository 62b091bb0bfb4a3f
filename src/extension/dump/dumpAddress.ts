// The address of a dump: the file's own path with `.dcmdump` behind it, and the file's address in the query.
import * as vscode from 'vscode';

export const DUMP_SCHEME = 'deid-dump';
const ENDING = '.dcmdump';

export function dumpAddress(file: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: DUMP_SCHEME, path: `${file.path}${ENDING}`, query: file.toString() });
}

/** The file that a dump is of. */
export function dumpedFile(dump: vscode.Uri): vscode.Uri | undefined {
  if (dump.scheme !== DUMP_SCHEME || dump.query === '') return undefined;
  return vscode.Uri.parse(dump.query, true);
}
