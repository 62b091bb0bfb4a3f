// *Watch Folder*, *Stop Watching*, and the menu of the status bar item.
import * as vscode from 'vscode';
import type { Records } from '../report/records.js';
import type { Services } from '../services.js';
import { createFolderWatch } from './folderWatch.js';
import { WATCH_MENU, watchStatusItem } from './statusItem.js';
import { statusMenu } from './statusMenu.js';
import type { FolderWatch } from './watchTypes.js';
import { foldersText } from './watchWords.js';

export function registerWatch(services: Services, records: Records): FolderWatch {
  const { subscriptions } = services.context;
  const watch = createFolderWatch(services, records);
  const { registerCommand } = vscode.commands;
  subscriptions.push(
    watchStatusItem(watch),
    registerCommand('medimagecleaner.watch', async (clicked?: unknown, all?: unknown) => {
      const folders = await chosenFolders(clicked, all);
      if (folders.length > 0 && (await inPlaceOf(watch, folders))) await watch.start(folders);
    }),
    registerCommand('medimagecleaner.stopWatch', async () => {
      if (watch.now() === undefined)
        void vscode.window.showInformationMessage(vscode.l10n.t('No folder is being watched.'));
      await watch.stop();
    }),
    registerCommand(WATCH_MENU, () => statusMenu(services, watch)),
    // Conditions of the menus.
    watch.onDidChange(() => {
      const folders = watch.now()?.folders.map(({ fsPath }) => fsPath) ?? [];
      void vscode.commands.executeCommand('setContext', 'medimagecleaner.watching', folders.length > 0);
      void vscode.commands.executeCommand('setContext', 'medimagecleaner.watchedFolders', folders);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      const gone = (folder: vscode.Uri) => removed.some(({ uri }) => `${folder.path}/`.startsWith(`${uri.path}/`));
      if (watch.now()?.folders.some(gone) === true) void watch.stop();
    }),
    // Last, so that who listens is gone when it ends.
    watch,
  );
  return watch;
}

async function chosenFolders(clicked: unknown, all: unknown): Promise<readonly vscode.Uri[]> {
  const isUri = (each: unknown): each is vscode.Uri => each instanceof vscode.Uri;
  const given = Array.isArray(all) && all.length > 0 ? all.filter(isUri) : isUri(clicked) ? [clicked] : [];
  const uris = given.length > 0 ? given : await pickFolder();
  for (const uri of uris) {
    const isFolder = await vscode.workspace.fs.stat(uri).then(
      ({ type }) => (type & vscode.FileType.Directory) !== 0,
      () => false,
    );
    if (isFolder || uri.scheme !== 'file') continue;
    const said = vscode.l10n.t('{0} is no folder. Choose the folder that files come into.', foldersText([uri]));
    void vscode.window.showErrorMessage(said);
    return [];
  }
  return uris;
}

async function pickFolder(): Promise<readonly vscode.Uri[]> {
  const title = vscode.l10n.t('Folder to watch');
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    label: `$(root-folder) ${name}`,
    description: vscode.l10n.t('the whole folder'),
    uri,
  }));
  const other = { label: `$(folder-opened) ${vscode.l10n.t('Choose a folder…')}` };
  const picked = await vscode.window.showQuickPick([...folders, other], { title });
  if (picked === undefined) return [];
  if ('uri' in picked && picked.uri instanceof vscode.Uri) return [picked.uri];
  const options = { title, openLabel: vscode.l10n.t('Watch'), canSelectFolders: true, canSelectFiles: false };
  return (await vscode.window.showOpenDialog(options)) ?? [];
}

/** One watch at a time: the user says whether the new one takes the place of the old. */
async function inPlaceOf(watch: FolderWatch, folders: readonly vscode.Uri[]): Promise<boolean> {
  const now = watch.now();
  if (now === undefined) return true;
  const [name, next] = [foldersText(now.folders), foldersText(folders)];
  const go = vscode.l10n.t('Watch {0} Instead', next);
  const said = vscode.l10n.t('{0} is being watched already, and one watch runs at a time.', name);
  return (await vscode.window.showWarningMessage(said, go)) === go;
}
