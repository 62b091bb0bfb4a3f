// `recipe`: the built-in recipes and those in files, listed, shown, checked, dressed, converted and explained.
import { didYouMean } from '../core/dictionary/nearest.js';
import { DeidError } from '../core/kernel/deidError.js';
import { builtinPolicies, describePolicy } from '../core/policy/builtin.js';
import { compilePolicy } from '../core/policy/compile.js';
import type { Policy } from '../core/policy/policy.js';
import { conformanceStatement } from '../core/report/conformance.js';
import { lawText } from '../core/report/law.js';
import { type Arguments, hasFlag, listed } from './args.js';
import { lawFrom } from './lawFlags.js';
import { padded, wrapped } from './printable.js';
import type { Session } from './session.js';
import { version } from './version.js';

const VERBS = ['list', 'show', 'check', 'format', 'convert', 'explain'] as const;

export async function recipe(given: Arguments, session: Session): Promise<number> {
  const [word = '', ...names] = given.operands;
  const what = VERBS.find((each) => each === word);
  if (what === undefined) {
    const words = listed(VERBS, 'and');
    throw new DeidError('usage', `recipe has ${words}, not '${word.slice(0, 80)}'${didYouMean(word, VERBS)}`);
  }
  if (what === 'list') {
    if (names.length === 0) return list(hasFlag(given, 'json'), session);
    throw new DeidError('usage', 'recipe list takes nothing more; recipe show NAME shows one');
  }
  const [name, ...more] = names;
  if (name === undefined) {
    const which = what === 'show' || what === 'explain' ? 'a name or a file' : 'a file';
    throw new DeidError('usage', `recipe ${what} needs ${which}; 'medimagecleaner recipe list' has the built-in ones`);
  }
  const texts = await import('./recipeTexts.js');
  switch (what) {
    case 'check':
      return texts.check(names, given, session);
    case 'format':
      return texts.format(names, given, session);
    case 'convert':
      return texts.convert(names, given, session);
    case 'explain':
    case 'show':
      if (more.length > 0) throw new DeidError('usage', `recipe ${what} takes one name or file`);
      if (what === 'explain') return texts.explain(name, given, session);
      if (hasFlag(given, 'source')) return texts.source(name, session);
      if (hasFlag(given, 'statement') || hasFlag(given, 'law'))
        return statement(await texts.recipeOf(name), given, session);
      return show(await texts.recipeOf(name), hasFlag(given, 'json'), session);
  }
}

function list(json: boolean, session: Session): number {
  const { terminal } = session;
  if (json) {
    const recipes = builtinPolicies.map(({ name, title }, at) => ({ name, title, default: at === 0 }));
    terminal.out(`${JSON.stringify({ schema: 'medimagecleaner/recipes/1', recipes })}\n`);
    return 0;
  }
  const width = Math.max(...builtinPolicies.map(({ name }) => name.length)) + 2;
  const room = Math.max(20, Math.min(terminal.columns, 100) - width);
  for (const { name, title } of builtinPolicies) {
    for (const [at, line] of wrapped(title, room).entries()) {
      terminal.out(`${at === 0 ? terminal.outStyle.bold(padded(name, width)) : ' '.repeat(width)}${line}\n`);
    }
  }
  return 0;
}

/** The conformance statement that PS3.2 asks a product for, and what a law asks, in Markdown. */
async function statement(policy: Policy, given: Arguments, { terminal }: Session): Promise<number> {
  const compiled = compilePolicy(policy);
  if (hasFlag(given, 'statement')) terminal.out(conformanceStatement(compiled, { name: 'medimagecleaner', version }));
  const law = await lawFrom(given, compiled);
  if (law !== undefined) terminal.out(lawText(law));
  return 0;
}

function show(policy: Policy, json: boolean, session: Session): number {
  const { terminal } = session;
  if (json) {
    const { digest, codes, method, dates, issues } = compilePolicy(policy);
    terminal.out(
      `${JSON.stringify({ schema: 'medimagecleaner/recipe/1', ...policy, digest, dates, codes, method, issues })}\n`,
    );
    return 0;
  }
  for (const line of describePolicy(policy)) {
    const [first = '', ...rest] = wrapped(line, Math.min(terminal.columns, 100) - 2);
    terminal.out(`${[first, ...rest.map((each) => `  ${each}`)].join('\n')}\n`);
  }
  return 0;
}
