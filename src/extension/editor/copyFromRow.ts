// Puts a row's tag, keyword, path or value on the clipboard.
import * as vscode from 'vscode';
import type { ToHost } from '../../protocol.js';
import type { LoadedObject } from './loadObject.js';

/** Values are copied whole up to here. */
const LONGEST_COPY = 1_000_000;

/** Returns what to tell the user. */
export async function copyFromRow(
  { model, inspection }: LoadedObject,
  { path, what }: Extract<ToHost, { kind: 'copy' }>,
): Promise<string> {
  const { t } = vscode.l10n;
  const row = model.shown[model.placeOf.get(path) ?? -1]?.row;
  if (row === undefined) return t('That row is no longer there.');
  const text = {
    tag: async () => row.path.replace(/^.*\.|\[\d+\]$/gu, ''),
    keyword: async () => row.keyword,
    path: async () => row.path,
    value: () => inspection.value(row, LONGEST_COPY),
  };
  const copied = await text[what]();
  if (copied === '') {
    return what === 'keyword' ? t('This attribute has no keyword.') : t('There is no value to copy.');
  }
  await vscode.env.clipboard.writeText(copied);
  switch (what) {
    case 'tag':
      return t('Tag copied');
    case 'keyword':
      return t('Keyword copied');
    case 'path':
      return t('Path copied');
    case 'value':
      return row.length > LONGEST_COPY
        ? t('The first {0} characters of the value copied', LONGEST_COPY)
        : t('Value copied');
  }
}
