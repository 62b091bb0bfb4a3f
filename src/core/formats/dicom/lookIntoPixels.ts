// Whether an object's image is looked into for words, faces and codes, what was found there and what of it goes (PS3.15 E.3.1, E.3.2).
import { DeidError } from '../../kernel/deidError.js';
import type { FilledRegion } from '../../pixels/covered.js';
import type { FoundRegion, Seen } from '../../pixels/detection.js';
import { examine } from '../../pixels/examine/examine.js';
import { type Image, openImage, pixelElement } from '../../pixels/image.js';
import { judgeWith } from '../../pixels/judge/judge.js';
import { mayShowCodes, mayShowFaces, type PictureFacts } from '../../pixels/mayShow.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import { isKept } from '../../pixels/settled.js';
import { looksIntoPixels } from '../../policy/pixelOptions.js';
import { DEFAULT_PIXELS, type PixelPolicy } from '../../policy/policy.js';
import type { EvidenceItem } from '../../text/evidence.js';
import type { DicomContext } from './context.js';
import { isDirectory } from './directory.js';
import { findElement } from './element.js';
import { burnedInReason, pictureFacts } from './pixelRisk.js';
import type { DicomObject } from './read.js';

/** Told of what was read in a region: values, in memory only. */
type Told = (region: FoundRegion, texts: readonly string[]) => void;

/** @param evidence of the object and of the same patient's others */
export async function lookIntoPixels(
  object: DicomObject,
  context: DicomContext,
  evidence: () => Promise<readonly EvidenceItem[]>,
  told: Told = () => {},
): Promise<PixelLook> {
  const { elements } = object.table;
  if (isDirectory(object.sopClass, elements) || isTakenOut(object, context)) return { kind: 'no-image' };
  if (pixelElement(object) === undefined) return { kind: 'no-image' };
  const place = { window: object.window, sopClass: object.sopClass };
  const why = await burnedInReason(place, elements);
  const reason = why === undefined ? {} : { why };
  if (context.pixels === 'none') return { kind: 'not-looked', because: 'asked', ...reason };
  const { policy } = context.policy;
  if (context.pixels !== 'all' && !looksIntoPixels(policy)) return { kind: 'not-looked', because: 'recipe', ...reason };
  if (context.pixels !== 'all' && why === undefined) return { kind: 'not-looked', because: 'unlikely' };
  if (context.detector === undefined)
    return { kind: 'not-looked', because: 'no-detector', why: why ?? 'asked for by --pixels all' };
  const pixels = policy.pixels ?? DEFAULT_PIXELS;
  const kinds = kindsOf(pixels, await pictureFacts(place, elements), context.pixels === 'all');
  if (kinds.length === 0) return { kind: 'not-looked', because: 'recipe', ...reason };
  const image = await openImage(object);
  if (image === undefined) return { kind: 'no-image' };
  return look({ image, context, pixels, kinds, why: why ?? 'asked for by --pixels all', told }, evidence);
}

function kindsOf({ text, faces, barcodes }: PixelPolicy, facts: PictureFacts, all: boolean): readonly Seen['kind'][] {
  const kinds: Seen['kind'][] = [];
  if (text !== 'keep') kinds.push('text');
  if (faces !== 'keep' && mayShowFaces(facts)) kinds.push('face');
  if (barcodes !== 'keep' && (all || mayShowCodes(facts))) kinds.push('barcode');
  return kinds;
}

interface Work {
  readonly image: Image;
  readonly context: DicomContext;
  readonly pixels: PixelPolicy;
  readonly kinds: readonly Seen['kind'][];
  readonly why: string;
  readonly told: Told;
}

async function look(
  { image, context, pixels, kinds, why, told }: Work,
  evidence: () => Promise<readonly EvidenceItem[]>,
): Promise<PixelLook> {
  const { detector, codecs, video } = context;
  if (detector === undefined) return { kind: 'no-image' };
  const request = {
    image,
    detector,
    kinds,
    unread: pixels.text === 'all',
    exhaustive: context.pixels === 'all',
    step: () => context.beat?.(),
  };
  try {
    const examined = await examine({
      ...request,
      ...(codecs === undefined ? {} : { codecs: codecs.decode }),
      ...(video === undefined ? {} : { video }),
    });
    if (examined.kind === 'trouble') return refusal(why, examined.reason);
    const judge = judgeWith(pixels, await evidence());
    const [taken, left]: [FilledRegion[], FoundRegion[]] = [[], []];
    for (const sighting of examined.sightings) {
      const { region, fill, wholeFrame } = judge(sighting);
      const place = wholeFrame === true ? whole(region, image) : region;
      const stays = fill === undefined || isKept(place, context.kept ?? []);
      const own = fill === undefined ? region : stays ? asKept(place) : { ...place, fill };
      if ('fill' in own) taken.push(own);
      else left.push(own);
      told(
        own,
        sighting.readings.map(({ text }) => text),
      );
    }
    const { grouped, otherStreams } = examined;
    return {
      kind: 'looked',
      kinds,
      taken,
      left,
      grouped,
      ...(otherStreams === undefined ? {} : { otherStreams }),
    };
  } catch (error) {
    // A model that is missing is no reason to pass what could not be looked at.
    if (error instanceof DeidError && error.code === 'missing-model')
      return { kind: 'refusal', refusal: { code: error.code, message: error.message } };
    throw error;
  }
}

/** What was judged of it stands: nobody claims that it is gone. */
function asKept(region: FoundRegion): FoundRegion {
  return { ...region, reason: 'a person looked at it and lets it stay' };
}

function whole({ polygon: _within, ...region }: FoundRegion, { layout }: Image): FoundRegion {
  return { ...region, box: [0, 0, layout.columns, layout.rows] };
}

function refusal(why: string, reason: string): PixelLook {
  const message = `its image may have words drawn into it (${why}) and can not be looked at: ${reason}; --pixels none passes the pixels as they are`;
  return { kind: 'refusal', refusal: { code: 'pixels-not-examined', message } };
}

/** The recipe takes the pixels out or empties them. */
function isTakenOut({ table, sopClass }: DicomObject, { policy }: DicomContext): boolean {
  const pixels = [0x7fe00010, 0x7fe00008, 0x7fe00009].map((tag) => findElement(table.elements, tag));
  return pixels.every((element) => {
    if (element === undefined) return true;
    const action = policy.decide({ tag: element.tag, vr: element.vr, parents: [], sopClass })?.action;
    return action === 'X' || action === 'Z';
  });
}
