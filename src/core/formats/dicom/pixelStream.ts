// What lies in Pixel Data and is no pixel: comments and metadata of compressed frames, and bytes behind the last pixel
// (PS3.5 8.1.1). They are overwritten where they stand: lengths, offsets and every pixel stay as they are.
import { found } from './apply.js';
import { addEdit, addIssue } from './draft.js';
import type { Element } from './element.js';
import {
  afterFragment,
  type FrameStream,
  fragmentAt,
  frameBytes,
  kindOf,
  lastOf,
  openFragments,
  openFrame,
  type Piece,
  piecesAt,
} from './fragments.js';
import { codedFrom, tailOf } from './frameTail.js';
import { surplusOf } from './pixelSurplus.js';
import type { DicomObject } from './read.js';
import { isSignature, wordsOf } from './streamComments.js';
import { plainValue, type Scope, type Visit } from './visit.js';
import type { Words } from './words.js';

const PIXEL_DATA = 0x7fe00010;
const NUMBER_OF_FRAMES = 0x00280008;
const STEP = 64 * 1024;
const LONGEST_SURPLUS = 1024 * 1024;
/** Beyond this the edits would not fit into memory; no real object has as many. */
const MOST_EDITS = 1_000_000;
const ZEROS = new Uint8Array(STEP);
const SPACES = new Uint8Array(STEP).fill(0x20);

/** RLE has no comments; streams of SMPTE ST 2110-20 are not in the object. */
const NO_MARKERS = /^1\.2\.840\.10008\.1\.2\.(?:5$|7\.)/u;
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10\d/u;

/** Overwrites what is no pixel in the object's own Pixel Data, unless that goes as a whole. */
export async function cleanPixelStream(visit: Visit, scope: Scope, object: DicomObject): Promise<void> {
  for (const element of object.table.elements) {
    if (element.tag !== PIXEL_DATA || element.items !== undefined || isChanged(visit, element)) continue;
    const cut = object.cutPixels;
    const end = cut?.element === element ? cut.usable : element.end;
    if (element.fragments < 0) await cleanSurplus(visit, scope, object, element, end);
    else if (!NO_MARKERS.test(object.opening.transferSyntax))
      await cleanFrames(visit, scope, element, {
        end,
        video: VIDEO.test(object.opening.transferSyntax),
        single: /^0*1?$/u.test(await plainValue(visit.window, object.table.elements, NUMBER_OF_FRAMES)),
      });
  }
}

function isChanged({ draft }: Visit, { offset, end }: Element): boolean {
  return draft.changes.some((change) => change.offset < end && change.offset + change.length > offset);
}

async function cleanFrames(
  visit: Visit,
  scope: Scope,
  element: Element,
  { end, video, single }: { readonly end: number; readonly video: boolean; readonly single: boolean },
): Promise<void> {
  const fragments = openFragments(visit.window.source, scope.encoding, end, video);
  const causes = new Map<Words['kind'], number>();
  /** The last fragments of a frame that has an end marker. */
  let frameEnd: readonly Piece[] = [];
  let coded = 0;
  let surplus: number | undefined;
  const cutTail = async (): Promise<void> => {
    for (const piece of await tailOf(fragments, coded, frameEnd)) {
      surplus ??= found(visit, scope, element, SURPLUS, 'X', 'removed');
      edits += blank(visit, piece, 0, surplus);
    }
  };
  let edits = 0;
  const table = await fragmentAt(fragments, element.valueOffset);
  let next = table && (await fragmentAt(fragments, afterFragment(table)));
  while (next !== undefined) {
    const kind = await kindOf(fragments, next);
    let last: Piece = next;
    if (kind === undefined && frameEnd.length > 0) frameEnd = single ? [...frameEnd, next].slice(-MOST_BEHIND) : [];
    if (kind !== undefined) {
      await cutTail();
      const frame = openFrame(fragments, next);
      for await (const words of wordsOf(frame, kind)) {
        if (!(await holdsAnything(frame, words)) || (await isSignature(frame, words))) continue;
        const cause = causes.get(words.kind) ?? wordsFound(visit, scope, element, words);
        causes.set(words.kind, cause);
        for (const piece of await piecesAt(frame, words.at, words.length)) {
          edits += blank(visit, piece, words.fill, cause);
        }
      }
      const from = kind === 'jpeg' || kind === 'codestream' ? await codedFrom(frame, kind) : undefined;
      last = lastOf(frame);
      frameEnd = from === undefined ? [] : single ? frame.pieces.slice(-MOST_BEHIND) : [last];
      coded = from ?? 0;
    }
    if (edits > MOST_EDITS) {
      addIssue(visit.draft, {
        code: 'pixel-stream-incomplete',
        severity: 'error',
        message: 'the frames of the pixel data hold more comments than can be overwritten in one go',
      });
      return;
    }
    next = await fragmentAt(fragments, afterFragment(last));
  }
  await cutTail();
}

/** Fragments behind the end of the only frame that are looked at. */
const MOST_BEHIND = 4;

const SURPLUS = {
  rule: 'pixel-stream/surplus',
  category: 'pixels',
  reason: 'bytes behind the end of a compressed frame are no pixels and can hold anything; they were overwritten',
  clause: 'PS3.5 A.4',
} as const;

/** False where there are only spaces and zeros already. */
async function holdsAnything(frame: FrameStream, { at, length }: Words): Promise<boolean> {
  for (let done = 0; done < length; ) {
    const bytes = await frameBytes(frame, at + done, Math.min(4096, length - done));
    if (bytes.some((byte) => byte !== 0 && byte !== 0x20)) return true;
    if (bytes.length === 0) return false;
    done += bytes.length;
  }
  return false;
}

function wordsFound(visit: Visit, scope: Scope, element: Element, { kind, clause }: Words): number {
  const what = kind === 'comment' ? 'comments' : 'application data and metadata';
  const reason = `${what} of compressed frames are no pixels and can hold anything; they were overwritten`;
  const cause = { rule: `pixel-stream/${kind}`, category: 'pixels', reason, clause } as const;
  return found(visit, scope, element, cause, 'X', 'removed');
}

/** Overwrites a range in parts that share their bytes. Returns how many. */
function blank(visit: Visit, { offset, length }: Piece, fill: Words['fill'], cause: number): number {
  let count = 0;
  for (let done = 0; done < length; done += STEP, count++) {
    const part = Math.min(STEP, length - done);
    addEdit(visit.draft, offset + done, part, (fill === 0 ? ZEROS : SPACES).subarray(0, part), [cause]);
  }
  return count;
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
  blank(visit, piece, 0, found(visit, scope, element, cause, 'X', 'removed'));
  addIssue(visit.draft, {
    code: 'pixel-surplus',
    severity: 'warning',
    message: `${piece.length} bytes behind the last pixel of the pixel data were overwritten with zeros`,
  });
}
