// Why an object is refused, where the engine's words speak of the command line's flags.
import * as vscode from 'vscode';
import type { Refusal } from '../../core/kernel/issue.js';
import { withoutFlags } from './withoutFlags.js';

export function inEditorWords(refusal: Refusal): Refusal {
  const { t } = vscode.l10n;
  switch (refusal.code) {
    case 'truncated-in-pixels':
      return {
        ...refusal,
        message: t(
          'the file ends inside its pixel data: get a complete copy, or let the setting medimagecleaner.salvage keep what is there',
        ),
      };
    default:
      return { ...refusal, message: withoutFlags(refusal.message) };
  }
}
