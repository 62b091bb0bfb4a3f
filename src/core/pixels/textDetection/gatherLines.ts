// Several looks at one picture see the same lines: what overlaps becomes one region that covers all of it.
import type { Shape } from '../detection.js';
import { areaOf, cornersOf, hullOf, type Point, type Quadrangle } from './quadrangle.js';
import type { TextBox } from './textBoxes.js';

export interface Gathered extends Shape {
  readonly confidence: number;
  /** The lines within, each as one look saw it best, in reading order. */
  readonly lines: readonly Quadrangle[];
}

/** The look at the picture as it is. */
const PLAIN = 0;

type Frame = readonly [number, number, number, number];

interface Member {
  readonly box: TextBox;
  readonly corners: readonly Point[];
  readonly bounds: Frame;
  readonly area: number;
}

/** So much of the smaller lies in the larger: both are one. */
const SAME = 0.5;
/** A rectangle over so much more than the text gives way to a polygon. */
const SLACK = 0.75;

/** So sure is one look at least of what is text; measured on invented images: text 0.94 and up but for single letters, anatomy 0.87 at most. */
const SURE = 0.87;
/** What is higher than this a look has to be surer of alone: ribs, spines and vessels look like large letters, but to one look only. */
const HIGH = 28;
const SURE_ALONE = 0.975;
/** Two looks saw the same where one covers at least so much of what the other does; of 446 high lines 440. */
const BOTH = 0.2;
/** Less sure looks count where they saw the same, and that is no larger than text mostly is. */
const COMMON_HEIGHT = 64;
/** And where they go on with a line of which one is sure: not higher or lower by this factor, not farther than so many heights. */
const [SAME_HEIGHT, NEXT] = [1.6, 1];

/** @param all keep what a single look is not sure of, too */
export function gatherLines(
  boxes: readonly TextBox[],
  width: number,
  height: number,
  all = false,
): readonly Gathered[] {
  const members = boxes.map(memberOf).sort((a, b) => b.area - a.area);
  const groups: Member[][] = [];
  for (const member of members) {
    const group = groups.find((own) => own.some((other) => shared(member, other) >= SAME));
    if (group === undefined) groups.push([member]);
    else group.push(member);
  }
  const sure = groups.filter(isText);
  return groups.flatMap((group) => {
    if (!all && !sure.includes(group) && !sure.some((other) => goesOn(group, other))) return [];
    const gathered = gather(group, width, height);
    return gathered === undefined ? [] : [gathered];
  });
}

function isText(group: readonly Member[]): boolean {
  const height = Math.max(...group.map(({ box }) => box.quadrangle.across * 2));
  const confidence = Math.max(...group.map(({ box }) => box.confidence));
  const both = sawTheSame(group);
  if (confidence >= (height <= HIGH || both ? SURE : SURE_ALONE)) return true;
  return both && height <= COMMON_HEIGHT;
}

/** The look at the picture as it is, and one at it evened out: what is noise drawn out is in all of the latter. */
function sawTheSame(group: readonly Member[]): boolean {
  const areas = new Map<number, number>();
  for (const { box, area } of group) areas.set(box.look, (areas.get(box.look) ?? 0) + area);
  const plain = areas.get(PLAIN) ?? 0;
  const even = Math.max(0, ...[...areas].filter(([look]) => look !== PLAIN).map(([, area]) => area));
  return Math.min(plain, even) > 0 && Math.min(plain, even) >= BOTH * Math.max(plain, even);
}

/** One stands before or behind the other on the same line. */
function goesOn(group: readonly Member[], line: readonly Member[]): boolean {
  return group.some(({ box: { quadrangle: a } }) =>
    line.some(({ box: { quadrangle: b } }) => {
      if (Math.max(a.across, b.across) > SAME_HEIGHT * Math.min(a.across, b.across)) return false;
      const [dx, dy] = b.axis;
      const [u, v] = [(a.x - b.x) * dx + (a.y - b.y) * dy, (a.y - b.y) * dx - (a.x - b.x) * dy];
      return Math.abs(v) <= b.across / 2 && Math.abs(u) - a.along - b.along <= NEXT * 2 * b.across;
    }),
  );
}

