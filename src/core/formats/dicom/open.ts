// From the first byte to the data set: preamble, file meta information (PS3.10 section 7), and what layout the data
// set really has, whatever the transfer syntax says.
import { vrOf } from '../../dictionary/dictionary.js';
import { formatTag, isPrivate } from '../../dictionary/tag.js';
import { hasLongLength, isVR } from '../../dictionary/vr.js';
import type { Issue } from '../../kernel/issue.js';
import {
  type Encoding,
  EXPLICIT_BIG,
  EXPLICIT_LITTLE,
  encodingOf,
  IMPLICIT_BIG,
  IMPLICIT_LITTLE,
  isDeflated,
  nativeSyntaxOf,
} from './syntax.js';

/** What the beginning of a file says. */
export interface Opening {
  /** Of the first byte of the data set. */
  readonly start: number;
  readonly hasPreamble: boolean;
  readonly hasMeta: boolean;
  /** UIDs of the file meta information, empty where absent. */
  readonly transferSyntax: string;
  readonly sopClass: string;
  readonly sopInstance: string;
  /** Texts of the file meta information by element number; for values of bytes they mean nothing. */
  readonly meta: ReadonlyMap<number, string>;
  readonly encoding: Encoding;
  readonly deflated: boolean;
  readonly issues: readonly Issue[];
}

/** How many bytes {@link openHead} wants to see. */
export const HEAD_LENGTH = 64 * 1024;

/**
 * Reads the head of a file; undefined where it is not DICOM. Looks at content only.
 * @param head the first {@link HEAD_LENGTH} bytes, or all where the file is shorter
 */
export function openHead(head: Uint8Array): Opening | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  // `DICM` may also stand at 128 by chance, in the data set of a file without preamble.
  const magic = head.length >= 132 && isMagic(head, 128);
  const hasPreamble =
    magic && !(view.getUint16(0, true) !== 0 && !beginsAt(head, view, 132) && looksLikeDataSet(head, view, 0));
  const first = hasPreamble ? 132 : isMagic(head, 0) ? 4 : 0;
  const meta = readMeta(head, view, first);
  if (!hasPreamble && first === 0 && meta.count === 0 && !looksLikeDataSet(head, view, 0)) return undefined;
  const issues: Issue[] = [];
  const seen = sniff(head, view, meta.end);
  let transferSyntax = meta.transferSyntax;
  let deflated = isDeflated(transferSyntax);
  const declared = transferSyntax === '' ? undefined : encodingOf(transferSyntax);
  if (deflated && seen !== undefined && looksLikeDataSet(head, view, meta.end)) {
    deflated = false;
    issues.push({
      code: 'not-deflated',
      severity: 'warning',
      message: 'the transfer syntax says deflated, but the data set is not',
    });
    transferSyntax = nativeSyntaxOf(seen) ?? transferSyntax;
  }
  let encoding = declared ?? seen ?? IMPLICIT_LITTLE;
  if (!deflated && seen !== undefined && declared !== undefined && !same(seen, declared)) {
    encoding = seen;
    const truth = nativeSyntaxOf(seen);
    const native = isNative(transferSyntax);
    if (native && truth !== undefined) transferSyntax = truth;
    issues.push({
      code: 'transfer-syntax-contradicts',
      severity: 'warning',
      message: `the transfer syntax does not match the data set, which was read as ${seen.explicit ? 'explicit' : 'implicit'} VR ${seen.littleEndian ? 'little' : 'big'} endian`,
    });
  }
  if (transferSyntax === '') transferSyntax = nativeSyntaxOf(encoding) ?? '';
  return {
    start: meta.end,
    hasPreamble,
    hasMeta: meta.count > 0,
    transferSyntax,
    sopClass: meta.sopClass,
    sopInstance: meta.sopInstance,
    meta: meta.texts,
    encoding,
    deflated,
    issues,
  };
}

function same(a: Encoding, b: Encoding): boolean {
  return a.explicit === b.explicit && a.littleEndian === b.littleEndian;
}

/** Uncompressed: the pixel data do not depend on what else the syntax says. */
function isNative(uid: string): boolean {
  return uid === '1.2.840.10008.1.2' || uid === '1.2.840.10008.1.2.1' || uid === '1.2.840.10008.1.2.2';
}

