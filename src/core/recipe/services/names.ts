// What a recipe names: labels, groups and variables, each with the places that name it.
import { movedSpan } from '../line.js';
import { namesOfLine } from '../perLine.js';
import type { Line, RecipeTree, Span, Statement, Token, TokenKind } from '../syntax.js';

export type NameKind = 'label' | 'filter' | 'fields' | 'values' | 'variable';

export interface NameUse {
  readonly kind: NameKind;
  readonly name: string;
  /** The name alone, without `var:` or `fields:`. */
  readonly span: Span;
  /** Where it is declared; variables are declared by the lookup table, not by the recipe. */
  readonly declares: boolean;
}

function use(token: Token, prefix: RegExp, kind: NameKind): NameUse | undefined {
  const found = prefix.exec(token.text);
  const name = found?.[1] ?? '';
  if (found === null || name === '') return undefined;
  const end = token.span.start + found.index + found[0].length;
  return { kind, name, span: { start: end - name.length, end }, declares: false };
}

function ofToken(token: Token): NameUse | undefined {
  switch (token.kind) {
    case 'variable':
      return use(token, /^var:\s*(\S.*)$/i, 'variable');
    case 'function':
      return use(token, /\bvar:([^\s,()]+)/i, 'variable');
    case 'attribute':
      return use(token, /^fields:(\S+)/i, 'fields') ?? use(token, /^values:(\S+)/i, 'values');
    default:
      return undefined;
  }
}

function declared(statement: Statement): NameUse | undefined {
  if (statement?.kind === 'label' && statement.name !== undefined) {
    const { text, span } = statement.name;
    return { kind: 'label', name: text, span, declares: true };
  }
  if (statement?.kind !== 'section' || statement.name === undefined) return undefined;
  const kind = statement.section?.kind;
  if (kind !== 'filter' && kind !== 'fields' && kind !== 'values') return undefined;
  const { text, span } = statement.name;
  return { kind, name: text, span, declares: true };
}

const NOTHING: readonly NameUse[] = [];
const NAMING: ReadonlySet<TokenKind> = new Set(['variable', 'function', 'attribute']);
const COLON = 0x3a;

/** Of a line as it was read. */
function namesIn(read: Line['read']): readonly NameUse[] {
  const { statement } = read;
  if (statement === undefined) return NOTHING;
  const declaration = declared(statement);
  let found = declaration === undefined ? undefined : [declaration];
  for (let index = 0; index < read.tokenCount; index++) {
    // Only what has a colon names something.
    if (!NAMING.has(read.kindOf(index)) || !read.holds(index, COLON)) continue;
    const named = ofToken(read.token(index));
    if (named === undefined) continue;
    if (found === undefined) found = [named];
    else found.push(named);
  }
  return found ?? NOTHING;
}

/** In the order of the text. */
export function names(tree: RecipeTree): readonly NameUse[] {
  const found: NameUse[] = [];
  for (const line of tree.lines) {
    const { by } = line;
    for (const each of namesOfLine(line, namesIn)) {
      found.push(by === 0 ? each : { ...each, span: movedSpan(each.span, by) });
    }
  }
  return found;
}

/** Case matters, as it does to the compiler. */
export function sameName(a: NameUse, b: NameUse): boolean {
  return a.kind === b.kind && a.name === b.name;
}

export function declaredIn(all: readonly NameUse[], of: 'fields' | 'values'): readonly string[] {
  return all.flatMap(({ kind, name, declares }) => (kind === of && declares ? [name] : []));
}

export function groupNames(tree: RecipeTree, of: 'fields' | 'values'): readonly string[] {
  return declaredIn(names(tree), of);
}

export function variableNames(tree: RecipeTree): readonly string[] {
  return names(tree).flatMap(({ kind, name }) => (kind === 'variable' ? [name] : []));
}
