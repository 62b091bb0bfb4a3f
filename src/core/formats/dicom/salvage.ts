// A file that ends inside its pixel data, where the user asked to keep what is there: the lengths are made true.

import { concat } from '../../kernel/source.js';
import { found } from './apply.js';
import { addEdit, addIssue } from './draft.js';
import { encodeU32 } from './encode.js';
import type { CutPixels } from './scan.js';
import type { Scope, Visit } from './visit.js';

const SEQUENCE_END = 0xfffee0dd;

/** Ends the pixel data at its last whole byte pair or fragment. */
export function writeSalvage(visit: Visit, scope: Scope, cut: CutPixels, size: number): void {
  const { element, usable } = cut;
  const cause = {
    rule: 'salvage',
    category: 'structure',
    reason: 'the pixel data ended early: its length is what is there',
    clause: 'PS3.5 7.1',
  } as const;
  const index = found(visit, scope, element, cause, 'D', 'structure');
  if (element.undefinedLength) {
    const tag = new Uint8Array(4);
    const view = new DataView(tag.buffer);
    view.setUint16(0, SEQUENCE_END >>> 16, scope.encoding.littleEndian);
    view.setUint16(2, SEQUENCE_END & 0xffff, scope.encoding.littleEndian);
    addEdit(visit.draft, usable, size - usable, concat([tag, new Uint8Array(4)]), [index]);
  } else {
    addEdit(visit.draft, element.valueOffset - 4, 4, encodeU32(usable - element.valueOffset, scope.encoding), [index]);
    if (usable < size) addEdit(visit.draft, usable, size - usable, new Uint8Array(0), [index]);
  }
  addIssue(visit.draft, {
    code: 'salvaged',
    severity: 'warning',
    message: 'the file ends inside its pixel data; what is there was kept, and programs may show fewer frames or rows',
  });
}
