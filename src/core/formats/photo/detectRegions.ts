// What is found in a photograph and what of it would go, without planning anything else.
import type { Source } from '../../kernel/source.js';
import type { FoundRegion } from '../../pixels/detection.js';
import type { Detection } from '../../pixels/pixelLook.js';
import type { PhotoContext } from './context.js';
import { lookIt, openPhoto } from './photo.js';

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
