// Lenses above lines: a look at the open file, and how many files of the workspace a filter speaks of.
import type { Policy } from '../../policy/policy.js';
import type { RecipeTree, Span } from '../syntax.js';
import type { Facts, Matching } from './facts.js';
import { filters, taken } from './filterConditions.js';

export type Lens =
  | { readonly kind: 'preview'; readonly span: Span; readonly name: string }
  | {
      readonly kind: 'matching';
      readonly of: 'recipe' | 'label' | 'admission';
      readonly span: Span;
      readonly count: Matching;
    };

/** Above the first statement: preview, and how many files the recipe takes. Above labels and admissions: how many pass. */
export function lenses(tree: RecipeTree, policy: Policy, facts: Facts): readonly Lens[] {
  const found: Lens[] = [];
  const first = tree.lines.find(({ statement }) => statement !== undefined);
  if (first === undefined) return [];
  if (facts.open !== undefined) found.push({ kind: 'preview', span: first.span, name: facts.open.name });
  const all = facts.matching?.(taken(policy.admission ?? []));
  if (all !== undefined) found.push({ kind: 'matching', of: 'recipe', span: first.span, count: all });
  for (const { when, span, kind } of filters(tree)) {
    const count = facts.matching?.(when);
    if (count !== undefined) found.push({ kind: 'matching', of: kind, span, count });
  }
  return found;
}
