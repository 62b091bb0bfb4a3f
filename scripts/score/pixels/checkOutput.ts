// Looks at what was written: nothing changed outside of the regions, nothing is left inside, and what readers still read.
import { readFile } from 'node:fs/promises';
import type { Frame } from '../../../src/core/pixels/frame.js';
import { samplesOf } from '../../../src/core/pixels/grey.js';
import type { BurnedCase } from '../../pixelCases/burnedCase.js';
import { type Area, coveredArea } from './area.js';
import type { Examined, ExaminedRegion } from './examined.js';
import { type JudgedPhrase, WHOLE } from './judgeCase.js';
import { pictureOf } from './picture.js';
import { lineOf, type Reader, tells } from './readable.js';
import { framesOf, sceneOf } from './readFrames.js';

export interface OutputCheck {
  readonly changedOutside: boolean;
  /** Some pixel inside is not of the one colour that all are filled with. */
  readonly unfilled: boolean;
  /** Texts of identifying phrases that a reader read, with the reader's name. */
  readonly read: readonly { readonly phrase: JudgedPhrase; readonly reader: string }[];
}

export async function checkOutput(
  burned: BurnedCase,
  examined: Examined,
  phrases: readonly JudgedPhrase[],
  file: string,
  readers: readonly Reader[],
): Promise<OutputCheck> {
  if (examined.output === undefined) return { changedOutside: false, unfilled: false, read: [] };
  const [before, after] = [await framesOf(await readFile(file)), await framesOf(examined.output)];
  const removed = examined.regions.filter((region) => region.removed);
  const { width, height, format, syntax } = burned;
  // Blocks of lossy JPEG go as a whole, and so do two pixels that share their colour.
  const block = syntax.uid.endsWith('.4.50') || syntax.uid.endsWith('.4.51') ? 16 : 1;
  const across = block > 1 ? block : format.photometric === 'YBR_FULL_422' ? 2 : 1;
  const areas = before.map((_, frame) => coveredArea(width, height, removed, frame));
  // Lossy JPEG goes by the blocks of the whole box, slanted or not.
  const boxes = block > 1 ? removed.map(({ polygon: _polygon, ...box }) => box) : removed;
  const open = before.map((_, frame) => touched(coveredArea(width, height, boxes, frame), boxes));
  const changedOutside =
    before.length !== after.length ||
    before.some((frame, at) => {
      const [other, area] = [after[at], open[at]];
      return other === undefined || area === undefined || differs(frame, other, widened(area, across, block));
    });
  const read: { phrase: JudgedPhrase; reader: string }[] = [];
  for (const phrase of phrases) {
    if (phrase.phrase.class !== 'identifying' || phrase.removed >= WHOLE) continue;
    const reader = await whoReads(phrase, after, readers);
    if (reader !== undefined) read.push({ phrase, reader });
  }
  const unfilled = after.some((frame, at) => isUneven(frame, areas[at], syntax.lossy === true ? 12 : 0));
  return { changedOutside, unfilled, read };
}

function differs(one: Frame, other: Frame, area: Area): boolean {
  if (one.rows !== other.rows || one.columns !== other.columns || one.samples !== other.samples) return true;
  const [a, b] = [samplesOf(one), samplesOf(other)];
  for (let at = 0; at < area.bits.length; at++) {
    if (area.bits[at] === 1) continue;
    for (let sample = 0; sample < one.samples; sample++)
      if (a[at * one.samples + sample] !== b[at * one.samples + sample]) return true;
  }
  return false;
}

/** Slanted rims take every pixel that they touch, and the area has only those whose middle is inside. */
function touched(area: Area, regions: readonly ExaminedRegion[]): Area {
  if (regions.every(({ polygon }) => polygon === undefined)) return area;
  const { width, height, bits } = area;
  const out = bits.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (bits[y * width + x] !== 1) continue;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        out.fill(1, ny * width + Math.max(0, x - 1), ny * width + Math.min(width, x + 2));
    }
  }
  return { width, height, bits: out };
}

/** The area with all of each block that it touches. */
function widened(area: Area, across: number, down: number): Area {
  if (across === 1 && down === 1) return area;
  const { width, height, bits } = area;
  const out = new Uint8Array(bits.length);
  for (let y = 0; y < height; y += down) {
    for (let x = 0; x < width; x += across) {
      const cells: number[] = [];
      for (let dy = 0; dy < down && y + dy < height; dy++)
        for (let dx = 0; dx < across && x + dx < width; dx++) cells.push((y + dy) * width + x + dx);
      if (cells.some((cell) => bits[cell] === 1)) for (const cell of cells) out[cell] = 1;
    }
  }
  return { width, height, bits: out };
}

function isUneven(frame: Frame, area: Area | undefined, most: number): boolean {
  if (area === undefined) return false;
  const values = samplesOf(frame);
  const { samples } = frame;
  const first = area.bits.indexOf(1);
  for (let at = Math.max(0, first); at < area.bits.length; at++) {
    if (area.bits[at] !== 1) continue;
    for (let sample = 0; sample < samples; sample++) {
      const difference = (values[at * samples + sample] ?? 0) - (values[first * samples + sample] ?? 0);
      if (Math.abs(difference) > most) return true;
    }
  }
  return false;
}

async function whoReads(
  { phrase, worstFrame }: JudgedPhrase,
  frames: readonly Frame[],
  readers: readonly Reader[],
): Promise<string | undefined> {
  const frame = frames[worstFrame];
  const spot = phrase.spots.find(({ first, last }) => first <= worstFrame && worstFrame <= last);
  if (frame === undefined || spot === undefined) return undefined;
  const line = lineOf(pictureOf(sceneOf(frame)), phrase, spot);
  for (const reader of readers) if (tells(await reader.read(line), phrase.text)) return reader.name;
  return undefined;
}
