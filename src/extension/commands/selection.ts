// What a command is about: the explorer's selection, else what is open in front, else what the user chooses.
import * as vscode from 'vscode';
import { DUMP_SCHEME, dumpedFile } from '../dump/dumpAddress.js';

/** The explorer gives the clicked item and the whole selection; the palette gives nothing. */
export async function selected(clicked: unknown, all: unknown, title: string): Promise<readonly vscode.Uri[]> {
  if (Array.isArray(all) && all.length > 0) return all.filter((each): each is vscode.Uri => each instanceof vscode.Uri);
  if (clicked instanceof vscode.Uri) return [fileOf(clicked)];
  const open = openFile();
  return open === undefined ? await choose(title) : [open];
}

/** One file: for commands that show something. */
export async function selectedFile(clicked: unknown, title: string): Promise<vscode.Uri | undefined> {
  if (clicked instanceof vscode.Uri) return fileOf(clicked);
  const open = openFile();
  if (open !== undefined) return open;
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Choose'),
    canSelectMany: false,
  });
  return chosen?.[0];
}

/** The file behind the editor in front: a DICOM editor or a dump. Text files of other kinds are none of ours. */
function openFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType.startsWith('medimagecleaner.dicom')) return input.uri;
  if (input instanceof vscode.TabInputText && input.uri.scheme === DUMP_SCHEME) return dumpedFile(input.uri);
  if (input instanceof vscode.TabInputTextDiff && input.original.scheme === DUMP_SCHEME)
    return dumpedFile(input.original);
  return undefined;
}

function fileOf(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === DUMP_SCHEME ? (dumpedFile(uri) ?? uri) : uri;
}

async function choose(title: string): Promise<readonly vscode.Uri[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => ({
    label: `$(root-folder) ${folder.name}`,
    description: vscode.l10n.t('the whole folder'),
    uri: folder.uri,
  }));
  const other = { label: `$(folder-opened) ${vscode.l10n.t('Choose a folder…')}`, folder: true };
  const files = { label: `$(files) ${vscode.l10n.t('Choose files…')}`, folder: false };
  const picked = await vscode.window.showQuickPick([...folders, other, files], { title });
  if (picked === undefined) return [];
  if ('uri' in picked) return [picked.uri];
  const options = { title, openLabel: vscode.l10n.t('Choose'), canSelectMany: true };
  const kind = { canSelectFolders: picked.folder, canSelectFiles: !picked.folder };
  return (await vscode.window.showOpenDialog({ ...options, ...kind })) ?? [];
}
