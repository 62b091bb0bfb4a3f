// The check of a PNG photograph (see verifyPhoto.ts).
import { unzlibSync } from 'fflate';
import type { Residue } from '../../kernel/format.js';
import type { FoundPart } from '../redacted.js';
import { exifLeft } from './exifScan.js';
import { CHANGED, type Checked, leftTexts, type Pair, sameOutside, UNREAD } from './photoCheck.js';
import { cutPng, imagesOf, type PngCut, type PngPiece, pixelsOf } from './pngScan.js';

const SHOWS: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT pHYs bKGD cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
);

export async function checkPng({ original, output, options, found }: Pair): Promise<Checked> {
  const [before, after] = [cutPng(original), cutPng(output)];
  const residue: Residue[] = [];
  if (!after.whole) residue.push({ code: 'output-broken', message: 'the output has no last chunk' });
  if (after.end < output.length)
    residue.push({ code: 'metadata-left', message: 'something stands behind the image of the output' });
  for (const piece of after.pieces) {
    const left = leftIn(output, piece, options);
    if (left !== undefined) residue.push({ code: 'metadata-left', message: `the output has ${left}` });
  }
  const gone = before.pieces.filter(({ name }) => !SHOWS.has(name)).flatMap((piece) => plainOf(original, piece));
  const own = after.pieces.filter(({ name }) => name === 'iCCP' || (name === 'eXIf' && options.length > 0));
  const texts = leftTexts(
    [...gone, original.subarray(before.end)],
    own.flatMap((piece) => plainOf(output, piece)),
    output,
    after.pieces.filter(({ name }) => name !== 'IDAT' && name !== 'fdAT').flatMap((piece) => plainOf(output, piece)),
  );
  const compared = await comparePixels({ bytes: original, cut: before }, { bytes: output, cut: after }, found);
  if (compared.residue !== undefined) residue.push(compared.residue);
  return { residue: [...residue, ...texts.residue], searched: texts.searched, compared: compared.bytes };
}

/** A chunk as it is, and what is compressed in it. */
function plainOf(bytes: Uint8Array, { name, from, to }: PngPiece): readonly Uint8Array[] {
  const body = bytes.subarray(from + 8, to - 4);
  if (name !== 'zTXt' && name !== 'iTXt' && name !== 'iCCP') return [body];
  // Wherever a stream may begin: behind the flags that follow the keyword.
  for (let at = body.indexOf(0); at >= 0 && at < Math.min(body.length, 400); at++) {
    if (((body[at] ?? 0) & 15) !== 8) continue;
    try {
      return [
        body,
        unzlibSync(body.subarray(at), { out: new Uint8Array(Math.min(4 * 1024 * 1024, body.length * 1040)) }),
      ];
    } catch {
      // No stream begins here.
    }
  }
  return [body];
}

function leftIn(bytes: Uint8Array, { name, from, to }: PngPiece, options: readonly string[]): string | undefined {
  if (SHOWS.has(name)) return undefined;
  if (name === 'iCCP') return bytes[from + 11] === 0 ? undefined : 'a colour profile with a name of its own';
  if (name !== 'eXIf') return 'a chunk that should be gone';
  return exifLeft(bytes.subarray(from + 8, to - 4), options);
}

interface Whole {
  readonly bytes: Uint8Array;
  readonly cut: PngCut;
}

async function comparePixels(
  before: Whole,
  after: Whole,
  found: () => Promise<readonly FoundPart[]>,
): Promise<{ readonly residue?: Residue; readonly bytes: number }> {
  const [one, other] = [imagesOf(before.bytes, before.cut), imagesOf(after.bytes, after.cut)];
  if (one.length !== other.length || !sameColours(before, after)) return { residue: CHANGED, bytes: 0 };
  let parts: readonly FoundPart[] | undefined;
  let bytes = 0;
  for (const [index, image] of one.entries()) {
    const twin = other[index];
    bytes += image.data.length;
    if (twin?.data.length === image.data.length && twin.data.every((byte, at) => byte === image.data[at])) continue;
    const a = pixelsOf(before.bytes, image);
    const b = twin === undefined ? undefined : pixelsOf(after.bytes, twin);
    if (a === undefined || b === undefined) return { residue: UNREAD, bytes };
    parts ??= await found();
    if (!sameOutside(a.samples, b.samples, a.size, image, parts)) return { residue: CHANGED, bytes };
  }
  return { bytes };
}

/** Palette and transparency decide what is seen as much as pixels do. */
function sameColours(before: Whole, after: Whole): boolean {
  const told = ({ bytes, cut }: Whole): string =>
    cut.pieces
      .filter(({ name }) => name === 'IHDR' || name === 'PLTE' || name === 'tRNS')
      .map(({ from, to }) => bytes.subarray(from, to).join())
      .join();
  return told(before) === told(after);
}
