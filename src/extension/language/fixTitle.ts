// What quick fixes are called in the editor's language.
import * as vscode from 'vscode';
import type { FixId } from '../../core/recipe/services/fixTitles.js';

const { t } = vscode.l10n;

const TITLES: Readonly<Record<FixId, (...args: readonly string[]) => string>> = {
  change: (...args) => t('Change to {0}', ...args),
  use: (...args) => t('Use {0}', ...args),
  replace: (...args) => t('Replace {0} by {1}', ...args),
  empty: (...args) => t('Leave {0} present and empty', ...args),
  option: (...args) => t('Keep it by the standard: OPTION {0}', ...args),
  'keep-sequence': (...args) => t('Keep {0} too', ...args),
  quotes: () => t('Put it in quotes, as a plain text'),
  begin: (...args) => t('Begin {0} here', ...args),
  format: () => t('Begin with FORMAT dicom'),
  'profile-basic': () => t('Say what happens to the rest: PROFILE basic'),
  'profile-blank': () => t('Leave identifying attributes empty: PROFILE blank'),
  'profile-none': () => t('Say that only the rules count: PROFILE none'),
  'remove-line': () => t('Remove this line'),
  'remove-rule': () => t('Remove this rule: the profile decides'),
  'remove-label': () => t('Remove this label with its tests'),
  'remove-group': () => t('Remove this group'),
  'remove-part': () => t('Remove this part'),
};

export function fixTitle(id: FixId, args: readonly string[]): string {
  return TITLES[id](...args);
}
