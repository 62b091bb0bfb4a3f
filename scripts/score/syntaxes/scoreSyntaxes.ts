// `npm run score:syntaxes`: takes two rectangles out of every image of the corpus and has the outputs decoded by our decoder, dcmtk,
// gdcm and pydicom: outside of the rectangles all must be as it was, inside nothing may be left. Options: --each N (images of a
// syntax at most), --minutes N (no further file after that), --only PART (of the path, or of the transfer syntax), --json FILE, --all.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { syntaxName } from '../../../src/core/pixels/syntaxNames.js';
import { builtinPolicy } from '../../../src/core/policy/builtin.js';
import { looksLikeDicom } from '../dicomReader.js';
import { findCorpus } from '../truth.js';
import { type Compared, compareDecoded } from './compareDecoded.js';
import { asFile, type Decoder, decodersHere } from './decoders.js';
import { redactObject } from './redactObject.js';

/** Files larger than this take each decoder minutes. */
const LARGEST = 32 * 1024 * 1024;
const FOLDERS = ['dicom', 'synthetic', 'hospital_export'];

const { values: options } = parseArgs({
  options: {
    each: { type: 'string' },
    minutes: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});

interface Row {
  images: number;
  written: number;
  refused: number;
  readonly answers: Map<string, Map<Compared, number>>;
}

function dicomFiles(corpus: string): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(corpus, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => statSync(file).size <= LARGEST),
  ).sort();
}

async function main(): Promise<number> {
  const corpus = findCorpus();
  if (corpus === undefined) {
    console.log('skipped: no corpus');
    return 0;
  }
  const policy = builtinPolicy('basic');
  if (policy === undefined) throw new Error('there is no recipe "basic"');
  const decoders = await decodersHere();
  const folder = mkdtempSync(path.join(tmpdir(), 'score-syntaxes-'));
  const rows = new Map<string, Row>();
  const faults: string[] = [];
  const refusals = new Map<string, number>();
  try {
    const end = performance.now() + Number(options.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
    const each = Number(options.each ?? Number.POSITIVE_INFINITY);
    for (const file of dicomFiles(corpus)) {
      if (performance.now() > end) break;
      const bytes = new Uint8Array(readFileSync(file));
      if (!looksLikeDicom(bytes)) continue;
      const syntax = syntaxOf(bytes);
      if (options.only !== undefined && !`${file} ${syntax}`.includes(options.only)) continue;
      if ((rows.get(syntax)?.images ?? 0) >= each) continue;
      const redacted = await redactObject(bytes, policy);
      if (redacted.kind === 'no-image') continue;
      const row = rows.get(syntax) ?? { images: 0, written: 0, refused: 0, answers: new Map() };
      rows.set(syntax, row);
      row.images++;
      if (redacted.kind === 'refused') {
        row.refused++;
        const reason = redacted.reason.replace(/^.*can not be done: /u, '').replace(/; --pixels none.*$/u, '');
        refusals.set(`${syntax}: ${reason}`, (refusals.get(`${syntax}: ${reason}`) ?? 0) + 1);
        continue;
      }
      row.written++;
      const name = path.relative(corpus, file);
      if (redacted.residue.length > 0) faults.push(`${name}: ${redacted.residue.join(' ')}`);
      const lossy = /\.4\.5[01]$/u.test(uidOf(bytes));
      const files = {
        original: await asFile(bytes, path.join(folder, 'original.dcm')),
        output: await asFile(redacted.output, path.join(folder, 'output.dcm')),
      };
      const answers = await Promise.all(
        decoders.map((decoder) => compared(decoder, files, { ...redacted, tolerance: lossy ? 12 : 0 })),
      );
      for (const [at, { name: decoder }] of decoders.entries()) {
        const answer = answers[at] ?? 'cannot';
        const counts = row.answers.get(decoder) ?? new Map<Compared, number>();
        row.answers.set(decoder, counts);
        counts.set(answer, (counts.get(answer) ?? 0) + 1);
        if (answer !== 'same' && answer !== 'cannot') faults.push(`${name} (${syntax}): ${decoder} says ${answer}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print(rows, decoders, faults, refusals);
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify({ rows: plain(rows), faults }, null, 2)}\n`);
  return faults.length === 0 ? 0 : 1;
}

async function compared(
  decoder: Decoder,
  files: { readonly original: string; readonly output: string },
  regions: Parameters<typeof compareDecoded>[2],
): Promise<Compared> {
  const before = await decoder.decode(files.original);
  return before === undefined ? 'cannot' : compareDecoded(before, await decoder.decode(files.output), regions);
}

/** Transfer Syntax UID (0002,0010), as it stands in the bytes. */
function uidOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return /\x02\x00\x10\x00UI..([\d.]+)/su.exec(head)?.[1] ?? '';
}

function syntaxOf(bytes: Uint8Array): string {
  const uid = uidOf(bytes);
  return uid === '' ? 'no file meta' : `${uid.replace('1.2.840.10008.1.2', '')} ${syntaxName(uid).words}`.trim();
}

function print(
  rows: ReadonlyMap<string, Row>,
  decoders: readonly Decoder[],
  faults: readonly string[],
  refusals: ReadonlyMap<string, number>,
): void {
  const most = options.all ? Number.POSITIVE_INFINITY : 30;
  console.log('same / differs / can not read the original, by decoder\n');
  console.log(`${'transfer syntax'.padEnd(48)}images refused${decoders.map(({ name }) => name.padStart(14)).join('')}`);
  for (const [syntax, { images, refused, answers }] of [...rows].sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )) {
    const cells = decoders.map(({ name }) => {
      const counts = answers.get(name) ?? new Map<Compared, number>();
      const [same, cannot] = [counts.get('same') ?? 0, counts.get('cannot') ?? 0];
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return `${same} / ${all - same - cannot} / ${cannot}`.padStart(14);
    });
    console.log(
      `${syntax.slice(0, 47).padEnd(48)}${String(images).padStart(6)}${String(refused).padStart(8)}${cells.join('')}`,
    );
  }
  if (refusals.size > 0) console.log('\nrefused');
  for (const [reason, count] of [...refusals].slice(0, most)) console.log(`  ${count} × ${reason}`);
  console.log(`\nfaults: ${faults.length}`);
  for (const fault of faults.slice(0, most)) console.log(`  ${fault}`);
}

function plain(rows: ReadonlyMap<string, Row>): object {
  return Object.fromEntries(
    [...rows].map(([syntax, { answers, ...rest }]) => [
      syntax,
      {
        ...rest,
        answers: Object.fromEntries([...answers].map(([name, counts]) => [name, Object.fromEntries(counts)])),
      },
    ]),
  );
}

process.exitCode = await main();
