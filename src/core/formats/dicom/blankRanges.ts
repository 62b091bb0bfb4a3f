// Overwrites ranges of the pixel data where they stand, with one finding for each kind of thing that goes.
import { type Cause, found } from './apply.js';
import { addEdit, addIssue } from './draft.js';
import type { Element } from './element.js';
import { type Fragments, type Piece, readAt } from './fragments.js';
import type { Scope, Visit } from './visit.js';
import type { Words } from './words.js';

const STEP = 64 * 1024;
/** Beyond this the edits would not fit into memory; no real object has as many. */
const MOST_EDITS = 1_000_000;
/** Bytes of compressed frames that are gone through for showing. */
const MOST_SHOWN = 4 * 1024 * 1024;
const ZEROS = new Uint8Array(STEP);
const SPACES = new Uint8Array(STEP).fill(0x20);

export interface Blanking {
  readonly visit: Visit;
  readonly scope: Scope;
  readonly element: Element;
  readonly fragments: Fragments;
  readonly findings: Map<string, number>;
  edits: number;
}

export function openBlanking(visit: Visit, scope: Scope, element: Element, fragments: Fragments): Blanking {
  return { visit, scope, element, fragments, findings: new Map(), edits: 0 };
}

/** Bytes behind, before or between what is coded. */
export const SURPLUS: Cause = {
  rule: 'pixel-stream/surplus',
  category: 'pixels',
  reason:
    'bytes around the coded data of a compressed frame are no pixels and can hold anything; they were overwritten',
  clause: 'PS3.5 A.4',
};

/** What is only shown is not read whole, so that an editor opens objects of any size at once. Says so. */
export function isShownEnough({ visit, element }: Blanking, at: number): boolean {
  if (visit.context.preview !== true || at - element.valueOffset < MOST_SHOWN) return false;
  addIssue(visit.draft, {
    code: 'frames-not-searched',
    severity: 'info',
    message:
      'only the first 4 MiB of the compressed frames were searched for comments and other bytes that are no pixels; de-identifying searches all',
  });
  return true;
}

/** How many bytes of a stream are gone through; what is not, is said. */
export function shownOf(blanking: Blanking): number {
  const { visit, element, fragments } = blanking;
  const isLong = visit.context.preview === true && fragments.end - element.valueOffset > MOST_SHOWN;
  if (isLong) isShownEnough(blanking, element.valueOffset + MOST_SHOWN);
  return isLong ? MOST_SHOWN : Number.POSITIVE_INFINITY;
}

/** Bytes of the same length instead. */
export function overwriteWith(
  { visit, scope, element, findings }: Blanking,
  { offset, length }: Piece,
  bytes: Uint8Array,
  cause: Cause,
): void {
  const finding = findings.get(cause.rule) ?? found(visit, scope, element, cause, 'X', 'removed');
  findings.set(cause.rule, finding);
  addEdit(visit.draft, offset, length, bytes, [finding]);
}

/** Overwrites a range in parts that share their bytes. */
export function blank(blanking: Blanking, { offset, length }: Piece, fill: Words['fill'], cause: Cause): void {
  const { visit, scope, element, findings } = blanking;
  const finding = findings.get(cause.rule) ?? found(visit, scope, element, cause, 'X', 'removed');
  findings.set(cause.rule, finding);
  for (let done = 0; done < length; done += STEP, blanking.edits++) {
    const part = Math.min(STEP, length - done);
    addEdit(visit.draft, offset + done, part, (fill === 0 ? ZEROS : SPACES).subarray(0, part), [finding]);
  }
}

/** Pieces of nothing, where they hold more than padding: zeros, or fill bytes FF. */
export async function blankSurplus(blanking: Blanking, pieces: readonly Piece[]): Promise<void> {
  for (const piece of pieces)
    if (await holdsMore(blanking.fragments, piece, 0xff)) {
      for (const one of pieces) blank(blanking, one, 0, SURPLUS);
      return;
    }
}

/** False where there are only zeros and bytes of the other kind of padding. */
export async function holdsMore(fragments: Fragments, { offset, length }: Piece, padding: number): Promise<boolean> {
  for (let done = 0; done < length; done += STEP) {
    const bytes = await readAt(fragments, offset + done, Math.min(STEP, length - done));
    if (bytes.some((byte) => byte !== 0 && byte !== padding)) return true;
  }
  return false;
}

/** True where there is more to overwrite than can be, which an issue tells. */
export function isTooMuch({ visit, edits }: Blanking): boolean {
  if (edits <= MOST_EDITS) return false;
  addIssue(visit.draft, {
    code: 'pixel-stream-incomplete',
    severity: 'error',
    message: 'the frames of the pixel data hold more comments than can be overwritten in one go',
  });
  return true;
}
