// What happens to an attribute, in a word.
import * as vscode from 'vscode';
import type { Effect } from '../../core/kernel/finding.js';

export function effectText(effect: Effect): string {
  switch (effect) {
    case 'removed':
      return vscode.l10n.t('removed');
    case 'emptied':
      return vscode.l10n.t('emptied');
    case 'replaced':
      return vscode.l10n.t('replaced');
    case 'cleaned':
      return vscode.l10n.t('cleaned');
    case 'shifted':
      return vscode.l10n.t('date shifted');
    case 'mapped':
      return vscode.l10n.t('UID replaced');
    case 'set':
      return vscode.l10n.t('set');
    case 'kept':
      return vscode.l10n.t('kept');
    case 'structure':
      return vscode.l10n.t('adapted');
  }
}
