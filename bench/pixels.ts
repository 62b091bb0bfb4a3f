// What looking into pixels costs: images a second on each device, and the memory that a cine of 10,000 frames and a frame of
// 40,000 x 40,000 pixels take (target: at most 400 MB, whatever the size). Each part runs in a process of its own.
// Options: --only NAME, --frames N, --side N.
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BITMAP_FONT } from '../scripts/pixelCases/bitmapPen.js';
import { drawOwn } from '../scripts/pixelCases/ownPen.js';
import { detectRegions } from '../src/core/formats/dicom/detectRegions.js';
import { createIdentity } from '../src/core/identity/createIdentity.js';
import { builtinPolicy } from '../src/core/policy/builtin.js';
import { compilePolicy } from '../src/core/policy/compile.js';
import { openSource } from '../src/node/fileSource.js';
import { createDetector, type Device } from '../src/node/models/index.js';
import { absolutePath } from '../src/node/rawPath.js';
import { bytesOf, dataElement } from './pixelHeader.js';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    frames: { type: 'string', default: '10000' },
    side: { type: 'string', default: '40000' },
    part: { type: 'string' },
  },
});

interface Outcome {
  readonly ms: number;
  readonly megabytes: number;
  readonly regions: number;
  readonly count: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
}

/** A grey image with text in it, written row by row and, where nothing is, not at all. */
function writeImage(file: string, { rows, columns, frames }: Size, paint: (put: Put) => void): void {
  const head = bytesOf(
    dataElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.6.1'),
    dataElement(0x00080018, 'UI', '1.2.826.0.1.3680043.10.1500.77'),
    dataElement(0x00080060, 'CS', 'US'),
    dataElement(0x00280002, 'US', 1),
    dataElement(0x00280004, 'CS', 'MONOCHROME2'),
    dataElement(0x00280008, 'IS', String(frames)),
    dataElement(0x00280010, 'US', rows),
    dataElement(0x00280011, 'US', columns),
    dataElement(0x00280100, 'US', 8),
    dataElement(0x00280101, 'US', 8),
    dataElement(0x00280102, 'US', 7),
    dataElement(0x00280103, 'US', 0),
    dataElement(0x7fe00010, 'OB', rows * columns * frames),
  );
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, head);
  ftruncateSync(descriptor, head.length + rows * columns * frames);
  paint((frame, x, y, bytes) =>
    writeSync(descriptor, bytes, 0, bytes.length, head.length + (frame * rows + y) * columns + x),
  );
  closeSync(descriptor);
}

type Put = (frame: number, x: number, y: number, bytes: Uint8Array) => void;

function text(put: Put, frame: number, left: number, top: number, words: string, height: number): void {
  const ink = drawOwn({ text: words, font: BITMAP_FONT.name, height });
  for (let y = 0; y < ink.height; y++)
    put(frame, left, top + y, ink.levels.subarray(y * ink.width, (y + 1) * ink.width));
}

function noise(
  put: Put,
  frame: number,
  [left, top, width, height]: readonly [number, number, number, number],
  seed: number,
): void {
  let state = seed * 2654435761 + 1;
  for (let y = 0; y < height; y++) {
    const row = Uint8Array.from({ length: width }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return 20 + (state >>> 26);
    });
    put(frame, left, top + y, row);
  }
}

