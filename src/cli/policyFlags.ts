// From --recipe, --option, --keep, --remove, --empty, --set and --date-shift to a policy.

import { didYouMean } from '../core/dictionary/nearest.js';
import { DeidError } from '../core/kernel/deidError.js';
import { builtinPolicies, builtinPolicy } from '../core/policy/builtin.js';
import { withOptions } from '../core/policy/editPolicy.js';
import type { DateShift, Policy } from '../core/policy/policy.js';
import { type Arguments, allValues, lastValue, listed } from './args.js';

const DEFAULT_RECIPE = 'blank';
/** A hundred years. */
const MOST_DAYS = 36_525;

/**
 * The policy that the flags ask for.
 * @throws DeidError `usage`, `bad-recipe`, in words for the screen
 */
export function policyFrom(given: Arguments): Policy {
  const base = recipeNamed(lastValue(given, 'recipe') ?? DEFAULT_RECIPE);
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

/**
 * A built-in recipe.
 * @throws DeidError `bad-recipe`
 */
export function recipeNamed(name: string): Policy {
  const found = builtinPolicy(name.toLowerCase());
  if (found !== undefined) return found;
  const names = builtinPolicies.map((policy) => policy.name);
  if (/[/\\]|\.\w+$/.test(name)) {
    throw new DeidError(
      'bad-recipe',
      `recipe files come in a later version; there are ${listed(names, 'and')} built in`,
    );
  }
  const hint = didYouMean(name, names) || `; there are ${listed(names, 'and')}`;
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
