// Data sets that mix Explicit and Implicit VR: read, because some devices fall back to Implicit VR for single elements.
import type { Edit } from '../../kernel/edit.js';
import type { Refusal } from '../../kernel/issue.js';
import type { ElementTable } from './element.js';

/**
 * A refusal where the output of `edits` would begin with an element without a value representation: every reader would
 * take all of it for Implicit VR, and the elements that have one would be misread.
 */
export function mixedRefusal(table: ElementTable, edits: readonly Edit[]): Refusal | undefined {
  if (!table.encoding.explicit) return undefined;
  const byOffset = new Map(edits.map((edit) => [edit.offset, edit]));
  for (const element of table.elements) {
    const edit = byOffset.get(element.offset);
    const goes = edit !== undefined && edit.bytes.length === 0 && edit.offset + edit.length >= element.end;
    if (goes) continue;
    if (element.writtenVr !== '' || insertsBefore(edit)) return undefined;
    return {
      code: 'mixed-encodings',
      message: `the data set mixes explicit and implicit value representations from offset ${element.offset}; get a fresh copy from its source`,
    };
  }
  return undefined;
}

/** An inserted element is written with its value representation: two capitals behind its tag. */
function insertsBefore(edit: Edit | undefined): boolean {
  if (edit === undefined || !(edit.bytes instanceof Uint8Array) || edit.bytes.length < 6) return false;
  return edit.bytes.subarray(4, 6).every((byte) => byte >= 0x41 && byte <= 0x5a);
}
