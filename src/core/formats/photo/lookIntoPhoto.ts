// Whether a photograph is looked into for words, faces and codes, what was found there and what of it goes (PS3.15 E.3.1, E.3.2).
// Anything may stand in a photograph, so it is always looked into unless recipe or user say otherwise.
import { DeidError } from '../../kernel/deidError.js';
import type { FilledRegion } from '../../pixels/covered.js';
import type { FoundRegion, Picture, Seen } from '../../pixels/detection.js';
import { lookInto } from '../../pixels/examine/lookInto.js';
import { gatherSightings } from '../../pixels/examine/sightings.js';
import { judgeWith } from '../../pixels/judge/judge.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import { looksIntoPixels } from '../../policy/pixelOptions.js';
import { DEFAULT_PIXELS, type PixelPolicy } from '../../policy/policy.js';
import type { EvidenceItem } from '../../text/evidence.js';
import type { PhotoContext } from './context.js';
import { stored, upright } from './upright.js';

/** A picture of the file, and where its first pixel lies on the canvas. */
export interface Seeing {
  readonly picture: Picture;
  readonly x: number;
  readonly y: number;
}

export interface PhotoPictures {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  readonly orientation: number;
  /** All that the file shows; why it can't be shown, as a message. */
  pictures(): AsyncIterable<Seeing | string>;
}

/** Told of what was read in a region: values, in memory only. */
export type ToldOf = (region: FoundRegion, texts: readonly string[]) => void;

const WHY = 'a photograph may show anything';

export async function lookIntoPhoto(
  photo: PhotoPictures,
  context: PhotoContext,
  evidence: readonly EvidenceItem[],
  told: ToldOf = () => {},
): Promise<PixelLook> {
  const { policy } = context.policy;
  if (context.pixels === 'none') return { kind: 'not-looked', because: 'asked', why: WHY };
  if (context.pixels !== 'all' && !looksIntoPixels(policy)) return { kind: 'not-looked', because: 'recipe', why: WHY };
  const { detector } = context;
  if (detector === undefined) return { kind: 'not-looked', because: 'no-detector', why: WHY };
  const pixels = policy.pixels ?? DEFAULT_PIXELS;
  const kinds = kindsOf(pixels);
  if (kinds.length === 0) return { kind: 'not-looked', because: 'recipe', why: WHY };
  const gathered = gatherSightings(false);
  const look = { detector, kinds, unread: pixels.text === 'all', signal: undefined };
  const last = photo.frames - 1;
  try {
    for await (const seeing of photo.pictures()) {
      if (typeof seeing === 'string') return notExamined(seeing);
      const { picture, x, y } = seeing;
      const shown = upright(picture, photo.orientation);
      context.beat?.();
      const seen = await lookInto(look, shown, [0, 0, shown.width, shown.height]);
      const placed = seen.map((one) => moved(stored(one, picture, photo.orientation), x, y));
      gathered.add(placed, 0, last, { width: 0, height: 0, samples: 1, bytes: new Uint8Array(0) }, undefined);
    }
  } catch (error) {
    // A model that is missing is no reason to pass what could not be looked at.
    if (error instanceof DeidError && error.code === 'missing-model')
      return { kind: 'refusal', refusal: { code: error.code, message: error.message } };
    throw error;
  }
  const judge = judgeWith(pixels, evidence);
  const [taken, left]: [FilledRegion[], FoundRegion[]] = [[], []];
  for (const sighting of gathered.list()) {
    const { region, fill, wholeFrame } = judge(sighting);
    const own: FoundRegion = wholeFrame === true ? wholeOf(region, photo) : region;
    if (fill === undefined) left.push(own);
    const filled = fill === undefined ? own : { ...own, fill };
    if ('fill' in filled) taken.push(filled);
    told(
      filled,
      sighting.readings.map(({ text }) => text),
    );
  }
  return { kind: 'looked', kinds, taken, left, grouped: 0 };
}

function kindsOf({ text, faces, barcodes }: PixelPolicy): readonly Seen['kind'][] {
  const kinds: Seen['kind'][] = [];
  if (text !== 'keep') kinds.push('text');
  if (faces !== 'keep') kinds.push('face');
  if (barcodes !== 'keep') kinds.push('barcode');
  return kinds;
}

function moved(seen: Seen, dx: number, dy: number): Seen {
  const [left, top, right, bottom] = seen.box;
  const polygon = seen.polygon?.map(([x, y]) => [x + dx, y + dy] as const);
  const box = [left + dx, top + dy, right + dx, bottom + dy] as const;
  return { ...seen, box, ...(polygon === undefined ? {} : { polygon }) };
}

function wholeOf({ polygon: _within, ...region }: FoundRegion, { columns, rows }: PhotoPictures): FoundRegion {
  return { ...region, box: [0, 0, columns, rows] };
}

export function notExamined(reason: string): PixelLook {
  const message = `${WHY}, and this one can not be looked at: ${reason}; --pixels none passes the pixels as they are`;
  return { kind: 'refusal', refusal: { code: 'pixels-not-examined', message } };
}
