// A form of an identifier that is also a word, or a short number, is one by what stands around it: the text there is read by this
// room's own decoders, and judged by the rule of the text room (text/nameRule.ts).
import type { Source } from '../kernel/source.js';
import { isSurely } from '../text/nameRule.js';
import type { Place } from './bytePlace.js';
import { latin1 } from './charset.js';
import type { Hit } from './multiSearch.js';
import type { Encoding } from './needle.js';

/** How many bytes before and behind a match are read; an even number, for characters of two bytes. */
const REACH = 256;

/** Texts of one value, in which a backslash parts nothing (PS3.5 6.2). */
const SINGLE = new Set(['LT', 'ST', 'UT', 'UR', 'UN']);
/** Code values, schemes, long and URN codes: looked up and not read. */
const CODES = new Set([0x00080100, 0x00080102, 0x00080103, 0x00080119, 0x00080120]);

/** False where a match is of a doubtful form and nothing around it says that it identifies. */
export async function isSureHere({ needle, offset }: Hit, place: Place, output: Source): Promise<boolean> {
  const { doubtful, encoding, bytes, kind } = needle;
  if (doubtful === undefined || place.kind !== 'element' || (kind !== 'name' && kind !== 'code')) return true;
  const { element, vr } = place;
  if (vr === 'PN') return true;
  if (CODES.has(element.tag)) return false;
  const end = offset + bytes.length;
  const first = Math.max(offset - REACH, element.valueAt + ((offset - element.valueAt) & 1));
  const last = Math.max(end, Math.min(end + REACH, element.valueAt + element.length));
  const [before, found, after] = [
    textOf(await output.read(first, offset - first), encoding),
    textOf(await output.read(offset, bytes.length), encoding),
    textOf(await output.read(end, last - end), encoding),
  ];
  // A code string is a defined term (PS3.5 6.2) that a single word of a name may equal.
  if (vr === 'CS' && kind === 'name' && !/[ _^]/u.test(found)) return false;
  const parted = !SINGLE.has(vr);
  const left = parted ? before.slice(before.lastIndexOf('\\') + 1) : before;
  const right = parted ? (after.split('\\')[0] ?? '') : after;
  return isSurely({ kind, text: doubtful }, left + found + right, left.length, left.length + found.length);
}

function textOf(bytes: Uint8Array, encoding: Encoding): string {
  const text = encoding === 'ascii' || encoding === 'latin-1' ? latin1(bytes) : decoded(bytes, encoding);
  return text.replace(/[\0-\x1f\x7f]+/gu, '\n');
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding === 'as-written' ? 'utf-8' : encoding).decode(bytes);
}
