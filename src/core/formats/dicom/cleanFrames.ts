// Goes through frames of the JPEG family (PS3.5 A.4): what is in them and is no pixel, what stands before and behind them, and
// fragments that are of no frame.
import type { VideoKind } from '../../pixels/videoPort.js';
import type { Cause } from './apply.js';
import {
  type Blanking,
  blank,
  blankSurplus,
  holdsMore,
  isShownEnough,
  isTooMuch,
  openBlanking,
  overwriteWith,
  SURPLUS,
  shownOf,
} from './blankRanges.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import {
  afterFragment,
  type Fragments,
  type FrameStream,
  fragmentAt,
  kindOf,
  lastOf,
  openFragments,
  openFrame,
  type Piece,
  piecesAt,
  readAt,
  type StreamKind,
} from './fragments.js';
import { cleanProfile, type Judged } from './frameProfile.js';
import { codedFrom, tailOf } from './frameTail.js';
import { OTHER_STREAMS } from './sayOfPixels.js';
import { isSignature, wordsOf } from './streamComments.js';
import type { Scope, Visit } from './visit.js';
import type { Words } from './words.js';

/** Fragments behind the end of the only frame that are looked at where nobody can tell where its stream ends. */
const MOST_BEHIND = 4;
const STEP = 64 * 1024;

interface Stated {
  readonly end: number;
  /** Not a number where nobody can tell. */
  readonly frames: number;
  readonly video: VideoKind | undefined;
  /** The syntax is one of JPEG, JPEG-LS and JPEG 2000: a frame begins with their markers or is none. */
  readonly marked: boolean;
}

interface Going {
  readonly blanking: Blanking;
  readonly judged: Judged;
  readonly stated: Stated;
  /** Frames begun. */
  count: number;
  uncounted: number;
  /** All frames that were counted could be followed to their end. */
  whole: boolean;
  /** The stream of the frame before is over: what comes is none of it. */
  over: boolean;
  /** The last fragments of a frame that has coded data, but nobody can tell where it ends. */
  open: readonly Piece[];
  coded: number;
}

export async function cleanFrames(visit: Visit, scope: Scope, element: Element, stated: Stated): Promise<void> {
  const fragments = openFragments(visit.window.source, scope.encoding, stated.end, stated.video);
  const blanking = openBlanking(visit, scope, element, fragments);
  const judged: Judged = { bytes: new Uint8Array(0), texts: undefined };
  const going: Going = {
    blanking,
    judged,
    stated,
    count: 0,
    uncounted: 0,
    whole: true,
    over: true,
    open: [],
    coded: 0,
  };
  const table = await fragmentAt(fragments, element.valueOffset);
  let next = table && (await fragmentAt(fragments, afterFragment(table)));
  while (next !== undefined) {
    if (isShownEnough(blanking, next.offset)) return;
    const last = await oneFragment(going, next);
    if (isTooMuch(blanking)) return;
    next = await fragmentAt(fragments, afterFragment(last));
  }
  await cutTail(going);
  if (going.uncounted > 0) sayUncounted(visit, going.uncounted);
}

/** Frames that are whole and that Number of Frames does not count may be images. */
export function sayUncounted(visit: Visit, count: number): void {
  addIssue(visit.draft, {
    code: 'frames-uncounted',
    severity: 'info',
    message: `the pixel data has ${count} compressed frame(s) more than Number of Frames says; they were kept`,
  });
}

function sayNotFollowed(visit: Visit): void {
  addIssue(visit.draft, {
    code: 'video-not-followed',
    severity: 'warning',
    message:
      'the video does not begin as its transfer syntax says: notes in it were not looked for, and stay; convert it with ffmpeg (-c copy -map_metadata -1) and try again',
  });
}

/** What of a video was not gone through. */
function sayUnread({ draft }: Visit, { unread, besides }: FrameStream): void {
  if (unread === true)
    addIssue(draft, {
      code: 'video-notes-not-found',
      severity: 'warning',
      message:
        'not all of the video could be followed: notes in it may stay; convert it with ffmpeg (-c copy -map_metadata -1) and try again',
    });
  if (besides === true) addIssue(draft, OTHER_STREAMS);
}