/** What is made and looked into, by the name of the part; gives how many images or frames it counts. */
const PARTS: Readonly<Record<string, (file: string) => Size & { readonly device: Device }>> = {
  'image 512 wasm': (file) => image(file, 512, 512, 'wasm'),
  'image 1024 wasm': (file) => image(file, 768, 1024, 'wasm'),
  'image 512 native': (file) => image(file, 512, 512, 'native'),
  'frames still': (file) => {
    const size = { rows: 240, columns: 320, frames: Number(options.frames) };
    writeImage(file, size, (put) => {
      for (let frame = 0; frame < size.frames; frame++) text(put, frame, 12, 10, 'DOE JANE 1961', 9);
    });
    return { ...size, device: 'wasm' };
  },
  'frames moving': (file) => {
    const size = { rows: 240, columns: 320, frames: 60 };
    writeImage(file, size, (put) => {
      for (let frame = 0; frame < size.frames; frame++) {
        noise(put, frame, [64, 64, 192, 160], frame);
        text(put, frame, 12, 10, 'DOE JANE 1961', 9);
      }
    });
    return { ...size, device: 'wasm' };
  },
  'large frame': (file) => {
    const side = Number(options.side);
    const size = { rows: side, columns: side, frames: 1 };
    writeImage(file, size, (put) => {
      for (let place = 0; place < 8; place++) {
        const at = Math.floor((side / 9) * (place + 0.5));
        noise(put, 0, [at, at, 400, 300], place);
        text(put, 0, at + 40, at + 100, 'DOE JANE 1961', 14);
      }
    });
    return { ...size, device: 'wasm' };
  },
};

function image(file: string, rows: number, columns: number, device: Device): Size & { readonly device: Device } {
  const size = { rows, columns, frames: 1 };
  writeImage(file, size, (put) => {
    noise(put, 0, [columns / 4, rows / 4, columns / 2, rows / 2], 5);
    for (let line = 0; line < 6; line++) text(put, 0, 10, 10 + line * 18, `DOE JANE 196${line} 120 KV`, 9);
  });
  return { ...size, device };
}

const ROUNDS = 4;

async function work(name: string): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-pixels-'));
  try {
    const make = PARTS[name];
    if (make === undefined) throw new Error(`no part is named ${name}`);
    const file = path.join(folder, 'image');
    const { device, frames } = make(file);
    const policy = builtinPolicy('blank');
    if (policy === undefined) throw new Error('the recipe blank is missing');
    const models = path.resolve(process.env['CLI_DIST'] ?? 'dist', 'models');
    const detector = createDetector({ modelsFolder: models, device });
    const context = {
      policy: compilePolicy(policy),
      identity: createIdentity(new Uint8Array(32).fill(7)),
      patientEvidence: [],
      salvage: false,
      pixels: 'auto',
      producer: 'bench',
      detector,
    } as const;
    const source = openSource(absolutePath(file));
    const rounds = name.startsWith('image') ? ROUNDS : 1;
    let [ms, regions] = [0, 0];
    for (let round = 0; round <= rounds; round++) {
      const start = performance.now();
      const found = await detectRegions(source, context);
      if (found.kind !== 'looked') throw new Error(found.kind === 'refusal' ? found.refusal.message : 'nobody looked');
      regions = found.regions.length;
      // The first round of images loads the networks.
      if (round > 0 || rounds === 1) ms += performance.now() - start;
      if (rounds === 1) break;
    }
    source.close();
    await detector.close();
    return { ms, megabytes: process.resourceUsage().maxRSS / 1024, regions, count: rounds * frames };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inProcess(name: string): Outcome | undefined {
  const own = fileURLToPath(import.meta.url);
  const words = ['--part', name, '--frames', options.frames, '--side', options.side];
  const { status, stdout, stderr } = spawnSync(process.execPath, [own, ...words], { encoding: 'utf8', maxBuffer: 1e7 });
  if (status === 0) return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Outcome;
  console.log(
    `${name.padEnd(18)} skipped: ${/DeidError: (.*)/u.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1)}`,
  );
  return undefined;
}

if (options.part !== undefined) {
  console.log(JSON.stringify(await work(options.part)));
} else {
  for (const name of Object.keys(PARTS)) {
    if (options.only !== undefined && !name.includes(options.only)) continue;
    const outcome = inProcess(name);
    if (outcome === undefined) continue;
    const { ms, megabytes, regions, count } = outcome;
    const each = ms / count;
    console.log(
      `${name.padEnd(18)} ${(1000 / each).toFixed(2).padStart(8)} a second, ${each.toFixed(1).padStart(8)} ms each, ${megabytes.toFixed(0).padStart(4)} MB, ${regions} regions`,
    );
  }
}
