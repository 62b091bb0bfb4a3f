// `npm run score:pixels`: burns text into invented images, has it found and taken out, and counts what was missed and what
// was taken needlessly. Options: --set score|tune, --cases N, --first N, --quick, --detector (the detector alone), --failures DIR,
// --json FILE, --no-browser (own fonts only), --no-reading.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../host/browser.js';
import { browserPen } from '../../pixelCases/browserPen.js';
import type { Pen } from '../../pixelCases/ink.js';
import { type CaseSet, makeCase } from '../../pixelCases/makeCase.js';
import { ownPen } from '../../pixelCases/ownPen.js';
import { canEncode, writeCase } from '../../pixelCases/writeCase.js';
import { detectorExaminer } from './detectorExaminer.js';
import type { Examiner } from './examined.js';
import { openGallery } from './gallery.js';
import { type JudgedCase, judgeCase } from './judgeCase.js';
import { tallyLines } from './printTally.js';
import { tallyOf } from './tally.js';

const FULL = 200;
const QUICK = 30;

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'score' },
    cases: { type: 'string' },
    first: { type: 'string', default: '0' },
    quick: { type: 'boolean', default: false },
    detector: { type: 'boolean', default: false },
    failures: { type: 'string' },
    json: { type: 'string' },
    'no-browser': { type: 'boolean', default: false },
    'no-reading': { type: 'boolean', default: false },
  },
});

async function choosePen(): Promise<Pen> {
  if (!options['no-browser'] && findBrowser() !== undefined) return browserPen();
  console.log('skipped: fonts of this machine (no browser); only the built-in ones are drawn');
  return ownPen();
}

function setOf(name: string): CaseSet {
  if (name === 'score' || name === 'tune') return name;
  throw new Error(`--set takes score or tune, not ${name}`);
}

async function judgeAll(pen: Pen, examiner: Examiner, folder: string): Promise<readonly JudgedCase[]> {
  const set = setOf(options.set);
  const count = Number(options.cases ?? (options.quick ? QUICK : FULL));
  const first = Number(options.first);
  const gallery = options.failures === undefined ? undefined : openGallery(options.failures);
  const judged: JudgedCase[] = [];
  for (let number = first; number < first + count; number++) {
    const burned = await makeCase(number, { set, pen, canEncode });
    const file = options.detector ? '' : await writeCase(burned, folder);
    const examined = await examiner.examine({ name: burned.name, file, frames: burned.frames });
    const one = judgeCase(burned, examined);
    gallery?.add(one);
    // The pictures are needed no more, and are large.
    judged.push({ ...one, burned: { ...burned, frames: burned.frames.map((frame) => ({ ...frame, planes: [] })) } });
    if (process.stderr.isTTY) process.stderr.write(`\r${number - first + 1} of ${count}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  return judged;
}

async function main(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'score-pixels-'));
  const pen = await choosePen();
  const examiner = detectorExaminer(path.resolve(process.env['CLI_DIST'] ?? 'dist', 'models'));
  try {
    const tally = tallyOf(await judgeAll(pen, examiner, folder), { readable: 0, changedOutside: 0 });
    console.log(tallyLines(tally).join('\n'));
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(tally, null, 2)}\n`);
    return 0;
  } finally {
    await Promise.all([examiner.close(), pen.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
