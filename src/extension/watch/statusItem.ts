// The watch in the status bar: folder and counts. It is there while something is watched.
import * as vscode from 'vscode';
import type { FolderWatch, Watched } from './watchTypes.js';
import { countsText, foldersText, phaseText } from './watchWords.js';

export const WATCH_MENU = 'medimagecleaner.watchMenu';

export function watchStatusItem(watch: FolderWatch): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('medimagecleaner.watch', vscode.StatusBarAlignment.Right, 91);
  item.name = vscode.l10n.t('Watched folder');
  item.command = WATCH_MENU;
  const show = () => {
    const watched = watch.now();
    if (watched === undefined) return item.hide();
    const { text, tooltip, label } = shown(watched);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label };
    const alarm = watched.status.refused > 0;
    item.backgroundColor = alarm ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  return vscode.Disposable.from(item, watch.onDidChange(show));
}

function shown(watched: Watched): { readonly text: string; readonly tooltip: string; readonly label: string } {
  const { folders, recipe, status, stopping } = watched;
  const name = foldersText(folders);
  const busy = stopping || status.phase === 'working' || status.phase === 'starting';
  const counts = countsText(status);
  const about = [
    vscode.l10n.t('Watching {0} with the recipe {1}.', name, recipe),
    phaseText(watched),
    vscode.l10n.t('Select to stop, or to see what was done.'),
  ];
  return {
    text: `${busy ? '$(sync~spin)' : '$(eye)'} ${name}: ${counts}`,
    tooltip: about.join('\n'),
    label: [`${name}: ${counts}.`, ...about].join(' '),
  };
}
