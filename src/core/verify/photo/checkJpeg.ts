// The check of a JPEG photograph (see verifyPhoto.ts).
import type { Residue } from '../../kernel/format.js';
import { concat } from '../../kernel/source.js';
import type { Codecs } from '../../pixels/codecPort.js';
import { contentEnd } from '../jpegTables.js';
import type { FoundPart } from '../redacted.js';
import { exifLeft } from './exifScan.js';
import { beginsWith, cutJpeg, isCoding, type JpegCut, type JpegPiece } from './jpegScan.js';
import { CHANGED, type Checked, leftTexts, type Pair, sameOutside, UNREAD } from './photoCheck.js';

export async function checkJpeg({ original, output, options, codecs, found }: Pair): Promise<Checked> {
  const [before, after] = [cutJpeg(original), cutJpeg(output)];
  const residue: Residue[] = [];
  if (!after.whole) residue.push({ code: 'output-broken', message: 'the output has no end of image' });
  if (after.end < output.length)
    residue.push({ code: 'metadata-left', message: 'something stands behind the image of the output' });
  for (const piece of after.pieces) {
    const left = leftIn(output, piece, options);
    if (left !== undefined) residue.push({ code: 'metadata-left', message: `the output has ${left}` });
  }
  const stays = (piece: JpegPiece): boolean => isCoding(piece.marker) || isKept(original, piece);
  const gone = before.pieces.filter((piece) => !stays(piece)).map(({ from, to }) => original.subarray(from, to));
  const kept = before.pieces.filter(stays).map(({ from, to }) => original.subarray(from, to));
  // What the recipe retains stands in the copy's own Exif, whose tags were looked at.
  const own = after.pieces.filter((piece) => beginsWith(output, piece, 'Exif\0\0') && options.length > 0);
  const texts = leftTexts(
    [...gone, original.subarray(before.end)],
    [...kept, ...own.map(({ from, to }) => output.subarray(from, to))],
    output,
    after.pieces.filter(({ marker }) => !isCoding(marker)).map(({ from, to }) => output.subarray(from, to)),
  );
  const compared = await comparePixels({ bytes: original, cut: before }, { bytes: output, cut: after }, codecs, found);
  if (compared.residue !== undefined) residue.push(compared.residue);
  return { residue: [...residue, ...texts.residue], searched: texts.searched, compared: compared.bytes };
}

/** A colour profile, and how colours are coded, stay as they are. */
function isKept(bytes: Uint8Array, piece: JpegPiece): boolean {
  if (piece.marker === 0xe2) return beginsWith(bytes, piece, 'ICC_PROFILE\0');
  return piece.marker === 0xee && beginsWith(bytes, piece, 'Adobe');
}

/** What a piece of the output is, where it should not be there. */
function leftIn(bytes: Uint8Array, piece: JpegPiece, options: readonly string[]): string | undefined {
  const { marker, from, to } = piece;
  if (isCoding(marker)) return codingPart(bytes, piece).length < to - from ? 'more than its tables need' : undefined;
  if (marker === 0xfe) return 'a comment';
  if (marker === 0xe0 && beginsWith(bytes, piece, 'JFIF\0'))
    return to - from === 18 && bytes[from + 16] === 0 && bytes[from + 17] === 0 ? undefined : 'a thumbnail';
  if (isKept(bytes, piece)) return marker === 0xee && to - from !== 16 ? 'more than colours need' : undefined;
  if (marker !== 0xe1 || !beginsWith(bytes, piece, 'Exif\0\0')) return 'a metadata segment that should be gone';
  return exifLeft(bytes.subarray(from + 10, to), options);
}

interface Whole {
  readonly bytes: Uint8Array;
  readonly cut: JpegCut;
}

async function comparePixels(
  before: Whole,
  after: Whole,
  codecs: Codecs | undefined,
  found: () => Promise<readonly FoundPart[]>,
): Promise<{ readonly residue?: Residue; readonly bytes: number }> {
  const [a, b] = [codingOf(before), codingOf(after)];
  if (a.length === b.length && a.every((byte, at) => byte === b[at])) return { bytes: a.length };
  const [one, other] = [decoded(before, codecs), decoded(after, codecs)];
  if (one === undefined || other === undefined) return { residue: UNREAD, bytes: 0 };
  const place = { left: 0, top: 0, wide: one.columns };
  const same = one.columns === other.columns && sameOutside(one.bytes, other.bytes, one.samples, place, await found());
  return same ? { bytes: one.bytes.length } : { residue: CHANGED, bytes: one.bytes.length };
}

/** A segment of tables or headers up to where its content ends; of SOS with the coded data behind it. */
function codingPart(bytes: Uint8Array, { marker, from, to }: JpegPiece): Uint8Array {
  const behind = from + 2 + (bytes[from + 2] ?? 0) * 256 + (bytes[from + 3] ?? 0);
  const segment = bytes.subarray(from, Math.min(to, behind));
  const end = contentEnd(segment);
  if (end === segment.length) return bytes.subarray(from, to);
  const short = segment.slice(0, end);
  short.set([(end - 2) >> 8, (end - 2) & 0xff], 2);
  return marker === 0xda ? concat([short, bytes.subarray(behind, to)]) : short;
}

function codingOf({ bytes, cut }: Whole): Uint8Array {
  const parts = cut.pieces.filter(({ marker }) => isCoding(marker)).map((piece) => codingPart(bytes, piece));
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    all.set(part, to);
    to += part.length;
  }
  return all;
}

function decoded({ bytes, cut }: Whole, codecs: Codecs | undefined) {
  const frame = cut.pieces.find(({ marker }) => marker >= 0xc0 && marker <= 0xc2);
  if (frame === undefined || codecs === undefined) return undefined;
  const [, , , , bits = 0, r1 = 0, r2 = 0, c1 = 0, c2 = 0, samples = 0] = bytes.subarray(frame.from, frame.to);
  if (bits !== 8 || ![1, 3, 4].includes(samples)) return undefined;
  const [rows, columns] = [r1 * 256 + r2, c1 * 256 + c2];
  const photometric = samples === 1 ? 'MONOCHROME2' : samples === 4 ? 'CMYK' : 'YBR_FULL';
  const shape = { rows, columns, samples, bitsAllocated: 8, bitsStored: 8, signed: false, planar: false };
  const done = codecs({
    codec: 'jpeg',
    format: { ...shape, photometric },
    toRgb: false,
    bytes: bytes.subarray(0, cut.end),
  });
  if (done.kind === 'trouble' || done.format.planar || done.format.columns !== columns) return undefined;
  return { columns, samples, bytes: done.bytes.subarray(0, rows * columns * samples) };
}
