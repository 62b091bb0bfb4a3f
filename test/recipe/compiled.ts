// What tests of recipes ask: the policy of a text, its diagnostics, and a policy without where its rules stand.

import type { Policy } from '../../src/core/policy/policy.js';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { loadRecipe } from '../../src/core/recipe/load.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import type { Diagnostic } from '../../src/core/recipe/syntax.js';

export interface Made {
  readonly policy: Policy;
  readonly diagnostics: readonly Diagnostic[];
}

/** A text without includes. */
export function made(text: string): Made {
  return compileRecipe(parseRecipe(text), { name: 'study.deid', included: new Map() });
}

/** A text with the files beside it. */
export async function loaded(text: string, files: Readonly<Record<string, string>> = {}): Promise<Made> {
  return loadRecipe({ text, name: 'study.deid', read: async (target) => files[target] });
}

/** Rules below `PROFILE none` and `%header`. */
export function rulesOf(...lines: readonly string[]): Policy['overrides'] {
  return made(['PROFILE none', '%header', ...lines].join('\n')).policy.overrides;
}

/** `error unknown-keyword` of each, without those of no weight. */
export function problems({ diagnostics }: Made): readonly string[] {
  return diagnostics.filter(({ severity }) => severity !== 'info').map(({ severity, code }) => `${severity} ${code}`);
}

export function withoutOrigins(policy: Policy): unknown {
  return JSON.parse(JSON.stringify(policy, (key, value: unknown) => (key === 'origin' ? undefined : value)));
}
