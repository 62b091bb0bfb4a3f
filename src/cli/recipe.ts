// `recipe list` and `recipe show NAME`.

import { didYouMean } from '../core/dictionary/nearest.js';
import { DeidError } from '../core/kernel/deidError.js';
import { builtinPolicies, describePolicy } from '../core/policy/builtin.js';
import { compilePolicy } from '../core/policy/compile.js';
import type { Policy } from '../core/policy/policy.js';
import { conformanceStatement } from '../core/report/conformance.js';
import { type Arguments, hasFlag } from './args.js';
import { recipeNamed } from './policyFlags.js';
import { padded, wrapped } from './printable.js';
import type { Session } from './session.js';
import { version } from './version.js';

export async function recipe(given: Arguments, session: Session): Promise<number> {
  const [what = '', name, ...more] = given.operands;
  const json = hasFlag(given, 'json');
  if (what === 'list' && name === undefined) return list(json, session);
  if (what === 'show' && name !== undefined && more.length === 0) {
    if (hasFlag(given, 'statement')) return statement(recipeNamed(name), session);
    return show(recipeNamed(name), json, session);
  }
  if (what === 'show') throw new DeidError('usage', "recipe show needs a name; 'medimagecleaner recipe list' has them");
  if (what === 'list') throw new DeidError('usage', 'recipe list takes nothing more; recipe show NAME shows one');
  throw new DeidError(
    'usage',
    `recipe has list and show, not '${what.slice(0, 80)}'${didYouMean(what, ['list', 'show'])}`,
  );
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

/** The conformance statement that PS3.2 asks a product for, in Markdown. */
function statement(policy: Policy, { terminal }: Session): number {
  terminal.out(conformanceStatement(compilePolicy(policy), { name: 'medimagecleaner', version }));
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
