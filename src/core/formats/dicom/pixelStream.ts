// What lies in Pixel Data, that of icons included, and is no pixel: comments and metadata of compressed frames, and bytes behind the last pixel
// (PS3.5 8.1.1). They are overwritten where they stand: lengths, offsets and every pixel stay as they are.
import { videoKind } from '../../pixels/videoPort.js';
import { blank, blankSurplus, openBlanking } from './blankRanges.js';
import { cleanFrames } from './cleanFrames.js';
import { cleanRle } from './cleanRle.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import { afterFragment, fragmentAt, kindOf, openFragments, type Piece } from './fragments.js';
import { framesOf, surplusOf } from './pixelSurplus.js';
import type { DicomObject } from './read.js';
import { itemScope, type Scope, type Visit } from './visit.js';

const PIXEL_DATA = 0x7fe00010;
const LONGEST_SURPLUS = 1024 * 1024;

const EXPLICIT = '1.2.840.10008.1.2.1';
const RLE = '1.2.840.10008.1.2.5';
/** Streams of SMPTE ST 2110 are not in the object. */
const ELSEWHERE = /^1\.2\.840\.10008\.1\.2\.7\./u;
/** JPEG XL and deflated frames. */
const UNSEARCHED = /^1\.2\.840\.10008\.1\.2\.(?:4\.11[0-2]|8\.1)$/u;
/** JPEG, JPEG-LS, JPEG 2000 and HTJ2K. */
const MARKED = /^1\.2\.840\.10008\.1\.2\.4\.(?:[5-8]\d|9[0-3]|20[1-3])$/u;

/** Overwrites what is no pixel in Pixel Data, the object's own and that of items (icons), unless that goes as a whole. */
export async function cleanPixelStream(visit: Visit, scope: Scope, object: DicomObject): Promise<void> {
  const { transferSyntax } = object.opening;
  for (const element of object.table.elements) {
    if (element.items !== undefined) await cleanIcons(visit, scope, object, element);
    if (element.tag !== PIXEL_DATA || element.items !== undefined || isChanged(visit, element)) continue;
    const cut = object.cutPixels;
    const end = cut?.element === element ? cut.usable : element.end;
    if (element.fragments < 0) await cleanSurplus(visit, scope, object, element, end);
    else if (!ELSEWHERE.test(transferSyntax)) {
      if (UNSEARCHED.test(transferSyntax)) sayNotFollowed(visit);
      const frames = await framesOf(visit.window, object.table.elements);
      if (transferSyntax === RLE) await cleanRle(visit, scope, object, element, { end, frames });
      else {
        const [video, marked] = [videoKind(transferSyntax), MARKED.test(transferSyntax)];
        await cleanFrames(visit, scope, element, { end, frames, video, marked });
      }
    }
  }
}

/** Pixel Data in items at any depth: images of their own, each of one frame. */
async function cleanIcons(visit: Visit, scope: Scope, object: DicomObject, sequence: Element): Promise<void> {
  for (const [index, item] of (sequence.items ?? []).entries()) {
    const { elements, encoding } = item;
    if (!elements.some(({ tag, items }) => tag === PIXEL_DATA || items !== undefined)) continue;
    const parents = [...scope.parents, sequence.tag];
    const inner = await itemScope(visit, scope, parents, sequence, item, index);
    const own: DicomObject = { ...object, table: { ...object.table, elements, encoding } };
    for (const element of elements) {
      if (element.items !== undefined) await cleanIcons(visit, inner, own, element);
      else if (element.tag === PIXEL_DATA && !isChanged(visit, element)) await cleanIcon(visit, inner, own, element);
    }
  }
}

/** What can't be followed goes whole: nothing else is lost with an icon. */
async function cleanIcon(visit: Visit, scope: Scope, object: DicomObject, element: Element): Promise<void> {
  const { source } = visit.window;
  const { opening } = object;
  if (element.fragments < 0) {
    const native = { ...object, opening: { ...opening, transferSyntax: EXPLICIT } };
    return cleanSurplus(visit, scope, native, element, element.end);
  }
  const fragments = openFragments(source, scope.encoding, element.end);
  const table = await fragmentAt(fragments, element.valueOffset);
  const first = table && (await fragmentAt(fragments, afterFragment(table)));
  if (table === undefined || first === undefined) return;
  const stated = { end: element.end, frames: await framesOf(visit.window, object.table.elements) };
  if ((await kindOf(fragments, first)) !== undefined)
    return cleanFrames(visit, scope, element, { ...stated, video: undefined, marked: true });
  if (opening.transferSyntax === RLE && (await cleanRle(visit, scope, object, element, stated))) return;
  const pieces: Piece[] = [];
  for (let next: Piece | undefined = first; next !== undefined; next = await fragmentAt(fragments, afterFragment(next)))
    pieces.push(next);
  await blankSurplus(openBlanking(visit, scope, element, fragments), pieces);
}

/** Where a stream of these ends is not followed: what is behind or inside is not told from pixels. */
function sayNotFollowed({ draft }: Visit): void {
  addIssue(draft, {
    code: 'frames-not-followed',
    severity: 'warning',
    message:
      'frames of JPEG XL, and deflated ones, are not followed to their end: what stands behind their image ' +
      'stays; convert the object to an uncompressed transfer syntax first where it may hold anything',
  });
}

function isChanged({ draft }: Visit, { offset, end }: Element): boolean {
  return draft.changes.some((change) => change.offset < end && change.offset + change.length > offset);
}

async function cleanSurplus(
  visit: Visit,
  scope: Scope,
  object: DicomObject,
  element: Element,
  end: number,
): Promise<void> {
  const surplus = await surplusOf(visit.window, object, element, end);
  if (surplus === undefined) return;
  const { piece, doubtful } = surplus;
  if (doubtful || piece.length > LONGEST_SURPLUS) {
    addIssue(visit.draft, {
      code: 'pixel-surplus-kept',
      severity: doubtful ? 'info' : 'warning',
      message: `the pixel data is ${piece.length} bytes longer than its rows, columns and frames say; they may be pixels and were kept`,
    });
    return;
  }
  const bytes = await visit.window.source.read(piece.offset, piece.length);
  if (bytes.every((byte) => byte === 0)) return;
  const cause = {
    rule: 'pixel-stream/surplus',
    category: 'pixels',
    reason: 'bytes behind the last pixel are no pixels and can hold anything; they were overwritten',
    clause: 'PS3.5 8.1.1',
  } as const;
  const fragments = openFragments(visit.window.source, scope.encoding, end);
  blank(openBlanking(visit, scope, element, fragments), piece, 0, cause);
  addIssue(visit.draft, {
    code: 'pixel-surplus',
    severity: 'warning',
    message: `${piece.length} bytes behind the last pixel of the pixel data were overwritten with zeros`,
  });
}
