// Settles what is taken out of an object's pixels, before anything is changed: what device rules name, what was found, and what the
// user drew (PS3.15 E.3.1). What can't be taken out is refused, or, where the user said that pixels are not to be looked at, reported.
import type { Refusal } from '../../kernel/issue.js';
import { blackOf } from '../../pixels/blackValue.js';
import { type Box, within } from '../../pixels/boxes.js';
import {
  type Covered,
  deviceCovered,
  type FilledRegion,
  foundCovered,
  type Redaction,
  regionWords,
} from '../../pixels/covered.js';
import { type Image, openImage } from '../../pixels/image.js';
import { isSubsampled, type Layout, nativeBits } from '../../pixels/layout.js';
import { embeddedPlanes } from '../../pixels/overlayBits.js';
import { coverageOf } from '../../pixels/regions.js';
import { syntaxName } from '../../pixels/syntaxNames.js';
import { videoKind } from '../../pixels/videoPort.js';
import type { DeviceRule } from '../../policy/policy.js';
import type { DicomContext } from './context.js';
import { addIssue, type Draft } from './draft.js';
import type { Element } from './element.js';
import type { DicomObject } from './read.js';

/** Pixel data, float and double pixel data (PS3.3 C.7.6.3, C.7.6.24). */
const PIXELS: ReadonlySet<number> = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);
const DOUBLE = 0x7fe00009;
const MOST_BOXES = 100_000;

export type Settled =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'redaction'; readonly redaction: Redaction }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

const NOTHING: Settled = { kind: 'nothing' };

/** @param found what detectors found and the recipe takes out; what the user drew comes with the context */
export async function settleRedaction(
  draft: Draft,
  object: DicomObject,
  devices: readonly DeviceRule[],
  found: readonly FilledRegion[],
  context: DicomContext,
): Promise<Settled> {
  const drawn = (context.drawn ?? []).map((one): FilledRegion => ({ ...one, fill: one.fill ?? { kind: 'black' } }));
  const regions = [...found, ...drawn];
  const named = whatOf(devices[0], regions[0]);
  const staying = object.table.elements.filter((element) => hasPixels(element) && stays(element, object, context));
  if (staying.length === 0) return NOTHING;
  // Most objects have nothing to take out: they need not be opened to tell.
  if (named === undefined && (context.pixels === 'none' || !mayHaveOverlayBits(object))) return NOTHING;
  const opened = staying.length > 1 ? undefined : await openImage(object);
  const clear = opened === undefined || context.pixels === 'none' ? 0 : await bitsToClear(opened, object, context);
  const what = named ?? (clear === 0 ? undefined : OVERLAY);
  if (what === undefined) return NOTHING;
  if (context.pixels === 'none') {
    addIssue(draft, {
      code: 'pixels-not-redacted',
      severity: 'warning',
      message: `${what} names parts of the image to blank: its pixels were passed as they are`,
    });
    return NOTHING;
  }
  if (opened === undefined) return refused(what, 'the object has pixel data more than once');
  const image = opened;
  const byRules = await ofRules(draft, image, devices);
  if (byRules.undecided !== undefined)
    return refused(
      deviceCovered(byRules.undecided, [0, 0, 0, 0], 1).cause.what,
      'it blanks all but the ultrasound regions, and the object names none (0018,6011)',
    );
  const covered = [...byRules.covered, ...regions.flatMap((region) => ofRegion(image, region))];
  const [first] = covered;
  const fault = imageFault(image, context);
  if (first === undefined && clear === 0) return imageless(image) ? refused(what, fault ?? '') : NOTHING;
  const own = first?.cause.what ?? OVERLAY;
  if (fault !== undefined) return refused(own, fault);
  if (covered.length > MOST_BOXES) return refused(own, `its parts fall into more than ${MOST_BOXES} rectangles`);
  const native = image.coding === 'native' || image.coding === 'rle' || image.coding === 'deflate';
  // Frames of other codings say themselves what their samples are.
  const black = native ? await blackOf(image, image.layout) : ({ kind: 'values', values: [] } as const);
  if (black.kind === 'trouble') return refused(own, black.reason);
  const whole = native && isSubsampled(image.layout) ? covered.map(byPairs) : covered;
  return { kind: 'redaction', redaction: { covered: whole, black: black.values, made: new Map(), clear } };
}

const OVERLAY = 'an overlay in unused bits of the pixels';

/** Without any element of an overlay group no bit of the pixel data is one of an overlay (PS3.3 C.9.2). */
function mayHaveOverlayBits({ table }: DicomObject): boolean {
  return table.elements.some(({ tag }) => tag >>> 24 === 0x60);
}

/** Bits of overlays that the recipe takes out. */
async function bitsToClear(image: Image, { sopClass }: DicomObject, { policy }: DicomContext): Promise<number> {
  let clear = 0;
  for (const { dataTag, bit, stored } of await embeddedPlanes(image)) {
    const action = policy.decide({ tag: dataTag, vr: 'OW', parents: [], sopClass })?.action;
    if (!stored && (action === 'X' || action === 'C' || action === 'Z')) clear |= 1 << bit;
  }
  return clear >>> 0;
}

function whatOf(rule: DeviceRule | undefined, region: FilledRegion | undefined): string | undefined {
  if (rule !== undefined) return deviceCovered(rule, [0, 0, 0, 0], 1).cause.what;
  return region === undefined ? undefined : regionWords(region);
}

