// A recipe that was compiled, as the checks look at it.
import type { Policy } from '../../policy/policy.js';
import { movedSpan } from '../line.js';
import type { Diagnostic, Line, RecipeTree, Span } from '../syntax.js';

/** A recipe and what became of it. */
export interface CheckedRecipe {
  readonly tree: RecipeTree;
  /** As it was given to the compiler: the rules' origins begin with it. */
  readonly name: string;
  readonly policy: Policy;
  /** Of the compiler, those of the tree included or not. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The line that a rule's origin names (`study.deid:12`); undefined for other files. */
export function lineOfOrigin({ tree, name }: CheckedRecipe, origin: string): Line | undefined {
  if (!origin.startsWith(`${name}:`)) return undefined;
  const number = Number(origin.slice(name.length + 1));
  return Number.isInteger(number) ? tree.lines[number - 1] : undefined;
}

/** The span of the words in that line. */
export function spanOfOrigin(checked: CheckedRecipe, origin: string): Span | undefined {
  const line = lineOfOrigin(checked, origin);
  if (line === undefined) return undefined;
  return movedSpan(line.read.words, line.by);
}
