// Runs again over what a run was asked for, so that what was refused or failed gets another chance: what has its copy is skipped.
import * as vscode from 'vscode';
import { deidentify, pickRecipe } from '../commands/deidentify.js';
import { confirmed } from '../confirm.js';
import { exists } from '../run/places.js';
import type { OpenReport } from './openReport.js';

export async function retryRefused(open: OpenReport): Promise<void> {
  const { services, reports, record, uri, note } = open;
  if (!vscode.workspace.isTrusted)
    return note(vscode.l10n.t('Clean copies can be written in a trusted workspace only.'));
  const again = { label: vscode.l10n.t('With the workspace’s recipe'), how: 'again' as const };
  const other = { label: vscode.l10n.t('With another recipe…'), how: 'recipe' as const };
  const salvage = {
    label: vscode.l10n.t('Also take files that end inside their pixel data'),
    detail: vscode.l10n.t('What is missing of the image stays missing in the copy.'),
    how: 'salvage' as const,
  };
  const picked = await vscode.window.showQuickPick([again, salvage, other], {
    title: vscode.l10n.t('Try the refused files again'),
  });
  if (picked === undefined) return;
  const recipe = picked.how === 'recipe' ? await pickRecipe(services) : await services.recipes.current();
  if (recipe === undefined || !(await sameKey(open))) return;
  const items = record.items.map((path) => reports.records.locate(uri, path));
  const there = [];
  for (const item of items) if (await exists(item)) there.push(item);
  if (there.length === 0) return note(vscode.l10n.t('The originals are no longer where they were.'));
  await deidentify(services, reports, there, recipe, {
    present: 'skip',
    retryRefused: true,
    salvage: picked.how === 'salvage',
  });
}

/** Another key gives other codes: the user is asked before copies are mixed that do not fit together. */
async function sameKey({ services, record }: OpenReport): Promise<boolean> {
  const key = await services.key.get();
  const { createIdentity } = await services.engine();
  if (key !== undefined && createIdentity(key).fingerprint === record.keyFingerprint) return true;
  if (record.report.totals.written === 0) return true;
  const go = await confirmed(
    vscode.l10n.t('The key of that run is not at hand.'),
    vscode.l10n.t(
      'The copies that are made now get codes, UIDs and dates that do not fit those of the first run. To have all of them fit, create a key and de-identify everything again.',
    ),
    vscode.l10n.t('Try Anyway'),
  );
  return go;
}
