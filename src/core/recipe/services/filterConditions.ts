// What has to be true of an object: for a label or an admission, and for the recipe to take it at all.
import type { Condition } from '../../policy/policy.js';
import {
  ALWAYS,
  addCondition,
  type Chain,
  chainCondition,
  emptyChain,
  joined,
  lineCondition,
  NEVER,
  negated,
} from '../condition.js';
import type { Report } from '../report.js';
import type { RecipeTree, Span } from '../syntax.js';

/** What is wrong with a test is said by the compiler. */
const SILENT: Report = { add: () => undefined };

export interface Filter {
  readonly span: Span;
  readonly kind: 'label' | 'admission';
  readonly when: Condition;
}

/** Labels and admissions, in the order of the text. */
export function filters(tree: RecipeTree): readonly Filter[] {
  const found: Filter[] = [];
  let label: { readonly span: Span; readonly chain: Chain } | undefined;
  const close = (): void => {
    if (label !== undefined) found.push({ span: label.span, kind: 'label', when: chainCondition(label.chain) });
    label = undefined;
  };
  for (const { statement, span } of tree.lines) {
    if (statement?.kind === 'section' || statement?.kind === 'label') close();
    if (statement?.kind === 'label') label = { span, chain: emptyChain() };
    else if (statement?.kind === 'admission') {
      found.push({ span, kind: 'admission', when: lineCondition(statement.tests, SILENT) });
    } else if (statement?.kind === 'condition') {
      const [first, ...more] = statement.tests;
      if (first === undefined) continue;
      const { join, ...test } = first;
      if (label !== undefined) addCondition(label.chain, join ?? 'and', lineCondition([test, ...more], SILENT));
    }
  }
  close();
  return found;
}

/** When a recipe with these admissions takes an object: the first that matches decides; an allow anywhere denies the rest. */
export function taken(admission: readonly { readonly kind: 'allow' | 'deny'; readonly when: Condition }[]): Condition {
  let condition: Condition = admission.some(({ kind }) => kind === 'allow') ? NEVER : ALWAYS;
  for (const { kind, when } of admission.toReversed()) {
    condition = kind === 'allow' ? joined('any', [when, condition]) : joined('all', [negated(when), condition]);
  }
  return condition;
}
