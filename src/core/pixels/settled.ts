// What the user settled about parts of images: drawn by hand and taken out, or found and kept. Objects are named by keyed digests of
// their UIDs, so that what is kept on disk holds no value of a file (PS3.15 E.3.1).
import { createMac, toHex } from '../identity/mac.js';
import type { Box } from './boxes.js';
import type { FoundRegion, RegionKind } from './detection.js';

/** `file`: this object alone; `series`: all objects of its series. */
export type SettledScope = 'file' | 'series';

export interface SettledRegion {
  readonly fate: 'take' | 'keep';
  readonly kind: RegionKind;
  /** Left, top, right, bottom in pixels; the last two are outside. */
  readonly box: Box;
  /** First and last frame, from 0; absent for all frames. */
  readonly frames?: readonly (readonly [number, number])[];
}

export interface SettledObject {
  readonly scope: SettledScope;
  /** See {@link settledDigest}. */
  readonly digest: string;
  readonly regions: readonly SettledRegion[];
}

/** One record, with the key of its digests. Crosses threads as it is. */
export interface SettledBook {
  readonly key: Uint8Array;
  readonly objects: readonly SettledObject[];
}

/** Of all folders that a run goes over. */
export type Settled = readonly SettledBook[];

/** Of an object; empty where it names none. */
export interface ObjectIds {
  readonly instance: string;
  readonly series: string;
}

/** A part of the image that was found and that the user lets stay. */
export interface KeptPlace {
  readonly kind: RegionKind;
  readonly box: Box;
  readonly frames?: SettledRegion['frames'];
}

const PURPOSE = 'settled regions';
const DIGITS = 32;
const LAST_FRAME = Number.MAX_SAFE_INTEGER;
/** A part that is found again may lie so many pixels beside where it was. */
const SLACK = 2;

/** Empty for an empty UID: it would stand for every object that has none. */
export function settledDigest(key: Uint8Array, scope: SettledScope, uid: string): string {
  return uid === '' ? '' : toHex(createMac(key, PURPOSE)(`${scope}:${uid}`)).slice(0, DIGITS);
}

/** Tells whether a record was made under this key. */
export function settledCheck(key: Uint8Array): string {
  return toHex(createMac(key, PURPOSE)('check')).slice(0, DIGITS);
}

/** What was settled of one object. */
export function settledOf(settled: Settled, ids: ObjectIds): readonly (SettledRegion & { scope: SettledScope })[] {
  return settled.flatMap((book) => ofBook(book, ids));
}

function ofBook({ key, objects }: SettledBook, ids: ObjectIds): readonly (SettledRegion & { scope: SettledScope })[] {
  const own: Readonly<Record<SettledScope, string>> = {
    file: settledDigest(key, 'file', ids.instance),
    series: settledDigest(key, 'series', ids.series),
  };
  return objects
    .filter(({ scope, digest }) => digest !== '' && digest === own[scope])
    .flatMap(({ scope, regions }) => regions.map((region) => ({ ...region, scope })));
}

/** The same as a plan takes it. */
export function settledContext(regions: readonly SettledRegion[]): {
  readonly drawn: readonly FoundRegion[];
  readonly kept: readonly KeptPlace[];
} {
  const drawn = regions
    .filter(({ fate }) => fate === 'take')
    .map(
      ({ box, frames = [[0, LAST_FRAME]] }): FoundRegion => ({
        kind: 'drawn',
        box,
        frames,
        judgement: 'identifying',
        category: 'pixels',
        confidence: 1,
        rule: 'pixels/drawn',
        reason: 'a person marked this part of the image to be taken out',
        clause: 'PS3.15 E.3.1',
      }),
    );
  const kept = regions
    .filter(({ fate }) => fate === 'keep')
    .map(({ kind, box, frames }): KeptPlace => ({ kind, box, ...(frames === undefined ? {} : { frames }) }));
  return { drawn, kept };
}

/** True where all of a found part lies in one that the user lets stay. */
export function isKept(
  { kind, box, frames }: Pick<FoundRegion, 'kind' | 'box' | 'frames'>,
  kept: readonly KeptPlace[],
): boolean {
  return kept.some((place) => {
    if (place.kind !== kind) return false;
    const [left, top, right, bottom] = place.box;
    const inside =
      box[0] >= left - SLACK && box[1] >= top - SLACK && box[2] <= right + SLACK && box[3] <= bottom + SLACK;
    const ranges = place.frames;
    return inside && (ranges === undefined || frames.every(([a, b]) => ranges.some(([c, d]) => a >= c && b <= d)));
  });
}
