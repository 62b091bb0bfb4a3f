// A photograph with its metadata decided: what the plan and a mere look share. Never throws on what the file holds.
import type { Source } from '../../kernel/source.js';
import type { Picture } from '../../pixels/detection.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import type { DeviceRule } from '../../policy/policy.js';
import type { EvidenceItem } from '../../text/evidence.js';
import type { PhotoContext } from './context.js';
import { type Draft, newDraft, type Refused, refused } from './draft.js';
import { jpegMetadata } from './jpegMetadata.js';
import { type JpegParts, readJpeg } from './jpegParts.js';
import { decodeJpeg, jpegFault } from './jpegPicture.js';
import { kindOf } from './kindOf.js';
import { labelsFor } from './labels.js';
import { lookIntoPhoto, notExamined, type PhotoPictures, type Seeing, type ToldOf } from './lookIntoPhoto.js';
import { peopleIn } from './people.js';
import { framesOf, isTooLarge, PIXELS_DAMAGED, type PngFrame, readFrame } from './pngFrames.js';
import { pngMetadata } from './pngMetadata.js';
import { type PngParts, readPng } from './pngParts.js';
import { paletteOf, picturesOf } from './pngPictures.js';
import { bareJpeg } from './redactJpeg.js';
import { retainedBy, takesPhotographs } from './retained.js';

export interface Photo {
  readonly kind: 'photo';
  readonly draft: Draft;
  readonly parts: JpegParts | PngParts;
  /** Of a PNG; empty for JPEG. */
  readonly frames: readonly PngFrame[];
  readonly orientation: number;
  readonly evidence: readonly EvidenceItem[];
  /** Rules of the recipe that name parts of this picture. */
  readonly labels: readonly DeviceRule[];
}

export async function openPhoto(source: Source, context: PhotoContext): Promise<Photo | Refused> {
  const kind = kindOf(await source.read(0, Math.min(8, source.size)));
  if (kind === undefined) return refused('not-photo', 'it is neither a JPEG nor a PNG file by its content');
  const { policy } = context.policy;
  if (!takesPhotographs(policy))
    return refused(
      'not-admitted',
      'the recipe takes only objects that its filters name, and they can name no photograph',
    );
  const parts = kind === 'jpeg' ? await readJpeg(source) : await readPng(source);
  if (parts.kind === 'refusal') return parts;
  const frames = parts.kind === 'png' ? await framesOf(source, parts) : [];
  if ('kind' in frames) return frames;
  const draft = newDraft();
  const retained = retainedBy(policy);
  const orientation =
    parts.kind === 'jpeg'
      ? await jpegMetadata(draft, source, parts, retained)
      : await pngMetadata(draft, source, parts, retained);
  const evidence = [...context.patientEvidence, ...peopleIn(draft.told)];
  const labels = await labelsFor(source, parts, context.policy);
  return { kind: 'photo', draft, parts, frames, orientation, evidence, labels };
}

/** Size on the canvas, and how many images there are. */
export function sizeOf({ parts, frames }: Photo): {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
} {
  const { columns, rows } = parts.kind === 'jpeg' ? parts.frame : parts.header;
  return { columns, rows, frames: Math.max(1, frames.length) };
}

export async function lookIt(source: Source, photo: Photo, context: PhotoContext, told?: ToldOf): Promise<PixelLook> {
  const { parts, orientation, evidence } = photo;
  if (parts.kind === 'jpeg' && context.pixels !== 'none' && context.detector !== undefined) {
    const fault = jpegFault(parts.frame);
    if (fault !== undefined) return notExamined(fault);
  }
  const pictures: PhotoPictures = { ...sizeOf(photo), orientation, pictures: () => seeings(source, photo, context) };
  return lookIntoPhoto(pictures, context, evidence, told);
}

async function* seeings(
  source: Source,
  { parts, frames }: Photo,
  { codecs }: PhotoContext,
): AsyncGenerator<Seeing | string> {
  if (parts.kind === 'jpeg') {
    const bare = await bareJpeg(source, parts);
    const picture: Picture | string =
      bare === undefined ? 'it is too large to be held in memory' : decodeJpeg(bare, parts.frame, codecs);
    yield typeof picture === 'string' ? picture : { picture, x: 0, y: 0 };
    return;
  }
  const palette = await paletteOf(source, parts);
  for (const frame of frames) {
    if (isTooLarge(frame)) {
      yield 'it is too large to be held in memory';
      return;
    }
    const image = await readFrame(source, frame);
    if (image === undefined) {
      yield PIXELS_DAMAGED.refusal.message;
      return;
    }
    for (const picture of picturesOf(image, palette)) yield { picture, x: frame.x, y: frame.y };
  }
}
