// Images for the editor: what is known of one, and its frames, drawn off the extension host's thread.
import type { DicomObject } from '../../core/formats/dicom/read.js';
import type { Frame, ImageFacts } from '../../core/pixels/frame.js';
import { type Image, openImage } from '../../core/pixels/image.js';
import { imageFacts } from '../../core/pixels/imageFacts.js';
import { type OverlayPlace, overlayPlaces } from '../../core/pixels/overlays.js';
import { readRaw } from '../../core/pixels/readFrame.js';
import { coveredRegions } from '../../core/pixels/regions.js';
import type { DeviceRule } from '../../core/policy/policy.js';
import { type FrameDrawer, frameDrawer } from './frameDrawer.js';

export interface OpenedImage {
  readonly facts: ImageFacts;
  /** What device rules that apply to the object would cover. */
  covered(rules: readonly DeviceRule[]): Promise<Frame['regions']>;
  /** Where overlay planes lie. */
  overlays(): Promise<readonly OverlayPlace[]>;
  /** Frame `index` from 0, or why there is none. `regions` are drawn over it. Never rejects on what the file holds. */
  frame(index: number, regions?: Frame['regions']): Promise<{ readonly frame: Frame } | { readonly reason: string }>;
}

/** One thread for all editors: frames are drawn one after the other. */
let drawer: FrameDrawer | undefined;

function shared(): FrameDrawer {
  drawer ??= frameDrawer();
  return drawer;
}

/** Undefined where the object has no pixels. Reads header elements only. */
export async function openImageOf(object: DicomObject, ownDrawer?: FrameDrawer): Promise<OpenedImage | undefined> {
  const image = await openImage(object);
  if (image === undefined) return undefined;
  return {
    facts: await imageFacts(image),
    covered: (rules) => coveredRegions(image, rules),
    overlays: () => overlayPlaces(image),
    frame: (index, regions) => frameOf(image, index, regions, ownDrawer),
  };
}

async function frameOf(
  image: Image,
  index: number,
  regions: Frame['regions'] | undefined,
  own: FrameDrawer | undefined,
): Promise<{ readonly frame: Frame } | { readonly reason: string }> {
  const read = await readRaw(image, index, regions);
  if (read.kind === 'trouble') return { reason: read.reason };
  const drawn = await (own ?? shared()).draw(read.raw);
  return drawn.kind === 'frame' ? { frame: drawn.frame } : { reason: drawn.reason };
}
