// `npm run score`: de-identifies the composed corpus with the built command line and judges what came out.
// Options: --recipe NAME (repeatable), --values, --all, --outputs DIR (judge a folder that is there already), --keep.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { COMPOSED, judgeRun } from './judgeRun.js';
import { printOutOfScope, printRun } from './printRun.js';
import { type RecipeName, readProfileTable } from './profileTable.js';
import { runCli } from './runCli.js';
import { findCorpus, readTruth } from './truth.js';

const RECIPES: readonly RecipeName[] = ['blank', 'basic', 'research'];

const { values: options } = parseArgs({
  options: {
    recipe: { type: 'string', multiple: true },
    values: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    outputs: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});

function main(): number {
  const corpus = findCorpus();
  if (corpus === undefined) {
    console.log('skipped: no corpus');
    return 0;
  }
  const recipes = RECIPES.filter((recipe) => options.recipe === undefined || options.recipe.includes(recipe));
  const truth = readTruth(corpus);
  const table = readProfileTable(path.join(path.dirname(corpus), 'tables', 'ps315.json'));
  const most = options.all ? Number.POSITIVE_INFINITY : 40;
  let passed = true;
  for (const recipe of recipes) {
    const work = mkdtempSync(path.join(tmpdir(), 'score-'));
    try {
      const outputs = options.outputs ?? path.join(work, 'out');
      const report = options.outputs === undefined ? deidentify(corpus, outputs, recipe, work) : '';
      const score = printRun(judgeRun({ corpus, outputs, truth, table, recipe, report }), options.values, most);
      passed &&= score.passed;
    } finally {
      if (options.keep) console.log(`kept: ${work}`);
      else rmSync(work, { recursive: true, force: true });
    }
  }
  printOutOfScope(truth);
  console.log(passed ? '\npassed' : '\nfailed: below target');
  return passed ? 0 : 1;
}

function deidentify(corpus: string, outputs: string, recipe: RecipeName, work: string): string {
  const folders = COMPOSED.map((folder) => path.join(corpus, folder));
  const words = ['deidentify', ...folders, '--output', outputs, '--recipe', recipe, '--pixels', 'none'];
  const run = runCli(words, path.join(work, 'report.json'));
  if (run.status !== 0 && run.status !== 1)
    throw new Error(`the command line ended with ${run.status}: ${run.errors.slice(0, 500)}`);
  console.log(`${recipe}: ${run.seconds.toFixed(1)} s, exit ${run.status}`);
  return run.report;
}

process.exitCode = main();
