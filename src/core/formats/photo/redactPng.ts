// Takes regions out of PNG images: each image that a region touches is inflated, filled and deflated again; pixels outside stay as they
// are, which is proved by reading what was written.
import { concat, type Source } from '../../kernel/source.js';
import { extent } from '../../pixels/cellGrid.js';
import { addEdit, type Draft, type Refused, refused } from './draft.js';
import type { PlacedRegion } from './placed.js';
import { PIXELS_DAMAGED, type PngFrame, readFrame, writeFrame } from './pngFrames.js';
import { channelsOf, decodePng, eachPixel, type PngImage, putSample } from './pngImage.js';
import type { Palette } from './pngPictures.js';

const NOT_DONE = refused(
  'pixels-not-redacted',
  'something found in the picture is to be taken out, which can not be done so that all other pixels stay as they are; --pixels none passes the pixels as they are',
);

/** @param covered on the canvas, with the findings that they cause */
export async function redactPng(
  draft: Draft,
  source: Source,
  frames: readonly PngFrame[],
  palette: Palette,
  covered: readonly PlacedRegion[],
): Promise<Refused | undefined> {
  for (const frame of frames) {
    const image = await readFrame(source, frame);
    if (image === undefined) return PIXELS_DAMAGED;
    const causes = covered.filter((one) => fill(image, frame, palette, one)).map(({ finding }) => finding);
    if (causes.length === 0) continue;
    const written = await writeFrame(source, frame, image);
    const lead = frame.chunks[0]?.type === 'fdAT' ? 12 : 8;
    const again = decodePng(concat(written.map(({ bytes }) => bytes.subarray(lead, bytes.length - 4))), frame.header);
    const before = await readFrame(source, frame);
    if (again === undefined || before === undefined || !isFilledOnly(before, image, again, frame, covered))
      return NOT_DONE;
    for (const { chunk, bytes } of written)
      addEdit(draft, { offset: chunk.offset, length: chunk.end - chunk.offset }, bytes, causes);
  }
  return undefined;
}

/** False where the region does not touch the frame. */
function fill(image: PngImage, { header, x, y }: PngFrame, palette: Palette, { box, region }: PlacedRegion): boolean {
  const { colour, depth } = header;
  const colours = colour === 0 || colour === 4 ? 1 : 3;
  const most = 2 ** depth - 1;
  const wanted = region.fill.kind === 'constant' ? Math.min(most, Math.max(0, Math.round(region.fill.value))) : 0;
  const value = colour === 3 ? darkest(palette) : wanted;
  let touched = false;
  for (let row = Math.max(box[1], y); row < Math.min(box[3], y + header.rows); row++)
    for (const [from, to] of region.polygon === undefined
      ? [[box[0], box[2]] as const]
      : extent({ box, polygon: region.polygon }, row))
      eachPixel(image, [from - x, row - y, to - x, row - y + 1], (bytes, bit) => {
        touched = true;
        const count = colour === 3 ? 1 : colours;
        for (let at = 0; at < count; at++) putSample(bytes, bit + at * depth, depth, value);
        // What is filled is seen to be filled.
        if (colour >= 4) putSample(bytes, bit + colours * depth, depth, most);
      });
  return touched;
}

/** Of the colours that are not see-through, the one nearest to black; else the first. */
function darkest({ colours, alpha }: Palette): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let index = 0; index * 3 + 2 < colours.length; index++) {
    const [red = 0, green = 0, blue = 0] = colours.subarray(index * 3, index * 3 + 3);
    const own = red + green + blue + ((alpha[index] ?? 255) < 255 ? 1000 : 0);
    if (own >= least) continue;
    [best, least] = [index, own];
  }
  return best;
}

/** What was written is what was meant, and differs from what was there inside of boxes only. */
function isFilledOnly(
  before: PngImage,
  meant: PngImage,
  again: PngImage,
  { header, x, y }: PngFrame,
  covered: readonly PlacedRegion[],
): boolean {
  const free = new Uint8Array(header.columns * header.rows);
  for (const { box } of covered)
    for (let row = Math.max(0, box[1] - y); row < Math.min(header.rows, box[3] - y); row++)
      free.fill(
        1,
        row * header.columns + Math.max(0, Math.min(header.columns, box[0] - x)),
        row * header.columns + Math.max(0, Math.min(header.columns, box[2] - x)),
      );
  const passes = again.passes.map(({ bytes }, at) => ({ bytes, other: before.passes[at]?.bytes ?? new Uint8Array(0) }));
  const written = again.passes.every(({ bytes }, at) => {
    const own = meant.passes[at]?.bytes;
    return own?.length === bytes.length && bytes.every((byte, i) => byte === own[i]);
  });
  if (!written) return false;
  const width = channelsOf(header) * header.depth;
  let same = true;
  const others = new Map(passes.map(({ bytes, other }) => [bytes, other]));
  eachPixel(again, [0, 0, header.columns, header.rows], (bytes, bit, column, row) => {
    if (free[row * header.columns + column] === 1) return;
    const other = others.get(bytes);
    const mask = width < 8 ? ((1 << width) - 1) << (8 - width - (bit & 7)) : 0xff;
    for (let at = bit >> 3; at < (bit + width + 7) >> 3; at++)
      if (((bytes[at] ?? 0) & mask) !== ((other?.[at] ?? 0) & mask)) same = false;
  });
  return same;
}
