// How long an editor waits for the recipe language: diagnostics and completion of a recipe of 10,000 lines, and how the
// time grows with the lines. Targets: diagnostics under 50 ms, completion under 10 ms, in processor time of a warm program.
import { performance } from 'node:perf_hooks';
import { compileRecipe } from '../src/core/recipe/compile.js';
import { formatRecipe } from '../src/core/recipe/format.js';
import { parseRecipe } from '../src/core/recipe/parse.js';
import { attributeNames } from '../src/core/recipe/services/attributeNames.js';
import { completeIn } from '../src/core/recipe/services/complete.js';
import { semanticTokens } from '../src/core/recipe/services/decorations.js';
import { diagnose } from '../src/core/recipe/services/diagnose.js';
import { NO_FACTS } from '../src/core/recipe/services/facts.js';
import { hover } from '../src/core/recipe/services/hover.js';
import { folding, outline } from '../src/core/recipe/services/outline.js';
import type { RecipeTree } from '../src/core/recipe/syntax.js';

const VERBS = ['REMOVE', 'BLANK', 'KEEP', 'REPLACE'];

/** A recipe of so many lines: device labels, groups, and rules for attributes of PS3.6, with some mistakes. */
function recipe(lines: number): string {
  const names = attributeNames();
  const out = ['FORMAT dicom', 'PROFILE basic', 'OPTION retain-modified-dates', '%filter graylist'];
  for (let label = 0; out.length < lines * 0.4; label++) {
    out.push(`LABEL device ${label} # one of many`);
    out.push(`  contains Manufacturer maker ${label} + contains Modality ${label % 2 === 0 ? 'US' : 'CT'}`);
    out.push(`  + equals ManufacturerModelName "model ${label}" || missing ImageType`);
    out.push(`  ctpcoordinates 0,0,${100 + label},${10 + (label % 50)}`);
  }
  for (let group = 0; group < 20; group++) {
    out.push(`%fields group${group}`, 'FIELD endswith:Date', `FIELD ${names[group * 50]?.keyword ?? 'PatientID'}`);
  }
  out.push('%header');
  for (let rule = 0; out.length < lines; rule++) {
    const { keyword = '', tag = '' } = names[(rule * 7) % names.length] ?? {};
    const verb = VERBS[rule % VERBS.length] ?? 'REMOVE';
    const target = rule % 5 === 0 ? tag : rule % 97 === 0 ? `${keyword}x` : keyword;
    const value = verb === 'REPLACE' ? (rule % 3 === 0 ? ' var:id' : ' dummy()') : '';
    const where = rule % 11 === 0 ? ' where equals Modality CT' : '';
    out.push(`${verb} ${target}${value}${where}`);
  }
  return `${out.slice(0, lines).join('\n')}\n`;
}

interface Timing {
  /** Of a program that has done nothing yet. */
  readonly first: number;
  readonly median: number;
  /** User and system time, which other programs disturb less than the clock: the middle one, and the least. */
  readonly cpu: number;
  readonly least: number;
}

const ROUNDS = 25;

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function timed(work: () => unknown): Timing {
  const times: number[] = [];
  const cpus: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const start = performance.now();
    work();
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpus.push((user + system) / 1000);
  }
  return { first: times[0] ?? Number.NaN, median: middle(times), cpu: middle(cpus), least: Math.min(...cpus) };
}

function print(name: string, { first, median, cpu, least }: Timing, target?: number): void {
  const numbers = [first, median, cpu, least].map((ms) => ms.toFixed(1).padStart(9)).join('');
  const verdict = target === undefined ? '' : cpu <= target ? `  under ${target} ms` : `  MISSED ${target} ms`;
  console.log(`${name.padEnd(34)}${numbers}${verdict}`);
}

function check(text: string): number {
  return checkTree(parseRecipe(text));
}

function checkTree(tree: RecipeTree): number {
  const name = 'bench.deid';
  return diagnose({ tree, name, ...compileRecipe(tree, { name, included: new Map() }) }, NO_FACTS).length;
}

const text = recipe(10_000);
const tree = parseRecipe(text);
console.log(`${'10,000 lines, in ms'.padEnd(34)}    first   median      cpu    least`);
print(
  'parse',
  timed(() => parseRecipe(text)),
);
print(
  'parse, compile, diagnose',
  timed(() => check(text)),
  50,
);
console.log(`  ${check(text)} diagnostics`);

/** A letter more with each call, as it is typed: the tree before is at hand. */
function typing(at: number): () => number {
  let typed = tree;
  return () => {
    typed = parseRecipe(`${typed.text.slice(0, at)}x${typed.text.slice(at)}`, typed);
    return checkTree(typed);
  };
}
for (const [where, part] of [
  ['at the beginning', 0],
  ['in the middle', 0.5],
  ['at the end', 1],
] as const) {
  const line = text.lastIndexOf('\n', Math.floor(text.length * part) - 2) + 1;
  print(`a keystroke ${where}`, timed(typing(text.indexOf('\n', line))), 50);
}

const rules = text.lastIndexOf('\n%header\n');
const places: readonly (readonly [string, string])[] = [
  ['completion: a line', ''],
  ['completion: an attribute', 'REMOVE Pat'],
  ['completion: any attribute', 'REMOVE '],
  ['completion: a value', 'REPLACE PatientID '],
  ['completion: a group', 'REMOVE fields:'],
  ['completion: a variable', 'REPLACE PatientID var:'],
  ['completion: a creator', 'REMOVE (0019,"'],
];
for (const [name, typed] of places) {
  const edited = `${text.slice(0, rules + 9)}${typed}\n${text.slice(rules + 9)}`;
  // As in an editor: a keystroke brings a text that was never parsed; the tree is of the text before.
  print(
    name,
    timed(() => completeIn(edited, rules + 9 + typed.length, tree, NO_FACTS)),
    10,
  );
}
const at = text.indexOf('BLANK', rules) + 8;
print(
  'hover',
  timed(() => hover(tree, at, NO_FACTS)),
);
print(
  'outline and folding',
  timed(() => [outline(tree), folding(tree)]),
);
print(
  'semantic tokens',
  timed(() => semanticTokens(tree)),
);

print(
  'format',
  timed(() => formatRecipe(text)),
);

console.log('\nparse, compile, diagnose by lines');
for (const lines of [2_500, 5_000, 10_000, 20_000, 40_000]) {
  const longer = recipe(lines);
  print(
    `  ${lines}`,
    timed(() => check(longer)),
  );
}
