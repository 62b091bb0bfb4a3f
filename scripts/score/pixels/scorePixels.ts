// `npm run score:pixels`: burns text into invented images, has it found and taken out, and counts what was missed and what
// was taken needlessly. Options: --set score|tune, --cases N, --first N, --quick, --detector (the detector alone), --failures DIR,
// --json FILE, --minutes N (no further case after that), --no-browser (own fonts only).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDetector } from '../../../src/node/models/index.js';
import { findBrowser } from '../../host/browser.js';
import { browserPen } from '../../pixelCases/browserPen.js';
import type { Pen } from '../../pixelCases/ink.js';
import { type CaseSet, makeCase } from '../../pixelCases/makeCase.js';
import { ownPen } from '../../pixelCases/ownPen.js';
import { canEncode, writeCase } from '../../pixelCases/writeCase.js';
import { findCorpus } from '../truth.js';
import { checkOutput } from './checkOutput.js';
import { cleanPictures } from './cleanPictures.js';
import { examineKnown, knownLines } from './corpusFiles.js';
import { detectorExaminer } from './detectorExaminer.js';
import { engineExaminer } from './engineExaminer.js';
import type { Examiner } from './examined.js';
import { openGallery } from './gallery.js';
import { type JudgedCase, judgeCase } from './judgeCase.js';
import { tallyLines } from './printTally.js';
import { ownReader, type Reader, tesseract } from './readable.js';
import { type Extra, tallyOf } from './tally.js';

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
    minutes: { type: 'string' },
    'no-browser': { type: 'boolean', default: false },
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

interface Scored {
  readonly judged: readonly JudgedCase[];
  readonly extra: Extra;
}

const corpus = findCorpus();

async function judgeAll(pen: Pen, examiner: Examiner, readers: readonly Reader[], folder: string): Promise<Scored> {
  const set = setOf(options.set);
  const count = Number(options.cases ?? (options.quick ? QUICK : FULL));
  const first = Number(options.first);
  const gallery = options.failures === undefined ? undefined : openGallery(options.failures);
  const pictures = await cleanPictures(corpus, set);
  if (pictures.length === 0) console.log('skipped: real images (no corpus)');
  const judged: JudgedCase[] = [];
  const extra = { readable: 0, changedOutside: 0, unfilled: 0 };
  const end = performance.now() + Number(options.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  for (let number = first; number < first + count && performance.now() < end; number++) {
    const burned = await makeCase(number, { set, pen, pictures, canEncode });
    const file = options.detector ? '' : await writeCase(burned, folder);
    const one = judgeCase(burned, await examiner.examine({ name: burned.name, file, frames: burned.frames }));
    const check = await checkOutput(burned, one.examined, one.phrases, file, readers);
    extra.readable += check.read.length;
    extra.changedOutside += check.changedOutside ? 1 : 0;
    extra.unfilled += check.unfilled ? 1 : 0;
    gallery?.add(one, check);
    rmSync(file, { force: true });
    // The pictures are needed no more, and are large.
    const bare = burned.frames.map((frame) => ({ ...frame, planes: [] }));
    const { output: _output, ...examined } = one.examined;
    judged.push({ ...one, examined, burned: { ...burned, frames: bare } });
    if (process.stderr.isTTY) process.stderr.write(`\r${number - first + 1} of ${count}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  return { judged, extra };
}

async function main(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'score-pixels-'));
  const models = path.resolve(process.env['CLI_DIST'] ?? 'dist', 'models');
  const pen = await choosePen();
  const examiner = options.detector ? detectorExaminer(models) : engineExaminer(models);
  const recogniser = createDetector({ modelsFolder: models });
  const other = tesseract();
  if (other === undefined) console.log('skipped: reading with tesseract (not installed)');
  const readers = [...(other === undefined ? [] : [other]), ownReader(recogniser)];
  try {
    const { judged, extra } = await judgeAll(pen, examiner, readers, folder);
    const tally = tallyOf(judged, extra);
    console.log(tallyLines(tally).join('\n'));
    const known =
      corpus === undefined || options.detector || options.quick ? undefined : await examineKnown(corpus, examiner);
    if (known !== undefined) console.log(['', ...knownLines(known)].join('\n'));
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ ...tally, known }, null, 2)}\n`);
    return 0;
  } finally {
    await Promise.all([examiner.close(), recogniser.close(), pen.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
