// What was settled about the images that a run goes over; a record that can't be read stops the run and is asked about.
import * as vscode from 'vscode';
import type { Settled } from '../../core/pixels/settled.js';
import type { Services } from '../services.js';

/** Undefined where the user was told that nothing happens. */
export async function settledForRun(services: Services, uris: readonly vscode.Uri[]): Promise<Settled | undefined> {
  const known = await services.regions.forRun(uris);
  if (known.kind === 'regions') return known.regions;
  return (await askToForget(services, known.file)) ? settledForRun(services, uris) : undefined;
}

/** True where the record is gone now. */
export async function askToForget({ regions }: Services, file: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const forget = t('Forget the Regions');
  const choice = await vscode.window.showErrorMessage(
    t('The regions that were drawn here by hand can not be read.'),
    {
      modal: true,
      detail: t(
        'The file {0} is damaged, or was made in another editor or folder, so that nobody knows which images its regions belong to. Bring it back to where it was made, or forget the regions and draw them again. Until then nothing is de-identified here.',
        file,
      ),
    },
    forget,
  );
  if (choice !== forget) return false;
  await regions.forget(file);
  return true;
}