function memberOf(box: TextBox): Member {
  const corners = cornersOf(box.quadrangle);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const bounds: Frame = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  return { box, corners, bounds, area: 4 * box.quadrangle.along * box.quadrangle.across };
}

/** Share of the smaller one that both have, by their bounds where they stand level, else by cutting one with the other. */
function shared(a: Member, b: Member): number {
  const [left, top] = [Math.max(a.bounds[0], b.bounds[0]), Math.max(a.bounds[1], b.bounds[1])];
  const [right, bottom] = [Math.min(a.bounds[2], b.bounds[2]), Math.min(a.bounds[3], b.bounds[3])];
  if (left >= right || top >= bottom) return 0;
  return areaOf(clipped(a.corners, b.corners)) / Math.min(a.area, b.area);
}

/** The part of a convex polygon inside another one (Sutherland and Hodgman). */
function clipped(subject: readonly Point[], by: readonly Point[]): readonly Point[] {
  let out = subject;
  const order = orientation(by);
  for (const [index, start] of by.entries()) {
    const end = by[(index + 1) % by.length] ?? start;
    const side = ([x, y]: Point): number =>
      order * ((end[0] - start[0]) * (y - start[1]) - (end[1] - start[1]) * (x - start[0]));
    const input = out;
    const kept: Point[] = [];
    for (const [at, point] of input.entries()) {
      const before = input[(at + input.length - 1) % input.length] ?? point;
      const [now, then] = [side(point), side(before)];
      if (now >= 0 !== then >= 0) {
        const share = then / (then - now);
        kept.push([before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]);
      }
      if (now >= 0) kept.push(point);
    }
    out = kept;
  }
  return out;
}

function orientation([a, b, c]: readonly Point[]): number {
  if (a === undefined || b === undefined || c === undefined) return 1;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) < 0 ? -1 : 1;
}

function gather(group: readonly Member[], width: number, height: number): Gathered | undefined {
  const hull = hullOf(group.flatMap(({ corners }) => corners));
  const cut = clipped(hull, [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]);
  if (cut.length < 3) return undefined;
  const [xs, ys] = [cut.map(([x]) => x), cut.map(([, y]) => y)];
  const box = [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(width, Math.ceil(Math.max(...xs))),
    Math.min(height, Math.ceil(Math.max(...ys))),
  ] as const;
  const full = (box[2] - box[0]) * (box[3] - box[1]);
  if (full <= 0) return undefined;
  const confidence = Math.max(...group.map((member) => member.box.confidence));
  const polygon = areaOf(cut) < SLACK * full ? { polygon: cut } : {};
  return { box, ...polygon, confidence, lines: finest(group) };
}

/** Smaller lines stand for a larger one where they are so much of it. */
const MOST_OF_IT = 0.5;

/**
 * Of what overlaps the smallest ones count as lines: a look that saw two lines as one reads neither. A line that has more in it
 * than they are is read as well, so that a short word beside a name does not stand for both.
 */
function finest(group: readonly Member[]): readonly Quadrangle[] {
  const lines: Member[] = [];
  const parted = new Set<Member>();
  for (const member of group) {
    // From large to small: a small one that is nearly as high as the larger is only a part of the same line.
    const holder = lines.findIndex((line) => shared(member, line) >= SAME);
    const line = lines[holder];
    if (line === undefined) lines.push(member);
    else if (!parted.has(line) && line.box.quadrangle.across > member.box.quadrangle.across * 1.7) {
      const inner = apart(
        group.filter((other) => other !== line && shared(other, line) >= SAME && other.area <= member.area),
      );
      const isMost = inner.reduce((sum, { area }) => sum + area, 0) >= MOST_OF_IT * line.area;
      if (!isMost) parted.add(line);
      lines.splice(holder, 1, ...(isMost ? inner : [line, ...inner]));
    }
  }
  return lines
    .map(({ box }) => box.quadrangle)
    .sort((a, b) => (Math.abs(a.y - b.y) > Math.min(a.across, b.across) ? a.y - b.y : a.x - b.x));
}

function apart(members: readonly Member[]): readonly Member[] {
  const own: Member[] = [];
  for (const member of members) if (own.every((other) => shared(member, other) < SAME)) own.push(member);
  return own;
}