async function ofRules(
  draft: Draft,
  image: Image,
  devices: readonly DeviceRule[],
): Promise<{ readonly covered: readonly Covered[]; readonly undecided?: DeviceRule }> {
  const { covered, outside, undecided } = await coverageOf(image, devices);
  for (const { rule, whole } of outside) {
    const { what } = deviceCovered(rule, [0, 0, 0, 0], 1).cause;
    addIssue(
      draft,
      {
        code: 'region-outside-image',
        severity: whole ? 'warning' : 'info',
        message: whole
          ? `${what} names a part that lies outside of the image: nothing was blanked for it`
          : `${what} names a part that reaches beyond the image: what lies in the image was blanked`,
      },
      `region-outside-image ${whole} ${rule.origin}`,
    );
  }
  return {
    covered: covered.map(({ box, rule }) => deviceCovered(rule, box, image.frames)),
    ...(undecided === undefined ? {} : { undecided }),
  };
}

/** Whole pixels, and those of the image. */
function ofRegion({ layout, frames }: Image, region: FilledRegion): readonly Covered[] {
  const [left, top, right, bottom] = region.box;
  const box: Box = [Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)];
  return within(box, [0, 0, layout.columns, layout.rows]).flatMap((own) => foundCovered(region, own, frames));
}

/** Two neighbours that share their colour go together. */
function byPairs(covered: Covered): Covered {
  const [left, top, right, bottom] = covered.box;
  return { ...covered, box: [left - (left % 2), top, right + (right % 2), bottom] };
}

export function refused(what: string, reason: string): { readonly kind: 'refusal'; readonly refusal: Refusal } {
  return {
    kind: 'refusal',
    refusal: {
      code: 'pixels-not-redacted',
      message:
        what === OVERLAY
          ? `${what} is to be taken out, which can not be done: ${reason}; --pixels none passes the pixels as they are`
          : `${what} names parts of the image to blank, which can not be done: ${reason}; --pixels none passes the pixels as they are`,
    },
  };
}

function hasPixels(element: Element): boolean {
  return PIXELS.has(element.tag) && (element.length !== 0 || element.undefinedLength);
}

/** False where the recipe takes the pixels out or empties them. */
function stays({ tag, vr }: Element, { sopClass }: DicomObject, { policy }: DicomContext): boolean {
  const action = policy.decide({ tag, vr, parents: [], sopClass })?.action;
  return action !== 'X' && action !== 'Z';
}

/** Without rows and columns every box lies outside: nothing is known then, and nothing passes. */
function imageless({ layout }: Image): boolean {
  return layout.rows === 0 || layout.columns === 0;
}

function imageFault(image: Image, { codecs, video, preview }: DicomContext): string | undefined {
  const { layout, coding, object, pixels } = image;
  if (object.cutPixels !== undefined) return 'the file ends inside its pixel data';
  if (pixels.items !== undefined) return 'its pixel data reads as a sequence';
  if (coding !== 'native' && videoKind(object.opening.transferSyntax) !== undefined)
    return video === undefined && preview !== true
      ? `the pixels are video, ${image.syntax} (transfer syntax ${object.opening.transferSyntax}), which nothing here encodes again`
      : codedFault(layout);
  const why = syntaxName(object.opening.transferSyntax).why;
  if (coding !== 'native' && why !== undefined) return `${why} (transfer syntax ${object.opening.transferSyntax})`;
  if (coding !== 'native' && coding !== 'rle' && coding !== 'deflate')
    return codecs === undefined && preview !== true
      ? `nothing here decodes its pixels, which are ${image.syntax} (transfer syntax ${object.opening.transferSyntax})`
      : codedFault(layout);
  return layoutFault(layout, pixels.tag) ?? (coding === 'native' ? lengthFault(image) : framesFault(image));
}

/** What a stream holds, it says itself. */
function codedFault({ rows, columns, samples, float }: Layout): string | undefined {
  if (rows === 0 || columns === 0) return 'Rows or Columns is missing';
  return float || (samples !== 1 && samples !== 3)
    ? 'its photometric interpretation does not go with its samples'
    : undefined;
}

function layoutFault(layout: Layout, tag: number): string | undefined {
  const { rows, columns, samples, bitsAllocated, photometric, float, planar } = layout;
  if (rows === 0 || columns === 0) return 'Rows or Columns is missing';
  const widths = float ? [tag === DOUBLE ? 64 : 32] : [1, 8, 16, 32];
  if (!widths.includes(bitsAllocated)) return `its pixels have ${bitsAllocated} bits (Bits Allocated)`;
  const colour = photometric === 'RGB' || photometric.startsWith('YBR');
  if (samples !== (colour ? 3 : 1) || (colour && (bitsAllocated === 1 || float)))
    return 'its photometric interpretation does not go with its samples';
  if (isSubsampled(layout) && (planar || columns % 2 !== 0))
    return 'neighbours share their colour, but the columns are odd in number or the colours lie in planes';
  return undefined;
}

/** Where length and layout contradict each other, nobody knows which bytes are which pixels. */
function lengthFault({ layout, frames, pixels }: Image): string | undefined {
  const frame = nativeBits(layout) / 8;
  const expected = Math.ceil(frame * frames);
  const surplus = pixels.length - expected;
  if (!Number.isSafeInteger(expected) || surplus < 0)
    return 'its pixel data is shorter than its rows, columns and frames say';
  const padding = expected % 2;
  if (surplus <= padding) return undefined;
  const doubtful = surplus - padding >= frame || isSubsampled(layout) || layout.bitsAllocated === 1;
  return doubtful ? 'its pixel data is longer than its rows, columns and frames say' : undefined;
}

function framesFault({ layout, frames, pixels, coding }: Image): string | undefined {
  if (coding === 'rle' && (isSubsampled(layout) || layout.float))
    return 'its photometric interpretation is none that RLE can hold';
  if (pixels.fragments - 1 !== frames) return 'its compressed frames are not as many as its Number of Frames';
  return undefined;
}
