// Names: groups that no rule uses or nobody defined, columns that the lookup table does not have, labels given twice.
import { nearest } from '../../dictionary/nearest.js';
import type { Diagnostic, RecipeTree } from '../syntax.js';
import type { Facts } from './facts.js';
import { declaredIn, groupNames, type NameUse, names } from './names.js';

/** So many wrong names are compared with the right ones: each costs a look at all of them. */
const MOST_HINTS = 20;

function hint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function included(facts: Facts, of: 'fields' | 'values'): readonly string[] {
  return [...facts.included.values()].flatMap((tree) => groupNames(tree, of));
}

export function checkNames(tree: RecipeTree, facts: Facts): readonly Diagnostic[] {
  const all = names(tree);
  const found: Diagnostic[] = [];
  const used = new Set(all.filter(({ declares }) => !declares).map((use) => `${use.kind} ${use.name}`));
  const known = {
    fields: [...declaredIn(all, 'fields'), ...included(facts, 'fields')],
    values: [...declaredIn(all, 'values'), ...included(facts, 'values')],
  };
  const defined = { fields: new Set(known.fields), values: new Set(known.values) };
  const columns = new Set(facts.variables.map((name) => name.toLowerCase()));
  const labels = new Set<string>();
  let hints = 0;
  const near = (word: string, words: readonly string[]): string => (hints++ < MOST_HINTS ? hint(word, words) : '');
  for (const use of all) {
    const { kind, name, span, declares } = use;
    if (declares && (kind === 'fields' || kind === 'values')) {
      if (used.has(`${kind} ${name}`)) continue;
      const message = `no rule of this recipe uses ${kind}:${name}`;
      found.push({ code: 'unused-group', severity: 'hint', message, span });
    } else if (!declares && (kind === 'fields' || kind === 'values')) {
      if (defined[kind].has(name)) continue;
      const message = `there is no group %${kind} ${name}${near(name, known[kind])}`;
      found.push({ code: 'unknown-group', severity: 'error', message, span });
    } else if (kind === 'variable' && columns.size > 0 && !columns.has(name.toLowerCase())) {
      const message = `the lookup table has no column ${name}${near(name, facts.variables)}`;
      found.push({ code: 'unknown-variable', severity: 'warning', message, span });
    } else if (kind === 'label') found.push(...twice(use, labels));
  }
  return found;
}

function twice({ name, span }: NameUse, seen: Set<string>): readonly Diagnostic[] {
  if (!seen.has(name)) {
    seen.add(name);
    return [];
  }
  return [{ code: 'duplicate-label', severity: 'info', message: 'another label has the same name', span }];
}
