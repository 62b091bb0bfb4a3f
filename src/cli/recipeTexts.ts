// `recipe check`, `recipe format`, `recipe convert` and `recipe explain`: what is done with recipes in files.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../core/kernel/deidError.js';
import { describePolicy } from '../core/policy/builtin.js';
import { compilePolicy } from '../core/policy/compile.js';
import type { Policy } from '../core/policy/policy.js';
import { builtinSource } from '../core/recipe/builtin/sources.js';
import { applyEdits } from '../core/recipe/changeRule.js';
import { formatRecipe } from '../core/recipe/format.js';
import { importerFor, importers } from '../core/recipe/imports/index.js';
import { toJson } from '../core/recipe/json.js';
import { printRecipe } from '../core/recipe/print.js';
import { conformanceStatement } from '../core/report/conformance.js';
import { type Arguments, hasFlag, lastValue, listed } from './args.js';
import { shown } from './paths.js';
import { looksLikeFile, recipeNamed } from './policyFlags.js';
import { wrapped } from './printable.js';
import { readRecipeFile, readText, refuseErrors, remarkText } from './recipeFile.js';
import { replaceFile } from './replaceFile.js';
import { type Session, warn } from './session.js';
import { version } from './version.js';

/** A built-in recipe or one in a file. */
export async function recipeOf(name: string): Promise<Policy> {
  if (!looksLikeFile(name)) return recipeNamed(name);
  const read = await readRecipeFile(name);
  refuseErrors(name, read);
  return read.policy;
}

/** `file:line:col severity code message`, one line each. Gives 1 where one is an error. */
export async function check(files: readonly string[], given: Arguments, { terminal }: Session): Promise<number> {
  const read = [];
  for (const file of files) read.push(...(await readRecipeFile(file)).remarks);
  if (hasFlag(given, 'json')) {
    terminal.out(`${JSON.stringify({ schema: 'medimagecleaner/recipe-check/1', remarks: read })}\n`);
  } else for (const remark of read) terminal.out(`${remarkText(remark)}\n`);
  return read.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** To standard output, or with --write into the files themselves. */
export async function format(files: readonly string[], given: Arguments, { terminal }: Session): Promise<number> {
  const write = hasFlag(given, 'write');
  if (!write && files.length > 1) throw new DeidError('usage', 'recipe format takes one file, or several with --write');
  for (const file of files) {
    const text = await readText(file);
    if (/\.json$/i.test(file) || /^\s*\{/.test(text))
      throw new DeidError('usage', `${shown(file)}: only .deid texts have a format`);
    const dressed = applyEdits(text, formatRecipe(text));
    if (!write) terminal.out(dressed);
    else if (dressed !== text) {
      await replaceFile(file, dressed);
      terminal.out(`${shown(file)}\n`);
    }
  }
  return 0;
}

/** From a format of another program, or from one of ours to the other. */
export async function convert(files: readonly string[], given: Arguments, session: Session): Promise<number> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new DeidError('usage', 'recipe convert takes one file');
  const from = lastValue(given, 'from');
  const output = lastValue(given, 'output');
  const to = lastValue(given, 'to') ?? (output !== undefined && /\.json$/i.test(output) ? 'json' : 'deid');
  if (output !== undefined && !hasFlag(given, 'overwrite') && (await exists(output))) {
    throw new DeidError('output-exists', `${shown(output)} exists; choose another name, or say --overwrite`);
  }
  const policy = await convertible(file, from, session);
  const text = to === 'json' ? `${JSON.stringify(toJson(policy), undefined, 2)}\n` : printRecipe(policy);
  if (output === undefined) session.terminal.out(text);
  else await replaceFile(output, text);
  return 0;
}

async function convertible(file: string, from: string | undefined, session: Session): Promise<Policy> {
  const ids = ['deid', 'json', ...importers.map(({ id }) => id)];
  if (from !== undefined && !ids.includes(from)) throw new DeidError('usage', `--from takes ${listed(ids)}`);
  const text = await readText(file);
  const importer = from === 'deid' || from === 'json' ? undefined : importerFor(text, from);
  if (importer === undefined) {
    const read = await readRecipeFile(file);
    refuseErrors(file, read);
    return read.policy;
  }
  const { policy, notes } = importer.convert(text);
  for (const { line, message } of notes) {
    warn(session, `${shown(file)}${line === undefined ? '' : `:${line}`} ${message}`);
  }
  return {
    ...policy,
    name: policy.name === 'imported' ? path.basename(file).replace(/\.[^.]*$/, '') || 'imported' : policy.name,
  };
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** A recipe in words, or as a conformance statement. */
export async function explain(name: string, given: Arguments, { terminal }: Session): Promise<number> {
  const policy = await recipeOf(name);
  if (hasFlag(given, 'conformance')) {
    terminal.out(conformanceStatement(compilePolicy(policy), { name: 'medimagecleaner', version }));
    return 0;
  }
  for (const line of describePolicy(policy)) {
    const [first = '', ...rest] = wrapped(line, Math.min(terminal.columns, 100) - 2);
    terminal.out(`${[first, ...rest.map((each) => `  ${each}`)].join('\n')}\n`);
  }
  return 0;
}

/** The text of a recipe: as it is written, or printed where there is none. */
export async function source(name: string, { terminal }: Session): Promise<number> {
  if (!looksLikeFile(name)) {
    terminal.out(builtinSource(name.toLowerCase()) ?? printRecipe(recipeNamed(name)));
    return 0;
  }
  const read = await readRecipeFile(name);
  terminal.out(read.form === 'deid' ? read.text : printRecipe(read.policy));
  return 0;
}
