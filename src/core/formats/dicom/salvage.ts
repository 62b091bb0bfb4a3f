// A file that ends inside its pixel data, where the user asked to keep what is there: lengths and numbers are made true.

import { ITEM } from '../../dictionary/tags.js';
import { concat } from '../../kernel/source.js';
import { found } from './apply.js';
import { addEdit, addIssue } from './draft.js';
import { encodeU32 } from './encode.js';
import type { DicomObject } from './read.js';
import { framesLeft, sayFramesLeft } from './salvageFrames.js';
import type { CutPixels } from './scan.js';
import type { Encoding } from './syntax.js';
import { elementLocation, type Scope, type Visit } from './visit.js';

const SEQUENCE_END = 0xfffee0dd;
const PER_FRAME_GROUPS = 0x52009230;

const CAUSE = {
  rule: 'salvage',
  category: 'structure',
  reason: 'the pixel data ended early: its length is what is there',
  clause: 'PS3.5 7.1',
} as const;

/** Ends the pixel data behind its last whole frame, or else at its last whole byte pair or fragment. */
export async function writeSalvage(visit: Visit, scope: Scope, object: DicomObject, cut: CutPixels): Promise<void> {
  const { element } = cut;
  const { size } = visit.window.source;
  const index = found(visit, scope, element, CAUSE, 'D', 'structure');
  const left = await framesLeft(visit.window, object, cut);
  const end = left?.end ?? cut.usable;
  if (element.undefinedLength) {
    const none = end === element.valueOffset ? [headOf(ITEM, scope.encoding)] : [];
    addEdit(visit.draft, end, size - end, concat([...none, headOf(SEQUENCE_END, scope.encoding)]), [index]);
  } else {
    addEdit(visit.draft, element.valueOffset - 4, 4, encodeU32(end - element.valueOffset, scope.encoding), [index]);
    if (end < size) addEdit(visit.draft, end, size - end, new Uint8Array(0), [index]);
  }
  if (left !== undefined) await sayFramesLeft(visit, scope, object, left, index);
  const groups = left && object.table.elements.find(({ tag }) => tag === PER_FRAME_GROUPS);
  if (left !== undefined && groups?.items !== undefined && groups.items.length > left.frames)
    addIssue(visit.draft, {
      code: 'groups-of-missing-frames',
      severity: 'warning',
      message:
        'the per-frame functional groups still tell of the frames that are not there, and programs may ' +
        'refuse the copy for that: take the last items of (5200,9230) out of it, or use a whole file',
      location: elementLocation(scope, groups),
    });
  addIssue(visit.draft, {
    code: 'salvaged',
    severity: 'warning',
    message:
      left === undefined
        ? 'the file ends inside its pixel data; what is there was kept, and programs may show fewer frames or rows'
        : 'the file ends inside its pixel data; the frames that are there were kept, and its number of frames ' +
          'was made to say so; attributes that tell of each frame still tell of all',
  });
}

/** An item without content, or what ends a sequence. */
function headOf(tag: number, { littleEndian }: Encoding): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, littleEndian);
  view.setUint16(2, tag & 0xffff, littleEndian);
  return bytes;
}
