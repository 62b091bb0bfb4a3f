// Files of the corpus that are known to have text burned in, and how much of each text the program takes out. Prints no text.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Scene } from '../../pixelCases/scene.js';
import { type Injection, readTruth } from '../truth.js';
import { coveredArea } from './area.js';
import type { Examiner } from './examined.js';
import { framesOf, sceneOf } from './readFrames.js';

export interface KnownText {
  readonly file: string;
  /** What kind of identifier it is. */
  readonly type: string;
  /** Least share of its ink that was taken out, over its frames. */
  readonly removed: number;
}

export interface KnownFiles {
  readonly texts: readonly KnownText[];
  readonly troubles: readonly string[];
}

/** Ink at the rim of letters may be left: it tells nothing. */
const GONE = 0.95;

export async function examineKnown(corpus: string, examiner: Examiner): Promise<KnownFiles> {
  const byFile = new Map<string, Injection[]>();
  for (const injection of readTruth(corpus).injections) {
    if (injection.channel !== 'pixels' || injection.locator?.bbox === undefined) continue;
    byFile.set(injection.file, [...(byFile.get(injection.file) ?? []), injection]);
  }
  const texts: KnownText[] = [];
  const troubles: string[] = [];
  for (const [name, injections] of byFile) {
    const file = path.join(corpus, name);
    const { regions, trouble } = await examiner.examine({ name, file, frames: [] });
    if (trouble !== undefined) {
      troubles.push(`${name}: ${trouble}`);
      continue;
    }
    const scenes = (await framesOf(readFileSync(file))).map(sceneOf);
    const removed = regions.filter((region) => region.removed);
    for (const { type, locator } of injections) {
      const box = locator?.bbox ?? [];
      const shares = scenes.map((scene, frame) => {
        const ink = inkOf(scene, box);
        const area = coveredArea(scene.width, scene.height, removed, frame);
        return ink.length === 0 ? 1 : ink.filter((at) => area.bits[at] === 1).length / ink.length;
      });
      texts.push({ file: name, type, removed: Math.min(...shares) });
    }
  }
  return { texts, troubles };
}

/** Pixels in and closely below the box that differ from what is most there as strongly as letters do; none in a frame without. */
function inkOf(
  { width, height, planes }: Scene,
  [left = 0, top = 0, wide = 0, high = 0]: readonly number[],
): readonly number[] {
  const [plane] = planes;
  const cells: number[] = [];
  for (let y = Math.max(0, top - 1); y < Math.min(height, top + high + 6); y++)
    for (let x = Math.max(0, left - 1); x < Math.min(width, left + wide + 2); x++) cells.push(y * width + x);
  const values = cells.map((at) => plane?.[at] ?? 0).sort((a, b) => a - b);
  const ground = values[values.length >> 1] ?? 0;
  const most = Math.max((values.at(-1) ?? 0) - ground, ground - (values[0] ?? 0));
  return most < 20 ? [] : cells.filter((at) => Math.abs((plane?.[at] ?? 0) - ground) > most * 0.55);
}

export function knownLines({ texts, troubles }: KnownFiles): readonly string[] {
  const left = texts.filter(({ removed }) => removed < GONE);
  const files = new Set(texts.map(({ file }) => file)).size;
  return [
    `corpus: ${texts.length} identifiers in ${files} files, ${texts.length - left.length} taken out, ${troubles.length} files not looked into`,
    ...left.map(({ file, type, removed }) => `  ${(removed * 100).toFixed(0)} % of ${type} in ${file}`),
    ...troubles.map((trouble) => `  ${trouble}`),
  ];
}
