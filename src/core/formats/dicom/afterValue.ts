// What will stand where something is replaced, moved or cleaned: read from the edits of a plan, before they are carried out.
import type { Edit } from '../../kernel/edit.js';
import type { Finding } from '../../kernel/finding.js';
import { elementsIn } from './readElement.js';
import type { Reading, TreeRow } from './treeRows.js';
import { valueText } from './valueText.js';

/** Answers what a row's value will be, as text; undefined where nothing, the same, or no single value will stand there. */
export type AfterValue = (row: TreeRow, reading: Reading, longest: number) => string | undefined;

export function afterValues(findings: readonly Finding[], edits: readonly Edit[]): AfterValue {
  let byFinding: Map<Finding, Edit[]> | undefined;
  const causes = (): Map<Finding, Edit[]> => {
    const map = new Map<Finding, Edit[]>();
    for (const edit of edits) {
      for (const index of edit.findings) {
        const finding = findings[index];
        if (finding === undefined) continue;
        const known = map.get(finding);
        if (known === undefined) map.set(finding, [edit]);
        else known.push(edit);
      }
    }
    return map;
  };
  return (row, { charset, encoding }, longest) => {
    if (row.finding === undefined || row.items !== undefined || row.item !== undefined) return undefined;
    byFinding ??= causes();
    for (const { offset, length, bytes } of byFinding.get(row.finding) ?? []) {
      const within = offset < row.range.offset && offset + length >= row.range.offset;
      if (!within || !(bytes instanceof Uint8Array)) continue;
      for (const { tag, vr, value } of elementsIn(withoutPreamble(bytes), encoding)) {
        if (tag === row.tag) return valueText(value, vr === '' ? row.vr : vr, charset, encoding.littleEndian, longest);
      }
    }
    return undefined;
  };
}

/** A new file header begins with a preamble and `DICM` (PS3.10 7.1). */
function withoutPreamble(bytes: Uint8Array): Uint8Array {
  const magic = bytes.length > 132 && [0x44, 0x49, 0x43, 0x4d].every((byte, at) => bytes[128 + at] === byte);
  return magic ? bytes.subarray(132) : bytes;
}
