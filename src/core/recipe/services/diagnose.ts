// What is odd about a recipe beyond what parsing and compiling find. Linear in the recipe's length.
import type { Diagnostic, RecipeTree } from '../syntax.js';
import type { CheckedRecipe } from './checked.js';
import { checkFilters } from './checkFilters.js';
import { checkNames } from './checkNames.js';
import { checkOptions } from './checkOptions.js';
import { checkRegions } from './checkRegions.js';
import { checkRules } from './checkRules.js';
import { checkSlips } from './checkSlips.js';
import type { Facts } from './facts.js';
import { lineAt } from './lookUp.js';
import { checkPlaces } from './lostPlaces.js';

function missingFormat(tree: RecipeTree): readonly Diagnostic[] {
  const first = tree.lines.find(({ read }) => read.statement !== undefined);
  if (first === undefined || tree.lines.some(({ read }) => read.statement?.kind === 'format')) return [];
  const message = 'a recipe begins with FORMAT dicom, so that other programs know what it is';
  return [{ code: 'missing-format', severity: 'hint', message, span: first.tokens[0]?.span ?? first.span }];
}

/** What the compiler says in few words and is said here with a hint. */
const SAYS_MORE: Readonly<Record<string, string>> = {
  'unknown-group': 'unknown-group',
  'negative-coordinates': 'bad-coordinates',
  'empty-region': 'bad-coordinates',
};
const COARSE: ReadonlySet<string> = new Set(Object.values(SAYS_MORE));

/** All there is to say about the text itself, in its order; what stands in included recipes is left to them. */
export function diagnose(checked: CheckedRecipe, facts: Facts): readonly Diagnostic[] {
  const own = [
    ...missingFormat(checked.tree),
    ...checkRules(checked),
    ...checkPlaces(checked),
    ...checkOptions(checked),
    ...checkFilters(checked),
    ...checkRegions(checked.tree, facts),
    ...checkNames(checked.tree, facts),
    ...checkSlips(checked.tree),
  ];
  const lineOf = (offset: number): number | undefined => lineAt(checked.tree, offset)?.number;
  const said = new Set<string>();
  for (const { code, span } of own) {
    const coarse = SAYS_MORE[code];
    if (coarse !== undefined) said.add(`${coarse} ${lineOf(span.start)}`);
  }
  const theirs = [...checked.tree.diagnostics, ...checked.diagnostics].filter(({ code, span, file }) => {
    return file === undefined && !(COARSE.has(code) && said.has(`${code} ${lineOf(span.start)}`));
  });
  return once([...theirs, ...own].sort((a, b) => a.span.start - b.span.start));
}

/** Sorted, and without what was said before of the same place. */
function once(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const each of sorted) {
    let known = false;
    for (let at = found.length - 1; at >= 0 && !known; at--) {
      const other = found[at];
      if (other === undefined || other.span.start !== each.span.start) break;
      known = other.code === each.code && other.span.end === each.span.end;
    }
    if (!known) found.push(each);
  }
  return found;
}
