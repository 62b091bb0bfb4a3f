// `npm run score:photos`: has faces and bar codes found and blanked, in generated pictures and in the corpus's, and counts what was
// missed and what was covered needlessly. Options: --set score|tune, --first N, --codes N, --clean N, --only faces|codes|clean, --failures.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDetector } from '../../../src/node/models/index.js';
import { findCorpus } from '../truth.js';
import { type Judged, judgePicture, type Question } from './judgePicture.js';
import { cleanPictures, corpusCodes, faces, generatedCodes } from './questions.js';

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'score' },
    first: { type: 'string', default: '0' },
    codes: { type: 'string', default: '240' },
    clean: { type: 'string', default: '40' },
    only: { type: 'string' },
    failures: { type: 'boolean', default: false },
  },
});

/** As much of what is to be found has to be covered. */
const FULL = 0.99;
const wanted = (part: string): boolean => options.only === undefined || options.only === part;

const corpus = findCorpus();
if (corpus === undefined) console.log('skipped: no corpus; generated pictures only');
const detector = createDetector({ modelsFolder: path.resolve(process.env['CLI_DIST'] ?? 'dist', 'models') });

async function* questions(): AsyncGenerator<Question> {
  const set = options.set === 'tune' ? 'tune' : 'score';
  if (wanted('codes')) yield* generatedCodes(Number(options.first), Number(options.codes), set);
  if (corpus === undefined) return;
  // Those of the corpus are part of the first part.
  if (wanted('codes') && options.first === '0') yield* corpusCodes(corpus);
  if (wanted('faces')) yield* faces(corpus);
}

const groups = new Map<string, Judged[]>();
for await (const question of questions()) {
  const judged = await judgePicture(detector, question);
  const group = groups.get(judged.group);
  if (group === undefined) groups.set(judged.group, [judged]);
  else group.push(judged);
  if (options.failures && (judged.covered < FULL || judged.left > 0))
    console.log(`  ${judged.name}: ${(judged.covered * 100).toFixed(1)} % covered, ${judged.left} left`);
}
for (const [name, all] of groups) printGroup(name, all);
const all = [...groups.values()].flat();
if (all.length > 0) printGroup('all', all);

if (wanted('clean')) {
  const counts = { pictures: 0, face: 0, barcode: 0 };
  for await (const picture of cleanPictures(corpus, Number(options.clean))) {
    counts.pictures++;
    for (const kind of ['face', 'barcode'] as const) {
      const seen = await detector({ picture, kinds: [kind] });
      counts[kind] += seen.length;
      if (options.failures && seen.length > 0) console.log(`  ${picture.name}: ${seen.length} of kind ${kind} seen`);
    }
  }
  console.log(
    `clean pictures: ${counts.pictures}; false boxes: faces ${counts.face}, codes ${counts.barcode} (target 1 in 20)`,
  );
}
await detector.close();

function printGroup(name: string, group: readonly Judged[]): void {
  const sum = (of: (one: Judged) => number): number => group.reduce((total, one) => total + of(one), 0);
  const full = group.filter(({ covered }) => covered >= FULL).length;
  const speed = sum(({ milliseconds }) => milliseconds) / (sum(({ pixels }) => pixels) / 1e6);
  console.log(
    `${name.padEnd(36)} ${full} of ${group.length} covered (target 99 %), ${sum(({ left }) => left)} left (target 0), ` +
      `${((sum(({ excess }) => excess) / group.length) * 100).toFixed(2)} % needlessly (target 2 %), ${speed.toFixed(0)} ms/MP`,
  );
}
