// Marks in the explorer: clean copies, originals that were refused, files in which something that identifies was found.
import * as vscode from 'vscode';
import type { Checks } from '../diagnostics/check.js';
import type { Records } from '../report/records.js';
import type { Services } from '../services.js';

export function registerDecorations({ context }: Services, records: Records, checks: Checks): void {
  const changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  context.subscriptions.push(
    changed,
    records.onDidChange(() => changed.fire(undefined)),
    checks.onDidChange((uris) => changed.fire([...uris])),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      async provideFileDecoration(uri) {
        if (uri.scheme !== 'file' && uri.scheme !== 'vscode-remote') return undefined;
        const state = await records.stateOf(uri);
        if (state?.kind === 'clean' || state?.kind === 'clean-folder') {
          const when = new Date(state.reason);
          const tip = Number.isNaN(when.getTime())
            ? vscode.l10n.t('Clean copies')
            : state.kind === 'clean'
              ? vscode.l10n.t('Clean copy, made {0}', when.toLocaleString())
              : vscode.l10n.t('Clean copies, made {0}', when.toLocaleString());
          return new vscode.FileDecoration('✓', tip, new vscode.ThemeColor('charts.green'));
        }
        if (state?.kind === 'refused') {
          const tip = vscode.l10n.t('Refused, no copy was made: {0}', state.reason);
          return { badge: '✗', tooltip: tip, color: new vscode.ThemeColor('list.errorForeground'), propagate: true };
        }
        if (!checks.isIdentifying(uri)) return undefined;
        const tip = vscode.l10n.t('Holds identifying information');
        return { badge: 'ID', tooltip: tip, color: new vscode.ThemeColor('list.warningForeground'), propagate: false };
      },
    }),
  );
}
