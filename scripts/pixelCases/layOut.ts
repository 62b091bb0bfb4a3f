// Puts drawn text into a scene where it can be read, and keeps what is true about it.
import type { Decoration, Mask, Phrase, Place, Spot, Staying } from './burnedCase.js';
import { type Font, filled, grown, hollow, type Ink, inkAt, turned } from './ink.js';
import type { Wording } from './person.js';
import type { Random } from './random.js';
import { type Local, localOf, type Scene } from './scene.js';

/** What is wanted of a phrase before anybody knows where there is room for it. */
export interface Wish extends Wording {
  readonly font: Font;
  readonly height: number;
  readonly contrast: number;
  readonly angle: number;
  readonly decoration: Decoration;
  readonly place: Place;
  readonly staying: Staying;
  /** Added to what is there, as a projector would, instead of put over it. */
  readonly shining: boolean;
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Ink that can be laid, upright still: letters, and what belongs to them without being one. */
interface Stamp {
  readonly letters: Ink;
  /** Drawn below the letters, with the other sign: a halo, a filled box. */
  readonly ground?: Ink;
}

const TRIES = 48;

export interface Layer {
  readonly scenes: readonly Scene[];
  readonly taken: Rect[];
}

/** Draws one phrase into all scenes it belongs to; undefined where no place is free or quiet enough to read it. */
export function layOut(layer: Layer, wish: Wish, ink: Ink, random: Random): Phrase | undefined {
  if (ink.width === 0) return undefined;
  const stamp = stampOf(wish.decoration, ink, wish.height);
  const letters = turned(stamp.letters, wish.angle);
  const ground = stamp.ground === undefined ? undefined : turned(stamp.ground, wish.angle).ink;
  const { width, height } = letters.ink;
  const [first] = layer.scenes;
  if (first === undefined || width > first.width || height > first.height) return undefined;
  const spot = findSpot(layer, wish, width, height, random);
  if (spot === undefined) return undefined;
  const { local, sign } = spot;
  const spots = spotsOf(wish.staying, layer.scenes.length, spot, width, height, first, random);
  const tint = tintOf(first, wish.contrast, random);
  for (const { first: from, last, left, top } of spots) {
    for (const scene of layer.scenes.slice(from, last + 1)) {
      if (ground !== undefined) lay(scene, ground, left, top, groundLevel(wish, local, sign), false, tint);
      const level = wish.decoration === 'inverted' ? local.mean : local.mean + sign * wish.contrast;
      lay(scene, letters.ink, left, top, wish.shining ? sign * wish.contrast : level, wish.shining, tint);
    }
    layer.taken.push(room(left, top, width, height, wish.height));
  }
  const { text, class: kind, inHeader, script, contrast, angle, decoration, place, staying } = wish;
  return {
    text,
    class: kind,
    inHeader,
    script,
    font: wish.font.name,
    style: wish.font.style,
    height: wish.height,
    contrast,
    deviation: local.deviation,
    angle,
    decoration,
    place,
    staying,
    mask: maskOf(letters.ink),
    corners: letters.corners,
    spots,
  };
}

function stampOf(decoration: Decoration, ink: Ink, height: number): Stamp {
  switch (decoration) {
    case 'plain':
      return { letters: ink };
    case 'hollow':
      return { letters: hollow(ink) };
    case 'outlined': {
      const halo = grown(ink, 1);
      return { letters: moved(ink, 1, halo), ground: halo };
    }
    case 'inverted': {
      const pad = Math.max(2, Math.round(height * 0.3));
      const box = filled(ink.width + 2 * pad, ink.height + 2 * pad, () => 255);
      return { letters: moved(ink, pad, box), ground: box };
    }
    case 'boxed': {
      const pad = Math.max(3, Math.round(height * 0.35));
      const [w, h] = [ink.width + 2 * pad, ink.height + 2 * pad];
      const frame = filled(w, h, (x, y) => (x === 0 || y === 0 || x === w - 1 || y === h - 1 ? 255 : 0));
      return { letters: moved(ink, pad, frame), ground: frame };
    }
  }
}

function moved(ink: Ink, by: number, { width, height }: Ink): Ink {
  return filled(width, height, (x, y) => inkAt(ink, x - by, y - by));
}

function groundLevel({ decoration, contrast }: Wish, { mean }: Local, sign: number): number {
  return decoration === 'outlined' ? mean - (sign * contrast) / 2 : mean + sign * contrast;
}

function room(left: number, top: number, width: number, height: number, letter: number): Rect {
  const gap = Math.round(letter * 0.5) + 2;
  return { left: left - gap, top: top - gap, right: left + width + gap, bottom: top + height + gap };
}

interface Found {
  readonly left: number;
  readonly top: number;
  readonly local: Local;
  readonly sign: 1 | -1;
}

function findSpot(
  { scenes, taken }: Layer,
  wish: Wish,
  width: number,
  height: number,
  random: Random,
): Found | undefined {
  const [scene] = scenes;
  if (scene === undefined) return undefined;
  const { contrast } = wish;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const [left, top] = proposed(wish.place, scene, width, height, random);
    const rect = room(left, top, width, height, 0);
    if (taken.some((other) => crosses(other, rect))) continue;
    const local = localOf(scene, left - 2, top - 2, width + 4, height + 4);
    if (local.deviation > contrast / (wish.height < 10 || contrast < 25 ? 5 : 3.5)) continue;
    const [up, down] = [local.mean + contrast <= 255, local.mean - contrast >= 0];
    if (!up && !down) continue;
    return { left, top, local, sign: up && (!down || random.chance(0.6)) ? 1 : -1 };
  }
  return undefined;
}

