// What a recipe names: labels, groups and variables, each with the places that name it.
import type { Line, RecipeTree, Span, Token } from '../syntax.js';

export type NameKind = 'label' | 'filter' | 'fields' | 'values' | 'variable';

export interface NameUse {
  readonly kind: NameKind;
  readonly name: string;
  /** The name alone, without `var:` or `fields:`. */
  readonly span: Span;
  /** Where it is declared; variables are declared by the lookup table, not by the recipe. */
  readonly declares: boolean;
}

function within(token: Token, prefix: RegExp, kind: NameKind): readonly NameUse[] {
  const found = prefix.exec(token.text);
  if (found === null) return [];
  const [all, name = ''] = found;
  const end = token.span.start + found.index + all.length;
  return name === '' ? [] : [{ kind, name, span: { start: end - name.length, end }, declares: false }];
}

function ofToken(token: Token): readonly NameUse[] {
  if (token.kind === 'variable') return within(token, /^var:\s*(\S.*)$/i, 'variable');
  if (token.kind === 'attribute') {
    if (/^fields:/i.test(token.text)) return within(token, /^fields:(\S+)/i, 'fields');
    return /^values:/i.test(token.text) ? within(token, /^values:(\S+)/i, 'values') : [];
  }
  return token.kind === 'function' ? within(token, /\bvar:([^\s,()]+)/i, 'variable') : [];
}

function declared({ statement }: Line): readonly NameUse[] {
  if (statement?.kind === 'label' && statement.name !== undefined) {
    const { text, span } = statement.name;
    return [{ kind: 'label', name: text, span, declares: true }];
  }
  if (statement?.kind !== 'section' || statement.name === undefined) return [];
  const { kind } = statement.section ?? { kind: 'header' as const };
  if (kind !== 'filter' && kind !== 'fields' && kind !== 'values') return [];
  const { text, span } = statement.name;
  return [{ kind, name: text, span, declares: true }];
}

const known = new WeakMap<RecipeTree, readonly NameUse[]>();

/** In the order of the text. Found once per tree. */
export function names(tree: RecipeTree): readonly NameUse[] {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const found: NameUse[] = [];
  for (const line of tree.lines) {
    if (line.statement === undefined) continue;
    found.push(...declared(line));
    for (const token of line.tokens) found.push(...ofToken(token));
  }
  known.set(tree, found);
  return found;
}

/** Case matters, as it does to the compiler. */
export function sameName(a: NameUse, b: NameUse): boolean {
  return a.kind === b.kind && a.name === b.name;
}

export function groupNames(tree: RecipeTree, of: 'fields' | 'values'): readonly string[] {
  return names(tree).flatMap(({ kind, name, declares }) => (kind === of && declares ? [name] : []));
}

export function variableNames(tree: RecipeTree): readonly string[] {
  return names(tree).flatMap(({ kind, name }) => (kind === 'variable' ? [name] : []));
}
