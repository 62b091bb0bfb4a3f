// What the status bar item offers: stop, see what was done, take the recipe as it is now.
import * as vscode from 'vscode';
import { hostWork } from '../run/hostWork.js';
import { exists, outputFolderName } from '../run/places.js';
import type { Services } from '../services.js';
import type { FolderWatch, Watched } from './watchTypes.js';
import { countsText, foldersText, openRecord } from './watchWords.js';

interface Entry extends vscode.QuickPickItem {
  readonly act: () => Promise<unknown>;
}

export async function statusMenu(services: Services, watch: FolderWatch): Promise<void> {
  const watched = watch.now();
  if (watched === undefined) return;
  const { folders, status } = watched;
  const title = vscode.l10n.t('Watching {0}: {1}', foldersText(folders), countsText(status));
  const current = (await services.recipes.current()).label;
  const done = status.written + status.refused > 0;
  const stop: Entry = {
    label: `$(debug-stop) ${vscode.l10n.t('Stop Watching')}`,
    detail: vscode.l10n.t('What was cleaned stays. Watching again goes on from there.'),
    act: () => watch.stop(),
  };
  const report: Entry = {
    label: `$(graph) ${vscode.l10n.t('Show Report')}`,
    detail: vscode.l10n.t('What became of each file since the watch began.'),
    act: () => showReport(watch),
  };
  const output: Entry = {
    label: `$(folder-opened) ${vscode.l10n.t('Show Clean Copies')}`,
    detail: vscode.l10n.t('In the folder {0}.', outputFolderName()),
    act: () => showOutput(services, watched),
  };
  const restart: Entry = {
    label: `$(refresh) ${vscode.l10n.t('Start Again')}`,
    detail: vscode.l10n.t('With the recipe {0}, the key and the settings as they are now.', current),
    act: () => watch.start(folders),
  };
  const entries = [stop, ...(done ? [report] : []), ...(status.written > 0 ? [output] : []), restart];
  await (await vscode.window.showQuickPick(entries, { title }))?.act();
}

async function showReport(watch: FolderWatch): Promise<void> {
  const record = await watch.record();
  if (record !== undefined) await openRecord(record);
}

async function showOutput(services: Services, { folders }: Watched): Promise<void> {
  const recipe = await services.recipes.current();
  const { base, paths, roots, folderName } = hostWork({ uris: folders, recipe, settled: [] });
  const { resolveItems } = await services.engine();
  const [item] = resolveItems(paths, { workspace: roots, folderName });
  if (item === undefined) return;
  const output = vscode.Uri.file(Buffer.from(item.target, 'latin1').toString('utf8'));
  const place = (await exists(output)) ? output : vscode.Uri.file(base);
  const inside = vscode.workspace.getWorkspaceFolder(place) !== undefined;
  await vscode.commands.executeCommand(inside ? 'revealInExplorer' : 'revealFileInOS', place);
}