/** File meta information or a data set begins at `at`. */
function beginsAt(head: Uint8Array, view: DataView, at: number): boolean {
  return at + 2 <= head.length && (view.getUint16(at, true) === 0x0002 || looksLikeDataSet(head, view, at));
}

function isMagic(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
}

interface Meta {
  readonly texts: ReadonlyMap<number, string>;
  readonly end: number;
  readonly count: number;
  readonly transferSyntax: string;
  readonly sopClass: string;
  readonly sopInstance: string;
}

/** Group 0002, Explicit VR Little Endian (PS3.10 7.1); its group length is not trusted. Implicit VR is tolerated. */
function readMeta(head: Uint8Array, view: DataView, first: number): Meta {
  const uids = new Map<number, string>();
  let at = first;
  let count = 0;
  while (at + 8 <= head.length && view.getUint16(at, true) === 0x0002) {
    const element = view.getUint16(at + 2, true);
    const vr = String.fromCharCode(head[at + 4] ?? 0, head[at + 5] ?? 0);
    let valueAt = at + 8;
    let length: number;
    if (!isVR(vr)) length = view.getUint32(at + 4, true);
    else if (!hasLongLength(vr)) length = view.getUint16(at + 6, true);
    else {
      if (at + 12 > head.length) break;
      valueAt = at + 12;
      length = view.getUint32(at + 8, true);
    }
    if (valueAt + length > head.length) break;
    uids.set(element, uidText(head.subarray(valueAt, valueAt + length)));
    at = valueAt + length;
    count++;
  }
  return {
    texts: uids,
    end: at,
    count,
    transferSyntax: uids.get(0x0010) ?? '',
    sopClass: uids.get(0x0002) ?? '',
    sopInstance: uids.get(0x0003) ?? '',
  };
}

/** A UI value without its padding. */
function uidText(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) === 0 || (bytes[end - 1] ?? 0) === 0x20)) end--;
  let text = '';
  for (let i = 0; i < end && i < 128; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

/** The layout that the first element of a data set shows; undefined where it shows none. */
function sniff(head: Uint8Array, view: DataView, at: number): Encoding | undefined {
  if (at + 8 > head.length) return undefined;
  const little = view.getUint16(at, true);
  const big = view.getUint16(at, false);
  const littleEndian = plausibleGroup(little) || !plausibleGroup(big) || little <= big;
  if (!plausibleGroup(littleEndian ? little : big)) return undefined;
  const explicit = isVR(String.fromCharCode(head[at + 4] ?? 0, head[at + 5] ?? 0));
  if (explicit) return littleEndian ? EXPLICIT_LITTLE : EXPLICIT_BIG;
  return littleEndian ? IMPLICIT_LITTLE : IMPLICIT_BIG;
}

/** Data sets begin with one of these groups. */
function plausibleGroup(group: number): boolean {
  return group === 0 || (group >= 0x0004 && group <= 0x0040);
}

/** Three elements in a row (or all there are) that are known, ascending and of sensible lengths: a data set. */
function looksLikeDataSet(head: Uint8Array, view: DataView, start: number): boolean {
  const encoding = sniff(head, view, start);
  if (encoding === undefined) return false;
  let at = start;
  let previous = -1;
  for (let count = 0; count < 3; count++) {
    if (at === head.length && count > 1) return true;
    if (at + 8 > head.length) return false;
    const tag = view.getUint16(at, encoding.littleEndian) * 0x10000 + view.getUint16(at + 2, encoding.littleEndian);
    if (tag <= previous || (!isPrivate(tag) && vrOf(tag) === undefined) || formatTag(tag) === '') return false;
    const vr = String.fromCharCode(head[at + 4] ?? 0, head[at + 5] ?? 0);
    if (encoding.explicit && !isVR(vr)) return false;
    const long = encoding.explicit && hasLongLength(vr);
    if (long && at + 12 > head.length) return false;
    const length =
      encoding.explicit && !long
        ? view.getUint16(at + 6, encoding.littleEndian)
        : view.getUint32(at + (long ? 8 : 4), encoding.littleEndian);
    // A sequence of unknown length is as good a sign as a third element.
    if (length === 0xffffffff) return count > 0 || vr === 'SQ' || !encoding.explicit;
    previous = tag;
    at += (long ? 12 : 8) + length;
    if (at > head.length) return count > 0 && tag >= 0x7fe00000;
  }
  return true;
}
