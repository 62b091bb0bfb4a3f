// Pictures of what went wrong, to be looked at: red is what was taken out, green what should have been.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pngOf } from '../../pixelCases/png.js';
import type { Scene } from '../../pixelCases/scene.js';
import { coveredArea } from './area.js';
import type { OutputCheck } from './checkOutput.js';
import type { Examined } from './examined.js';
import { type JudgedCase, NOTHING, WHOLE } from './judgeCase.js';
import { pictureOf } from './picture.js';

export interface Gallery {
  add(judged: JudgedCase, check: OutputCheck): void;
}

/** Writes a picture for each case with a phrase that is not covered, boxes without text, or too much taken out. */
export function openGallery(folder: string): Gallery {
  mkdirSync(folder, { recursive: true });
  const notes: string[] = [];
  return {
    add: (judged, check) => {
      const faults = faultsOf(judged, check);
      if (faults.length === 0) return;
      const { burned } = judged;
      const bad = judged.phrases.filter(({ found }) => found < WHOLE);
      for (const frame of new Set([bad[0]?.worstFrame ?? 0])) {
        const scene = burned.frames[frame];
        if (scene !== undefined)
          writeFileSync(path.join(folder, `${burned.name}-${frame}.png`), drawn(judged, scene, frame));
      }
      notes.push(
        `${burned.name} ${burned.background} ${burned.format.name} ${burned.syntax.name}`,
        ...faults.map((fault) => `  ${fault}`),
      );
      writeFileSync(path.join(folder, 'failures.txt'), `${notes.join('\n')}\n`);
    },
  };
}

function faultsOf({ phrases, needless, boxes, examined, burned }: JudgedCase, check: OutputCheck): readonly string[] {
  return [
    ...(check.changedOutside ? ['pixels outside of the regions changed'] : []),
    ...(check.unfilled ? ['pixels inside of the regions are not filled'] : []),
    ...check.read.map(({ phrase, reader }) => `${reader} still reads "${phrase.phrase.text}"`),
    ...(examined.trouble === undefined ? [] : [examined.trouble]),
    ...phrases
      .filter(({ found }) => found < WHOLE)
      .map(
        ({ phrase, found, worstFrame }) =>
          `${(found * 100).toFixed(1)} % of "${phrase.text}" in frame ${worstFrame}: height ${phrase.height}, contrast ${phrase.contrast} on ${phrase.deviation.toFixed(0)}, angle ${phrase.angle}, ${phrase.font}, ${phrase.decoration}, ${phrase.place}, at ${phrase.spots[0]?.left ?? 0},${phrase.spots[0]?.top ?? 0}`,
      ),
    ...phrases
      .filter(({ phrase, removed }) => phrase.class === 'technical' && removed >= NOTHING)
      .map(({ phrase }) => `tells of the image alone, and is gone: "${phrase.text}"`),
    ...(needless > 0.02
      ? [`${(needless * 100).toFixed(1)} % of the image taken out around no phrase (${kindsOf(examined)})`]
      : []),
    ...(burned.phrases.length === 0 && boxes > 0
      ? [`${boxes} boxes on an image without text (${kindsOf(examined)})`]
      : []),
  ];
}

function kindsOf({ regions }: Examined): string {
  return [...new Set(regions.filter(({ removed }) => removed).map(({ kind }) => kind))].join(', ');
}

/** The picture twice: as it was, and with what was taken out and what was missed drawn in. */
function drawn({ burned, examined, phrases }: JudgedCase, scene: Scene, frame: number): Uint8Array {
  const { width, height } = scene;
  const { samples, bytes } = pictureOf(scene);
  const taken = coveredArea(width, height, examined.regions, frame);
  const out = new Uint8Array(width * 2 * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      for (let channel = 0; channel < 3; channel++) {
        const value = bytes[at * samples + (samples === 3 ? channel : 0)] ?? 0;
        out[(y * width * 2 + x) * 3 + channel] = value;
        const red = taken.bits[at] === 1;
        out[(y * width * 2 + width + x) * 3 + channel] = red ? value * 0.6 + (channel === 0 ? 90 : 0) : value;
      }
    }
  }
  for (const { phrase, found } of phrases) {
    if (found >= WHOLE) continue;
    for (const spot of phrase.spots.filter(({ first, last }) => first <= frame && frame <= last)) {
      for (const [at, bit] of phrase.mask.bits.entries()) {
        const [x, y] = [spot.left + (at % phrase.mask.width), spot.top + Math.floor(at / phrase.mask.width)];
        if (bit === 0 || x < 0 || y < 0 || x >= width || y >= height || taken.bits[y * width + x] === 1) continue;
        out.set([0, 255, 0], (y * width * 2 + width + x) * 3);
      }
    }
  }
  return pngOf(burned.width * 2, height, 3, out);
}