/** The frame that begins in the fragment, or what else it is. Returns the last fragment that was seen to. */
async function oneFragment(going: Going, fragment: Piece): Promise<Piece> {
  const { blanking, stated } = going;
  const kind = await kindOf(blanking.fragments, fragment);
  if (kind !== undefined) return oneFrame(going, openFrame(blanking.fragments, fragment), kind);
  if (stated.video !== undefined && going.count === 0) {
    sayNotFollowed(blanking.visit);
    going.count++;
  }
  if (going.over && stated.marked) {
    const begin = await beginIn(blanking.fragments, fragment);
    if (begin !== undefined) {
      await blankSurplus(blanking, [{ offset: fragment.offset, length: begin.offset - fragment.offset }]);
      const found = await kindOf(blanking.fragments, begin);
      if (found !== undefined) return oneFrame(going, openFrame(blanking.fragments, begin), found);
    }
    // The first one stays: what has no frame at all may be coded in another way than it says.
    if (going.count > 0) await blankSurplus(blanking, [fragment]);
  } else if (going.open.length > 0)
    going.open = stated.frames === 1 ? [...going.open, fragment].slice(-MOST_BEHIND) : [];
  return fragment;
}

async function oneFrame(going: Going, frame: FrameStream, kind: StreamKind): Promise<Piece> {
  const { blanking, stated } = going;
  await cutTail(going);
  const counted = !(going.count >= stated.frames) || stated.video !== undefined;
  const most = stated.video === undefined ? undefined : shownOf(blanking);
  const [profile, later]: [Words[], Words[]] = [[], []];
  for await (const one of wordsOf(frame, kind, most)) {
    if (one.kind === 'profile') profile.push(one);
    else if (counted) await blankWords(blanking, frame, one);
    else later.push(one);
    if (isTooMuch(blanking)) return lastOf(frame);
  }
  const { over } = frame;
  sayUnread(blanking.visit, frame);
  going.open = [];
  if (!counted && going.whole && over === undefined && kind !== 'boxes') {
    // One that is not even whole is none.
    await blankSurplus(blanking, frame.pieces);
    going.over = true;
    return lastOf(frame);
  }
  going.over = over !== undefined;
  if (counted) going.whole &&= going.over;
  going.count++;
  if (!counted) going.uncounted++;
  for (const one of later) await blankWords(blanking, frame, one);
  if (profile.length > 0) await cleanProfile(blanking, frame, profile, going.judged);
  if (over !== undefined) await blankSurplus(blanking, await piecesAt(frame, over, Math.max(0, frame.size - over)));
  else if (kind === 'jpeg' || kind === 'codestream') {
    const from = await codedFrom(frame, kind);
    going.open = from === undefined ? [] : stated.frames === 1 ? frame.pieces.slice(-MOST_BEHIND) : [lastOf(frame)];
    going.coded = from ?? 0;
  }
  return lastOf(frame);
}

async function blankWords(blanking: Blanking, frame: FrameStream, words: Words): Promise<void> {
  if (words.bytes !== undefined) return overwriteWords(blanking, frame, words.at, words.bytes, causeOf(words));
  const pieces = await piecesAt(frame, words.at, words.length);
  let holds = false;
  for (const piece of pieces) holds ||= await holdsMore(blanking.fragments, piece, 0x20);
  if (!holds || (await isSignature(frame, words))) return;
  const cause = words.kind === 'surplus' ? SURPLUS : causeOf(words);
  for (const piece of pieces) blank(blanking, piece, words.fill, cause);
}

async function overwriteWords(
  blanking: Blanking,
  frame: FrameStream,
  at: number,
  bytes: Uint8Array,
  cause: Cause,
): Promise<void> {
  let from = 0;
  for (const piece of await piecesAt(frame, at, bytes.length)) {
    overwriteWith(blanking, piece, bytes.slice(from, from + piece.length), cause);
    from += piece.length;
  }
}

function causeOf({ kind, clause }: Words): Cause {
  const what = kind === 'comment' ? 'comments' : 'application data and metadata';
  const reason = `${what} of compressed frames are no pixels and can hold anything; they were overwritten`;
  return { rule: `pixel-stream/${kind}`, category: 'pixels', reason, clause };
}

/** What stands behind the last end marker of a frame that could not be followed to its end. */
async function cutTail({ blanking, open, coded }: Going): Promise<void> {
  for (const piece of await tailOf(blanking.fragments, coded, open)) blank(blanking, piece, 0, SURPLUS);
}

/** Where in a fragment that does not begin a frame one begins all the same: SOI or SOC, and the marker behind it. */
async function beginIn(fragments: Fragments, { offset, length }: Piece): Promise<Piece | undefined> {
  for (let at = 0; at + 4 <= length; at += STEP - 4) {
    const bytes = await readAt(fragments, offset + at, Math.min(STEP, length - at));
    for (let index = bytes.indexOf(0xff); index >= 0; index = bytes.indexOf(0xff, index + 1)) {
      const [, second, third, fourth] = bytes.subarray(index, index + 4);
      if (third === 0xff && fourth !== undefined && (second === 0xd8 || (second === 0x4f && fourth === 0x51)))
        return { offset: offset + at + index, length: length - at - index };
    }
  }
  return undefined;
}
