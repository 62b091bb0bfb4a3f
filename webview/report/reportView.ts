// Which files of a run are listed, and in what order. Pure: the page holds the whole report.
import type { ReportFile } from '../../src/protocol.js';

export type FileKind = ReportFile['kind'];
/** `warned`: files with a warning, whatever became of them. */
export type KindFilter = FileKind | 'warned' | 'all';
export type FileSort = 'path' | 'kind' | 'findings' | 'bytes' | 'reason';

export interface FilesView {
  readonly text: string;
  readonly kind: KindFilter;
  readonly sort: { readonly by: FileSort; readonly descending: boolean };
}

/** What needs the user comes first. */
const ORDER: readonly FileKind[] = ['refused', 'failed', 'skipped', 'not-dicom', 'planned', 'written'];

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compare(by: FileSort, a: ReportFile, b: ReportFile): number {
  switch (by) {
    case 'path':
      return collator.compare(a.path, b.path);
    case 'kind':
      return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
    case 'findings':
      return a.findings - b.findings;
    case 'bytes':
      return a.bytes - b.bytes;
    case 'reason':
      return collator.compare(a.reason ?? a.warnings[0] ?? '\uffff', b.reason ?? b.warnings[0] ?? '\uffff');
  }
}

export function listed(files: readonly ReportFile[], view: FilesView): readonly ReportFile[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = files.filter((file) => {
    if (view.kind === 'warned' ? file.warnings.length === 0 : view.kind !== 'all' && file.kind !== view.kind)
      return false;
    if (words.length === 0) return true;
    const text = [file.path, file.kind, file.reason ?? '', ...file.warnings].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const turn = view.sort.descending ? -1 : 1;
  return wanted.sort((a, b) => turn * compare(view.sort.by, a, b) || a.id - b.id);
}

/** The user's next order after a click on a column. */
export function nextSort(sort: FilesView['sort'], by: FileSort): FilesView['sort'] {
  return { by, descending: sort.by === by && !sort.descending };
}
