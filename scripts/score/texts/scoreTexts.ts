// Scores the cleaning of free text on invented headers and reports of sixteen languages: what of it can still be read, what was taken needlessly.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFile } from '../../dicomWriter.js';
import { readDicom } from '../dicomReader.js';
import { runCli } from '../runCli.js';
import type { TextSet } from './forms.js';
import { type Judged, judgeText, original } from './judgeTexts.js';
import { type MadeFile, makeFiles } from './makeTexts.js';

const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};

const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte): readonly [string, number][] => [
    [String.fromCharCode(byte), byte],
    [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte],
  ]).flat(),
);

interface Tally {
  all: number;
  good: number;
}

function add(tallies: Map<string, Tally>, name: string, good: boolean): void {
  const tally = tallies.get(name) ?? { all: 0, good: 0 };
  tallies.set(name, { all: tally.all + 1, good: tally.good + (good ? 1 : 0) });
}

function print(title: string, tallies: Map<string, Tally>): void {
  console.log(`\n${title}`);
  for (const [name, { all, good }] of tallies) {
    console.log(`  ${name.padEnd(16)} ${((100 * good) / all).toFixed(2).padStart(7)} %   ${good} of ${all}`);
  }
}

/** dcmjs forgets the character set in items and then reads UTF-8 as Latin-1 or Windows-1252. */
function asUtf8(text: string): string {
  const bytes = Uint8Array.from([...text], (letter) => BYTES.get(letter) ?? 0);
  if (![...text].every((letter) => BYTES.has(letter))) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

function outputsOf(file: MadeFile, folder: string): readonly (string | undefined)[] | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path.join(folder, file.name));
  } catch {
    return undefined;
  }
  const { elements } = readDicom(bytes);
  return file.texts.map(({ tag, nth }) => {
    const text = elements.filter((element) => element.tag === tag)[nth]?.values.join('\\');
    return text === undefined ? undefined : asUtf8(text);
  });
}

const wanted = option('--set', 'tune');
const set: TextSet = wanted === 'score' || wanted === 'seen' ? wanted : 'tune';
const show = process.argv.includes('--show');
const files = makeFiles(set, Number(option('--seed', '1')));
const folder = mkdtempSync(path.join(tmpdir(), 'score-texts-'));
try {
  const input = path.join(folder, 'in');
  mkdirSync(input);
  for (const file of files) writeFileSync(path.join(input, file.name), writeFile(file.elements, { text: 'utf-8' }));
  const recipes = [['research'], ['basic', '--option', 'clean-descriptors', '--option', 'clean-structured-content']];
  for (const recipe of recipes.slice(0, process.argv.includes('--quick') ? 1 : 2)) {
    const [name = ''] = recipe;
    const output = path.join(folder, name);
    const copies = path.join(output, 'in');
    const run = runCli(['deidentify', input, '--output', output, '--recipe', ...recipe]);
    if (run.status !== 0 && show) console.log(run.errors);
    const recall = new Map<string, Tally>();
    const byLanguage = new Map<string, Tally>();
    const retention = new Map<string, Tally>();
    const keptByLanguage = new Map<string, Tally>();
    let texts = 0;
    let empty = 0;
    let refused = 0;
    for (const file of files) {
      const outputs = outputsOf(file, copies);
      if (outputs === undefined) {
        refused++;
        continue;
      }
      for (const [index, text] of file.texts.entries()) {
        const left = outputs?.[index];
        texts++;
        const judged: Judged = judgeText(text.pieces, left ?? '');
        for (const { span, left } of judged.spans) {
          add(recall, span.category, !left);
          add(recall, 'ALL', !left);
          add(byLanguage, file.language, !left);
        }
        if (left === undefined || left === '') {
          empty++;
          if (show) console.log(`EMPTY ${file.name} ${text.tag} ${JSON.stringify(original(text.pieces))}`);
          continue;
        }
        for (const { kind, kept } of judged.words) {
          add(retention, kind, kept);
          if (kind === 'titles' || kind === 'beside') continue;
          add(retention, 'ALL but beside', kept);
          add(keptByLanguage, file.language, kept);
        }
        if (!show) continue;
        for (const { span, left } of judged.spans) {
          if (left)
            console.log(
              `LEFT ${name} ${file.language} ${span.category} [${span.value}] : ${JSON.stringify(original(text.pieces))}  =>  ${JSON.stringify(outputs?.[index])}`,
            );
        }
        const gone = judged.words
          .filter(({ kind, kept }) => !kept && kind !== 'titles' && kind !== 'beside')
          .map(({ word }) => word);
        if (gone.length > 0)
          console.log(
            `GONE ${name} ${file.language} [${gone.join(' ')}] : ${JSON.stringify(original(text.pieces))}  =>  ${JSON.stringify(left)}`,
          );
      }
    }
    console.log(
      `\n== ${name}, set ${set}: ${files.length} files, ${texts} texts; not written ${refused} files, emptied ${empty} texts`,
    );
    print('recall by kind', recall);
    print('recall by language', byLanguage);
    print('words kept', retention);
    print('words kept by language', keptByLanguage);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
