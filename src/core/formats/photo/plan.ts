// Decides what happens to a photograph: findings, the edits that they cause, and issues; or a refusal.
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import type { Box } from '../../pixels/boxes.js';
import type { FilledRegion } from '../../pixels/covered.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import type { PhotoContext } from './context.js';
import type { Refused } from './draft.js';
import { labelRegions, sayOfLabels } from './labels.js';
import { lookIt, openPhoto, type Photo, sizeOf } from './photo.js';
import { addKept, placeRegions } from './placed.js';
import { isTooLarge, PIXELS_DAMAGED, readFrame } from './pngFrames.js';
import { paletteOf } from './pngPictures.js';
import { bareJpeg, byUnits, notRedacted, redactJpeg, unitsOf } from './redactJpeg.js';
import { redactPng } from './redactPng.js';
import { sayOfLook } from './sayOfLook.js';

export async function planPhoto(source: Source, context: PhotoContext): Promise<Plan> {
  const preview = context.preview === true ? { preview: true } : {};
  const base = { stamp: source.stamp, size: source.size, policyDigest: context.policy.digest, ...preview };
  const photo = await openPhoto(source, context);
  if (photo.kind === 'refusal') return { ...base, findings: [], edits: [], issues: [], refusal: photo.refusal };
  const { draft } = photo;
  if (context.seal !== undefined)
    draft.issues.push({
      code: 'not-sealed',
      severity: 'warning',
      message: 'a photograph has no place for encrypted originals: none are kept for --encrypt-attributes',
    });
  const refusal = (await decidePixels(source, photo, context))?.refusal;
  const { findings, issues } = draft;
  if (refusal !== undefined) return { ...base, findings, edits: [], issues, refusal };
  const edits = draft.edits.sort((a, b) => a.offset - b.offset);
  return { ...base, findings, edits, issues };
}

async function decidePixels(source: Source, photo: Photo, context: PhotoContext): Promise<Refused | undefined> {
  const { draft } = photo;
  const look = await lookIt(source, photo, context);
  if (look.kind === 'refusal') return look;
  sayOfLook(draft, look, context.reviewBelow);
  sayOfLabels(draft, photo.labels, sizeOf(photo), context.pixels);
  const taken = takenOf(photo, look, context);
  if (look.kind === 'looked') for (const region of look.left) addKept(draft, region, canvasOf(photo));
  if (taken.length > 0) return redact(source, photo, taken, context);
  // A look has read them already.
  return look.kind === 'looked' ? undefined : checkPixels(source, photo);
}

/** What the recipe's rules name, and what was found. */
export function takenOf(photo: Photo, look: PixelLook, { pixels }: PhotoContext): readonly FilledRegion[] {
  const named = pixels === 'none' ? [] : labelRegions(photo.labels, sizeOf(photo));
  return look.kind === 'looked' ? [...named, ...look.taken] : named;
}

/** Image data that are no image, or behind which something else stands, do not pass. */
async function checkPixels(source: Source, { parts, frames }: Photo): Promise<Refused | undefined> {
  if (parts.kind === 'jpeg') return undefined;
  for (const frame of frames)
    if (!isTooLarge(frame) && (await readFrame(source, frame)) === undefined) return PIXELS_DAMAGED;
  return undefined;
}

function canvasOf(photo: Photo) {
  const { parts } = photo;
  const first = parts.kind === 'jpeg' ? parts.parts.find(({ marker }) => marker === 0xda) : photo.frames[0]?.chunks[0];
  const offset = first?.offset ?? 0;
  return { ...sizeOf(photo), range: { offset, length: parts.end - offset } };
}

const soft = ({ fill }: FilledRegion): boolean => fill.kind !== 'black' && fill.kind !== 'constant';

async function redact(
  source: Source,
  photo: Photo,
  taken: readonly FilledRegion[],
  context: PhotoContext,
): Promise<Refused | undefined> {
  const { draft, parts } = photo;
  const canvas = canvasOf(photo);
  if (parts.kind === 'png') {
    if (taken.some(soft))
      draft.issues.push({
        code: 'fill-replaced',
        severity: 'info',
        message: 'parts of a PNG picture are made black, where the recipe asks for another filling',
      });
    const covered = placeRegions(draft, taken, canvas, (box) => ({ box, shown: box }));
    return redactPng(draft, source, photo.frames, await paletteOf(source, parts), covered);
  }
  const bare = await bareJpeg(source, parts);
  if (bare === undefined) return notRedacted('it is too large to be held in memory');
  const units = unitsOf(bare);
  if (typeof units === 'string') return notRedacted(units);
  const image: Box = [0, 0, canvas.columns, canvas.rows];
  const covered = placeRegions(draft, taken, canvas, byUnits(units, image));
  return redactJpeg(draft, bare, units, parts, covered, context.codecs);
}
