// From --recipe, --option, --keep, --remove, --empty, --set, --date-shift and --table to a policy and a lookup table.

import { didYouMean } from '../core/dictionary/nearest.js';
import { DeidError } from '../core/kernel/deidError.js';
import { builtinPolicies, builtinPolicy } from '../core/policy/builtin.js';
import { withOptions } from '../core/policy/editPolicy.js';
import { type LookupTable, parseLookupTable } from '../core/policy/lookupTable.js';
import type { DateShift, Policy } from '../core/policy/policy.js';
import { variablesOf } from '../core/policy/tableFor.js';
import { type Arguments, allValues, lastValue, listed } from './args.js';
import { shown } from './paths.js';

const DEFAULT_RECIPE = 'blank';
/** A hundred years. */
const MOST_DAYS = 36_525;

/** What decides about every file. */
export interface Rules {
  readonly policy: Policy;
  readonly table?: LookupTable;
  /** What the user should know of the recipe, though it can be used. */
  readonly doubts: readonly string[];
}

/**
 * The policy that the flags ask for, with its lookup table. `writes`: without the table that the recipe takes values
 * from, nothing can begin.
 * @throws DeidError `usage`, `bad-recipe`, in words for the screen
 */
export async function rulesFrom(given: Arguments, writes: boolean): Promise<Rules> {
  const name = lastValue(given, 'recipe') ?? DEFAULT_RECIPE;
  const base = looksLikeFile(name) ? await baseFrom(name) : { policy: recipeNamed(name), doubts: [] };
  const policy = edited(base.policy, given);
  const table = await tableFrom(given, policy, writes);
  return { ...base, policy, ...(table === undefined ? {} : { table }) };
}

/** Loaded where a file is named: built-in recipes need no parser. */
async function baseFrom(name: string): Promise<Pick<Rules, 'policy' | 'doubts'>> {
  const files = await import('./recipeFile.js');
  const read = await files.readRecipeFile(name);
  files.refuseErrors(name, read);
  const warnings = read.remarks.filter(({ severity }) => severity === 'warning');
  const [first] = warnings;
  const more = warnings.length > 1 ? `; ${warnings.length - 1} more: medimagecleaner recipe check ${shown(name)}` : '';
  return { policy: read.policy, doubts: first === undefined ? [] : [`${files.remarkText(first)}${more}`] };
}

function edited(base: Policy, given: Arguments): Policy {
  const shift = lastValue(given, 'date-shift');
  const options = allValues(given, 'option');
  const policy = withOptions(base, {
    options: shift === undefined ? options : [...options, 'retain-modified-dates'],
    keep: allValues(given, 'keep'),
    remove: allValues(given, 'remove'),
    empty: allValues(given, 'empty'),
    set: allValues(given, 'set'),
    ...(shift === undefined ? {} : { dateShift: parseDateShift(shift) }),
  });
  if (shift !== undefined && policy.options.includes('retain-full-dates')) {
    throw new DeidError('usage', '--date-shift and retain-full-dates contradict each other: dates are moved or kept');
  }
  return policy;
}

async function tableFrom(given: Arguments, policy: Policy, writes: boolean): Promise<LookupTable | undefined> {
  const file = lastValue(given, 'table');
  const wanted = variablesOf(policy);
  if (file === undefined) {
    if (wanted.length === 0 || !writes) return undefined;
    throw new DeidError(
      'bad-recipe',
      `the recipe takes values from a lookup table (var:${wanted.join(', var:')}); --table FILE.csv names it, with a column for each`,
    );
  }
  const { readText } = await import('./recipeFile.js');
  const read = parseLookupTable(await readText(file));
  if (read.kind === 'problems') {
    const [first, ...more] = read.problems;
    throw new DeidError('usage', `${shown(file)}: ${first}${more.length === 0 ? '' : ` (and ${more.length} more)`}`);
  }
  const missing = wanted.find((name) => !read.columns.includes(name));
  if (missing === undefined) return read;
  throw new DeidError('usage', `${shown(file)}: there is no column ${missing}, which the recipe takes values from`);
}

/** True for what can only be meant as a file: built-in recipes have no dots and no slashes. */
export function looksLikeFile(name: string): boolean {
  return builtinPolicy(name.toLowerCase()) === undefined && /[/\\]|\.\w+$/.test(name);
}

/**
 * A built-in recipe.
 * @throws DeidError `bad-recipe`
 */
export function recipeNamed(name: string): Policy {
  const found = builtinPolicy(name.toLowerCase());
  if (found !== undefined) return found;
  const names = builtinPolicies.map((policy) => policy.name);
  const hint =
    didYouMean(name, names) || `; there are ${listed(names, 'and')}, and recipes in files, such as ./study.deid`;
  throw new DeidError('bad-recipe', `there is no recipe '${name.slice(0, 80)}'${hint}`);
}

/**
 * `-30`, `30` or `-365..-30`.
 * @throws DeidError `usage`
 */
export function parseDateShift(text: string): DateShift {
  const match = /^([+-]?\d{1,6})(?:\.\.([+-]?\d{1,6}))?$/.exec(text.trim());
  if (match === null) {
    throw new DeidError('usage', '--date-shift takes whole days, such as -30, or a range, such as -365..-30');
  }
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : Number(match[2]);
  if (min > max) {
    throw new DeidError('usage', '--date-shift: a range goes from the smaller number to the larger, such as -365..-30');
  }
  if (Math.max(Math.abs(min), Math.abs(max)) > MOST_DAYS) {
    throw new DeidError('usage', `--date-shift: at most ${MOST_DAYS} days (100 years) either way`);
  }
  if (min === 0 && max === 0) {
    throw new DeidError(
      'usage',
      '--date-shift 0 would keep every date; if that is meant, say --option retain-full-dates',
    );
  }
  return { min, max };
}
