// Settles what the device rules of a recipe blank in an object's pixels, before anything is changed (PS3.15 E.3.1). What can't be
// blanked is refused, or, where the user said that pixels are not to be looked at, reported.
import type { Refusal } from '../../kernel/issue.js';
import { blackOf } from '../../pixels/blackValue.js';
import type { Covered, Redaction } from '../../pixels/boxes.js';
import { type Image, openImage } from '../../pixels/image.js';
import { isSubsampled, type Layout, nativeBits } from '../../pixels/layout.js';
import { coverageOf } from '../../pixels/regions.js';
import type { DeviceRule } from '../../policy/policy.js';
import type { DicomContext } from './context.js';
import { addIssue, type Draft } from './draft.js';
import type { Element } from './element.js';
import type { DicomObject } from './read.js';

/** Pixel data, float and double pixel data (PS3.3 C.7.6.3, C.7.6.24). */
const PIXELS: ReadonlySet<number> = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);
const DOUBLE = 0x7fe00009;
const MOST_BOXES = 10_000;

export type Settled =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'redaction'; readonly redaction: Redaction }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

const NOTHING: Settled = { kind: 'nothing' };

function nameOf({ label, origin }: DeviceRule): string {
  return `the device rule "${label}" (${origin})`;
}

export async function settleRedaction(
  draft: Draft,
  object: DicomObject,
  devices: readonly DeviceRule[],
  context: DicomContext,
): Promise<Settled> {
  const [rule] = devices;
  const staying = object.table.elements.filter((element) => hasPixels(element) && stays(element, object, context));
  if (rule === undefined || staying.length === 0) return NOTHING;
  if (context.pixels === 'none') {
    addIssue(draft, {
      code: 'pixels-not-redacted',
      severity: 'warning',
      message: `${nameOf(rule)} names parts of the image to blank: its pixels were passed as they are`,
    });
    return NOTHING;
  }
  const image = staying.length > 1 ? undefined : await openImage(object);
  if (image === undefined) return refused(rule, 'the object has pixel data more than once');
  const { covered, outside, undecided } = await coverageOf(image, devices);
  for (const { rule: own, whole } of outside) {
    addIssue(
      draft,
      {
        code: 'region-outside-image',
        severity: whole ? 'warning' : 'info',
        message: whole
          ? `${nameOf(own)} names a part that lies outside of the image: nothing was blanked for it`
          : `${nameOf(own)} names a part that reaches beyond the image: what lies in the image was blanked`,
      },
      `region-outside-image ${whole} ${own.origin}`,
    );
  }
  if (undecided !== undefined)
    return refused(undecided, 'it blanks all but the ultrasound regions, and the object names none (0018,6011)');
  const [first] = covered;
  if (first === undefined) return imageless(image) ? refused(rule, imageFault(image) ?? '') : NOTHING;
  const fault = imageFault(image);
  if (fault !== undefined) return refused(first.rule, fault);
  if (covered.length > MOST_BOXES) return refused(first.rule, `its parts fall into more than ${MOST_BOXES} rectangles`);
  const black = await blackOf(image, image.layout);
  if (black.kind === 'trouble') return refused(first.rule, black.reason);
  const whole = isSubsampled(image.layout) ? covered.map(byPairs) : covered;
  return { kind: 'redaction', redaction: { covered: whole, black: black.values } };
}

/** Two neighbours that share their colour go together. */
function byPairs({ box: [left, top, right, bottom], rule }: Covered): Covered {
  return { box: [left - (left % 2), top, right + (right % 2), bottom], rule };
}

export function refused(rule: DeviceRule, reason: string): { readonly kind: 'refusal'; readonly refusal: Refusal } {
  return {
    kind: 'refusal',
    refusal: {
      code: 'pixels-not-redacted',
      message: `${nameOf(rule)} names parts of the image to blank, which can not be done: ${reason}; --pixels none passes the pixels as they are`,
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

function imageFault(image: Image): string | undefined {
  const { layout, coding, object, pixels } = image;
  if (object.cutPixels !== undefined) return 'the file ends inside its pixel data';
  if (pixels.items !== undefined) return 'its pixel data reads as a sequence';
  if (coding !== 'native' && coding !== 'rle')
    return `parts of compressed images are not blanked by this version, and the pixels are ${image.syntax} (transfer syntax ${object.opening.transferSyntax})`;
  return layoutFault(layout, pixels.tag) ?? (coding === 'native' ? lengthFault(image) : rleFault(image));
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

function rleFault({ layout, frames, pixels }: Image): string | undefined {
  if (layout.bitsAllocated === 1) return 'single bits in RLE are not packed by this version';
  if (isSubsampled(layout) || layout.float) return 'its photometric interpretation is none that RLE can hold';
  if (pixels.fragments - 1 !== frames) return 'its compressed frames are not as many as its Number of Frames';
  return undefined;
}
