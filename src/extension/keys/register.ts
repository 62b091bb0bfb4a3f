import * as vscode from 'vscode';
import { rawPath } from '../../node/rawPath.js';
import { writeWhole } from '../../node/writeWhole.js';
import { confirmed } from '../confirm.js';
import { liesInOutput } from '../run/places.js';
import type { Services } from '../services.js';

/** More than any key file has. */
const LARGEST_KEY_FILE = 64 * 1024;

export function registerKeys(services: Services): void {
  const on = (id: string, act: (services: Services) => Promise<unknown>) =>
    vscode.commands.registerCommand(`medimagecleaner.${id}`, () => act(services));
  services.context.subscriptions.push(
    on('createKey', createKey),
    on('importKey', importKey),
    on('exportKey', exportKey),
    on('forgetKey', forgetKey),
  );
}

/** Gives true where the workspace has a new key now. @param why it is asked for, where the user did not ask */
export async function createKey(services: Services, why?: string): Promise<boolean> {
  const held = (await services.key.text()) !== undefined;
  const go = held ? vscode.l10n.t('Replace Key') : vscode.l10n.t('Create Key');
  const question = held
    ? vscode.l10n.t('Replace the key of this workspace?')
    : vscode.l10n.t('Create a key for this workspace?');
  const detail = `${why === undefined ? '' : `${why}\n\n`}${held ? REPLACE() : CREATE()}`;
  if (!(await confirmed(question, detail, go))) return false;
  await services.key.create();
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The workspace has a key now. Export it if other people or machines are to get the same codes.'),
  );
  return true;
}

async function importKey(services: Services): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Key file to take in'),
      openLabel: vscode.l10n.t('Import Key'),
      canSelectMany: false,
    })) ?? [];
  if (file === undefined) return;
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > LARGEST_KEY_FILE) {
    void vscode.window.showErrorMessage(vscode.l10n.t('This file is too large to be a key. Choose a key file.'));
    return;
  }
  if ((await services.key.text()) !== undefined) {
    const question = vscode.l10n.t('Replace the key of this workspace?');
    if (!(await confirmed(question, REPLACE(), vscode.l10n.t('Replace Key')))) return;
  }
  try {
    await services.key.import(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    const { deidError } = await services.engine();
    void vscode.window.showErrorMessage(deidError(error).message);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The key was taken in: this workspace now gives the same codes, UIDs and dates as every other that has it.',
    ),
  );
}

async function exportKey(services: Services): Promise<void> {
  const text = await services.key.text();
  if (text === undefined) {
    const create = vscode.l10n.t('Create a Key…');
    const choice = await vscode.window.showInformationMessage(vscode.l10n.t('This workspace has no key.'), create);
    if (choice === create) await createKey(services);
    return;
  }
  const go = await confirmed(
    vscode.l10n.t('Export the key of this workspace?'),
    vscode.l10n.t(
      'Whoever has the key and an original can tell which clean copy belongs to it, and can undo the shift of its dates. Keep the file apart from the clean copies, and never hand both to the same people.',
    ),
    vscode.l10n.t('Export Key'),
  );
  if (!go) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where the key goes'),
    saveLabel: vscode.l10n.t('Export Key'),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, '..', 'project.key') }),
  });
  if (file === undefined) return;
  if (liesInOutput(file)) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'This folder holds clean copies that are handed on: the key must not lie there. Choose another place.',
      ),
    );
    return;
  }
  try {
    await writeKeyFile(file, `${text}\n`);
  } catch (error) {
    const { deidError } = await services.engine();
    const reason = deidError(error).message;
    void vscode.window.showErrorMessage(vscode.l10n.t('The key was not written: {0}. Choose another place.', reason));
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The key was written. On the command line: --key-file {0}', vscode.workspace.asRelativePath(file)),
  );
}

/** Readable by the user alone where the file system knows rights. */
async function writeKeyFile(file: vscode.Uri, text: string): Promise<void> {
  if (file.scheme !== 'file') {
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
    return;
  }
  // The dialog asked already whether an existing file may go: it goes at once, so that one that others may read never holds the key.
  await writeWhole(rawPath(file.fsPath), [text]);
}

async function forgetKey(services: Services): Promise<void> {
  if ((await services.key.text()) === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This workspace has no key.'));
    return;
  }
  const go = await confirmed(
    vscode.l10n.t('Forget the key of this workspace?'),
    vscode.l10n.t(
      'The clean copies stay as they are. But without the key nobody can make more copies with the same codes and UIDs, and encrypted crosswalks can not be opened any more. If no exported copy of the key exists, this can not be undone.',
    ),
    vscode.l10n.t('Forget Key'),
  );
  if (!go) return;
  await services.key.forget();
  void vscode.window.showInformationMessage(vscode.l10n.t('The key is forgotten: every run makes a fresh one now.'));
}

const CREATE = () =>
  vscode.l10n.t(
    'Codes, UIDs and date shifts are drawn from the key: the same key gives the same answers, so that files which come later fit those of today. Whoever has the key and an original can tell which clean copy belongs to it. It is kept in the secret storage of this editor, not in the workspace; export it to keep a copy.',
  );

const REPLACE = () =>
  vscode.l10n.t(
    'Clean copies made with the new key get other codes, UIDs and dates than those made before: the two can not be linked to one another. If no exported copy of the old key exists, it can not be had back.',
  );