function crosses(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function proposed(
  place: Place,
  scene: Scene,
  width: number,
  height: number,
  random: Random,
): readonly [number, number] {
  const [right, bottom] = [scene.width - width, scene.height - height];
  const [x, y] = [random.whole(0, right), random.whole(0, bottom)];
  const near = (most: number): number => random.pick([0, most]);
  const off = random.whole(0, 2);
  switch (place) {
    case 'inside':
      return [x, y];
    case 'edge':
      return random.pick([
        [Math.min(off, right), y],
        [Math.max(0, right - off), y],
        [x, Math.min(off, bottom)],
        [x, Math.max(0, bottom - off)],
      ] as const);
    case 'corner':
      return [near(right), near(bottom)];
    case 'stack':
      // Lines below one another, near the left or right.
      return [random.pick([Math.min(6, right), Math.max(0, right - 6)]), Math.min(bottom, 4 + Math.round(y / 12) * 12)];
  }
}

function spotsOf(
  staying: Staying,
  frames: number,
  { left, top }: Found,
  width: number,
  height: number,
  scene: Scene,
  random: Random,
): readonly Spot[] {
  const last = frames - 1;
  if (frames === 1 || staying === 'all') return [{ first: 0, last, left, top }];
  if (staying === 'one') {
    const frame = random.whole(0, last);
    return [{ first: frame, last: frame, left, top }];
  }
  if (staying === 'part') {
    const from = random.whole(1, last);
    return [{ first: from, last: random.whole(from, last), left, top }];
  }
  const [stepX, stepY] = [random.whole(-4, 4), random.whole(-3, 3)];
  return Array.from({ length: frames }, (_, frame) => ({
    first: frame,
    last: frame,
    left: Math.max(0, Math.min(scene.width - width, left + stepX * frame)),
    top: Math.max(0, Math.min(scene.height - height, top + stepY * frame)),
  }));
}

/** How much of its brightness each plane takes: strong text in colour is often yellow, green or cyan. */
function tintOf({ planes }: Scene, contrast: number, random: Random): readonly number[] {
  if (planes.length === 1 || contrast < 80 || random.chance(0.5)) return [1, 1, 1];
  return random.pick([
    [1, 1, 0.2],
    [0.4, 1, 0.4],
    [0.3, 1, 1],
    [1, 0.75, 0.3],
  ]);
}

function lay(
  { width, height, planes }: Scene,
  ink: Ink,
  left: number,
  top: number,
  level: number,
  shining: boolean,
  tint: readonly number[],
): void {
  for (const [channel, plane] of planes.entries()) {
    const share = tint[channel] ?? 1;
    for (let y = 0; y < ink.height; y++) {
      for (let x = 0; x < ink.width; x++) {
        const [px, py] = [left + x, top + y];
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const at = py * width + px;
        const below = plane[at] ?? 0;
        const cover = inkAt(ink, x, y) / 255;
        const over = shining ? below + level : level > 127 ? level * share : level;
        plane[at] = Math.max(0, Math.min(255, below + cover * (over - below)));
      }
    }
  }
}

/** Pixels that are at least a third letter. */
function maskOf({ width, height, levels }: Ink): Mask {
  return { width, height, bits: levels.map((level) => (level >= 85 ? 1 : 0)) };
}
