// Whether somebody could still read a phrase in an output: tesseract where it is installed, and our own recogniser.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Detector, Picture } from '../../../src/core/pixels/detection.js';
import { which } from '../../host/command.js';
import type { Phrase, Spot } from '../../pixelCases/burnedCase.js';
import { filled, turned } from '../../pixelCases/ink.js';
import { pngOf } from '../../pixelCases/png.js';
import { cropped } from './picture.js';

const run = promisify(execFile);

/** Reads one upright line of a picture. */
export interface Reader {
  readonly name: string;
  read(picture: Picture): Promise<string>;
}

export function tesseract(): Reader | undefined {
  if (which('tesseract') === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'read-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return {
    name: 'tesseract',
    read: async ({ width, height, samples, bytes }) => {
      const file = path.join(folder, 'line.png');
      writeFileSync(file, pngOf(width, height, samples, bytes));
      const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
      const { stdout } = await run('tesseract', [file, '-', '--psm', '7'], { timeout: 30_000, env });
      return stdout;
    },
  };
}

export function ownReader(detector: Detector): Reader {
  return {
    name: 'own',
    read: async (picture) => {
      const seen = await detector({ picture, kinds: ['text'] });
      return seen.map(({ reading }) => reading?.text ?? '').join(' ');
    },
  };
}

/** What is around a phrase, upright, its letters about 32 pixels high: as good a chance as a reader can have. */
export function lineOf(picture: Picture, phrase: Phrase, { left, top }: Spot): Picture {
  const margin = Math.max(6, Math.round(phrase.height));
  const { width, height } = phrase.mask;
  const part = cropped(picture, left - margin, top - margin, width + 2 * margin, height + 2 * margin);
  const upright = turned(
    filled(part.width, part.height, (x, y) => greyAt(part, x, y)),
    -phrase.angle,
  ).ink;
  const scale = Math.max(1, 32 / phrase.height);
  const [low, high] = extent(upright.levels);
  const large = filled(Math.round(upright.width * scale), Math.round(upright.height * scale), (x, y) => {
    const at = Math.floor(y / scale) * upright.width + Math.floor(x / scale);
    return (((upright.levels[at] ?? 0) - low) / Math.max(1, high - low)) * 255;
  });
  return { width: large.width, height: large.height, samples: 1, bytes: large.levels };
}

function greyAt({ width, samples, bytes }: Picture, x: number, y: number): number {
  const at = (y * width + x) * samples;
  return samples === 1
    ? (bytes[at] ?? 0)
    : 0.3 * (bytes[at] ?? 0) + 0.59 * (bytes[at + 1] ?? 0) + 0.11 * (bytes[at + 2] ?? 0);
}

function extent(levels: Uint8Array): readonly [number, number] {
  return levels.reduce<readonly [number, number]>(
    ([low, high], level) => [Math.min(low, level), Math.max(high, level)],
    [255, 0],
  );
}

/** True where a word or number of the phrase, or most of it, is among what was read: one wrong letter in six is forgiven. */
export function tells(read: string, truth: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const line = plain(read);
  const words = truth.split(/[\s^,:#./-]+/u).map(plain);
  const whole = plain(truth);
  const latin = /^[\p{Script=Latin}\p{N}]*$/u.test(whole);
  const telling = [...words.filter((word) => word.length >= (latin ? 4 : 2)), whole].filter(
    (word) => !LABELS.has(word) && word.length >= (latin ? 4 : 2),
  );
  return telling.some((word) => contains(line, word, Math.floor(word.length / 6)));
}

const LABELS: ReadonlySet<string> = new Set([
  'NAME',
  'ACCESSION',
  'GENERAL',
  'HOSPITAL',
  'KLINIKUM',
  'MEDICAL',
  'CENTER',
  'CLINIC',
]);

/** Whether some part of the line is the word with at most so many changes. */
function contains(line: string, word: string, changes: number): boolean {
  let above = Array.from({ length: line.length + 1 }, () => 0);
  for (let w = 1; w <= word.length; w++) {
    const row = [w];
    for (let l = 1; l <= line.length; l++) {
      const same = word[w - 1] === line[l - 1] ? 0 : 1;
      row.push(Math.min((above[l - 1] ?? 0) + same, (above[l] ?? 0) + 1, (row[l - 1] ?? 0) + 1));
    }
    above = row;
  }
  return Math.min(...above) <= changes;
}
