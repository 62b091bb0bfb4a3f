// Which groups a phrase counts in.
import type { BurnedCase, Phrase } from '../../pixelCases/burnedCase.js';

export type Dimension =
  | 'height'
  | 'contrast'
  | 'angle'
  | 'script'
  | 'letters'
  | 'decoration'
  | 'place'
  | 'class'
  | 'background'
  | 'pixels'
  | 'syntax'
  | 'frames';

function band(value: number, limits: readonly number[]): string {
  const at = limits.findIndex((limit) => value < limit);
  if (at === 0) return `below ${limits[0] ?? 0}`;
  return at < 0 ? `${limits.at(-1) ?? 0} and up` : `${limits[at - 1] ?? 0} to ${(limits[at] ?? 0) - 1}`;
}

export function groupsOf(phrase: Phrase, burned: BurnedCase): Readonly<Record<Dimension, string>> {
  return {
    height: band(phrase.height, [6, 9, 13, 21, 33]),
    contrast: band(phrase.contrast, [10, 15, 25, 40, 80]),
    angle: phrase.angle % 90 === 0 ? String(phrase.angle) : 'free',
    script: phrase.script,
    letters: phrase.style,
    decoration: phrase.decoration,
    place: phrase.place,
    class: phrase.class === 'identifying' ? `identifying, ${phrase.inHeader ? '' : 'not '}in the header` : phrase.class,
    background: burned.background,
    pixels: burned.format.name,
    syntax: burned.syntax.name,
    frames: burned.frames.length === 1 ? 'one frame' : phrase.staying,
  };
}
