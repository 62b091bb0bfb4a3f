// Invented trees of an object, for tests of how they are shown.
import type { ShownRow } from '../../src/core/formats/dicom/shownRows.js';
import type { TreeRow } from '../../src/core/formats/dicom/tree.js';
import type { Category, Effect, Finding } from '../../src/core/kernel/finding.js';
import { type TreeModel, treeModel } from '../../src/extension/editor/treeModel.js';

export function finding(effect: Effect, category: Category = 'name'): Finding {
  return {
    rule: 'test',
    location: { kind: 'region', name: 'header' },
    range: { offset: 0, length: 0 },
    category,
    action: 'Z',
    effect,
    reason: 'a reason',
    clause: 'PS3.15 Table E.1-1',
    confidence: 1,
  };
}

/** `path` tells depth and tag: `00100010`, `0040A730[0].0040A160`. */
export function row(path: string, more: Partial<TreeRow> & { readonly does?: Effect } = {}): ShownRow {
  const { does, ...rest } = more;
  const parts = path.split('.');
  const last = parts.at(-1) ?? '';
  const item = /\[(\d+)\]$/u.exec(last)?.[1];
  const tag = Number.parseInt(last.slice(0, 8), 16);
  const whole: TreeRow = {
    path: parts.map((part) => part.replace(/^(.{4})(.{4})/u, '($1,$2)')).join('.'),
    tag,
    depth: (parts.length - 1) * 2 + (item === undefined ? 0 : 1),
    keyword: '',
    name: '',
    vr: 'LO',
    length: 8,
    range: { offset: 0, length: 8 },
    private: false,
    ...(item === undefined ? {} : { item: Number(item) }),
    ...rest,
  };
  return { row: whole, finding: does === undefined ? undefined : finding(does), gone: false };
}

/** A patient, a content tree of two items, a private block, a name again. */
export const SMALL: readonly ShownRow[] = [
  row('00080060', { name: 'Modality', keyword: 'Modality', vr: 'CS' }), // 0
  row('00100010', { name: "Patient's Name", keyword: 'PatientName', vr: 'PN', does: 'emptied' }), // 1
  row('00400275', { name: 'Request Attributes Sequence', vr: 'SQ', items: 2 }), // 2
  row('00400275[0]', { vr: 'SQ' }), // 3
  row('00400275[0].00400007', { name: 'Description', does: 'cleaned' }), // 4
  row('00400275[0].00400009', { name: 'ID' }), // 5
  row('00400275[1]', { vr: 'SQ' }), // 6
  row('00400275[1].00400007', { name: 'Description' }), // 7
  row('00091010', { name: 'Private', private: true, creator: 'ACME', does: 'removed' }), // 8
  row('00100010', { name: "Patient's Name", keyword: 'PatientName', vr: 'PN', does: 'kept' }), // 9
];

export function small(): TreeModel {
  return treeModel(SMALL);
}

/** Sequences of sequences: `count` rows and a few more. */
export function large(count: number): TreeModel {
  const rows: ShownRow[] = [];
  for (let number = 0; rows.length < count; number++) {
    const outer = (0x00400000 + number).toString(16).padStart(8, '0').toUpperCase();
    rows.push(row(outer, { vr: 'SQ', items: 1 }), row(`${outer}[0]`, { vr: 'SQ' }));
    for (let inner = 0; inner < 8; inner++) {
      const tag = (0x00100000 + inner).toString(16).padStart(8, '0').toUpperCase();
      rows.push(row(`${outer}[0].${tag}`, inner === 3 ? { does: 'emptied' } : {}));
    }
  }
  return treeModel(rows);
}
