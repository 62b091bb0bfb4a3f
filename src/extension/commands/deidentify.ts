// De-identify, with the workspace's recipe or another, and the preview that writes nothing.
import * as vscode from 'vscode';
import type { Previews } from '../report/previews.js';
import type { Records } from '../report/records.js';
import { shortName } from '../run/places.js';
import type { Asked, Ran } from '../run/runFlow.js';
import { runOver, showOutcome } from '../run/runFlow.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import { selected } from './selection.js';

export interface Reports {
  readonly records: Records;
  readonly previews: Previews;
}

/** What other parts of the extension may ask besides the selection. */
export type DeidentifyOptions = Partial<Pick<Asked, 'salvage' | 'present' | 'retryRefused' | 'token'>>;

export function registerDeidentify(services: Services, reports: Reports): void {
  const { registerCommand } = vscode.commands;
  services.context.subscriptions.push(
    registerCommand('medimagecleaner.deidentify', async (clicked?: unknown, all?: unknown) => {
      const uris = await selected(clicked, all, vscode.l10n.t('De-identify'));
      if (uris.length > 0) await deidentify(services, reports, uris, await services.recipes.current());
    }),
    registerCommand('medimagecleaner.deidentifyWithRecipe', async (clicked?: unknown, all?: unknown) => {
      const uris = await selected(clicked, all, vscode.l10n.t('De-identify with Recipe'));
      const recipe = uris.length > 0 ? await pickRecipe(services) : undefined;
      if (recipe !== undefined) await deidentify(services, reports, uris, recipe);
    }),
    registerCommand('medimagecleaner.preview', async (clicked?: unknown, all?: unknown) => {
      const uris = await selected(clicked, all, vscode.l10n.t('Preview De-identification'));
      if (uris.length > 0) await preview(services, reports, uris);
    }),
  );
}

export async function deidentify(
  services: Services,
  reports: Reports,
  uris: readonly vscode.Uri[],
  recipe: CurrentRecipe,
  options: DeidentifyOptions = {},
): Promise<Ran | undefined> {
  const what =
    uris.length === 1 && uris[0] !== undefined ? shortName(uris[0]) : vscode.l10n.t('{0} items', uris.length);
  const asked: Asked = {
    uris,
    recipe,
    dryRun: false,
    record: true,
    title: vscode.l10n.t('De-identifying {0}', what),
    ...options,
  };
  const ran = await runOver(services, asked);
  if (ran !== undefined) await showOutcome(services, reports.records, ran, asked);
  return ran;
}

async function preview(services: Services, { previews }: Reports, uris: readonly vscode.Uri[]): Promise<void> {
  const recipe = await services.recipes.current();
  const title = vscode.l10n.t('Previewing the de-identification');
  const ran = await runOver(services, { uris, recipe, dryRun: true, record: false, title });
  const text = ran?.answer.recordText;
  if (ran === undefined || text === undefined || ran.answer.stopped !== undefined) return;
  const { kinds } = ran.answer.totals;
  if (kinds.planned + kinds.refused + kinds.failed === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('There was nothing to do: no DICOM file and no photograph (JPEG, PNG) was found.'),
    );
    return;
  }
  const name = `${vscode.l10n.t('Preview')}.deid-report.json`;
  await vscode.commands.executeCommand('vscode.openWith', previews.add(name, text, ran.base), 'medimagecleaner.report');
}

export async function pickRecipe(services: Services): Promise<CurrentRecipe | undefined> {
  const choices = await services.recipes.choices();
  const items = choices.map(({ id, label, detail }) => ({ label, detail, id }));
  const title = vscode.l10n.t('Recipe for this run');
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  return picked === undefined ? undefined : await services.recipes.load(picked.id);
}
