// Reads data elements that the program has written itself, in a replacement (PS3.5 7.1).
import type { Tag } from '../../dictionary/tag.js';
import { hasLongLength } from '../../dictionary/vr.js';
import type { Encoding } from './syntax.js';

export interface WrittenElement {
  readonly tag: Tag;
  /** Empty in Implicit VR. */
  readonly vr: string;
  readonly value: Uint8Array;
}

/** The elements that lie one behind the other in `bytes`; stops where there is none. */
export function* elementsIn(bytes: Uint8Array, encoding: Encoding): Iterable<WrittenElement> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { littleEndian } = encoding;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const tag = view.getUint16(at, littleEndian) * 0x10000 + view.getUint16(at + 2, littleEndian);
    const vr = encoding.explicit ? String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0) : '';
    // A single element may be written without VR in an explicit data set: letters tell.
    const explicit = /^[A-Z]{2}$/u.test(vr);
    const long = explicit && hasLongLength(vr);
    const header = long ? 12 : 8;
    if (at + header > bytes.length) return;
    const length = long
      ? view.getUint32(at + 8, littleEndian)
      : explicit
        ? view.getUint16(at + 6, littleEndian)
        : view.getUint32(at + 4, littleEndian);
    const end = at + header + length;
    if (end > bytes.length) return;
    yield { tag, vr: explicit ? vr : '', value: bytes.subarray(at + header, end) };
    at = end;
  }
}
