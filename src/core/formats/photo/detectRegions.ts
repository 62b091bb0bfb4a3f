// What is found in a photograph and what of it would go, and which pixels change with that, without planning anything else.
import type { Source } from '../../kernel/source.js';
import { type Box, within } from '../../pixels/boxes.js';
import type { FoundRegion } from '../../pixels/detection.js';
import type { Detection } from '../../pixels/pixelLook.js';
import type { PhotoContext } from './context.js';
import { lookIt, openPhoto, sizeOf } from './photo.js';
import { takenOf } from './plan.js';
import { bareJpeg, byUnits, unitsOf } from './redactJpeg.js';

/** Never throws on what the file holds; throws as the context's detector does. */
export async function detectPhotoRegions(source: Source, context: PhotoContext): Promise<Detection> {
  const photo = await openPhoto(source, context);
  if (photo.kind === 'refusal') return photo;
  const texts = new Map<FoundRegion, readonly string[]>();
  const look = await lookIt(source, photo, context, (region, own) => texts.set(region, own));
  if (look.kind !== 'looked') return look;
  const regions = [
    ...look.taken.map((region) => ({ region, taken: true })),
    ...look.left.map((region) => ({ region, taken: false })),
  ].map(({ region, taken }) => ({ region, taken, texts: texts.get(region) ?? [] }));
  return {
    kind: 'looked',
    grouped: look.grouped,
    regions: regions.sort(({ region: a }, { region: b }) => a.box[1] - b.box[1] || a.box[0] - b.box[0]),
  };
}

/** Where a copy may differ from this original: what is found there and what the recipe names, in JPEG with the blocks that it touches. */
export async function changingParts(source: Source, context: PhotoContext): Promise<readonly Box[]> {
  const photo = await openPhoto(source, context);
  if (photo.kind === 'refusal') return [];
  const taken = takenOf(photo, await lookIt(source, photo, context), context);
  if (taken.length === 0) return [];
  const { columns, rows } = sizeOf(photo);
  const image: Box = [0, 0, columns, rows];
  const whole = taken.flatMap(({ box: [left, top, right, bottom] }) =>
    within([Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)], image),
  );
  const bare = photo.parts.kind === 'jpeg' ? await bareJpeg(source, photo.parts) : undefined;
  const units = bare === undefined ? undefined : unitsOf(bare);
  if (units === undefined || typeof units === 'string') return whole;
  const widen = byUnits(units, image);
  return whole.map((box) => widen(box).shown);
}
