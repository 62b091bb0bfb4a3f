// Where labels, groups and variables are declared and used; renaming them; where INCLUDE leads.
import { unquoted } from '../quoting.js';
import type { RecipeTree, Span, TextEdit } from '../syntax.js';
import { lineAt } from './lookUp.js';
import { type NameUse, names, sameName } from './names.js';

export interface Reference {
  readonly span: Span;
  readonly declares: boolean;
}

function useAt(tree: RecipeTree, offset: number): NameUse | undefined {
  return names(tree).find(({ span }) => span.start <= offset && offset <= span.end);
}

/** All places that name what the cursor stands on; empty where that has no name. */
export function references(tree: RecipeTree, offset: number): readonly Reference[] {
  const use = useAt(tree, offset);
  if (use === undefined) return [];
  return names(tree).flatMap((other) => (sameName(use, other) ? [{ span: other.span, declares: other.declares }] : []));
}

export type Rename =
  | { readonly kind: 'possible'; readonly span: Span; readonly name: string }
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'problem'; readonly message: string };

const NOTHING: Rename = { kind: 'problem', message: 'Only labels, groups and variables can be renamed.' };

/** Whether what stands at the cursor can be renamed, and which part of the text its name is. */
export function canRename(tree: RecipeTree, offset: number): Rename {
  const use = useAt(tree, offset);
  return use === undefined ? NOTHING : { kind: 'possible', span: use.span, name: use.name };
}

function badName(use: NameUse, name: string): string | undefined {
  if (name.trim() === '') return 'A name needs a letter at least.';
  if (/[\r\n#]/.test(name)) return 'A name stands on one line and holds no #.';
  if (use.kind !== 'label' && use.kind !== 'filter' && /[\s"(),;]/.test(name)) {
    return 'The name of a group or a variable is one word without quotes, commas and brackets.';
  }
  return undefined;
}

export function rename(tree: RecipeTree, offset: number, name: string): Rename {
  const use = useAt(tree, offset);
  if (use === undefined) return NOTHING;
  const problem = badName(use, name);
  if (problem !== undefined) return { kind: 'problem', message: problem };
  const fresh = name.trim();
  const taken = names(tree).some((other) => {
    return other.declares && other.kind === use.kind && !sameName(other, use) && other.name === fresh;
  });
  if (taken && use.kind !== 'filter')
    return { kind: 'problem', message: `There is a ${use.kind} of that name already.` };
  const edits = references(tree, offset).map(({ span }) => ({ span, text: fresh }));
  return { kind: 'edits', edits };
}

export type Definition =
  /** A place in this text. */
  | { readonly kind: 'here'; readonly from: Span; readonly span: Span }
  /** Another recipe, as INCLUDE names it. */
  | { readonly kind: 'recipe'; readonly from: Span; readonly target: string };

export function definition(tree: RecipeTree, offset: number): Definition | undefined {
  const statement = lineAt(tree, offset)?.statement;
  if (statement?.kind === 'include') {
    const from = statement.target?.span;
    if (statement.target === undefined || from === undefined || offset < from.start || offset > from.end)
      return undefined;
    return { kind: 'recipe', from, target: unquoted(statement.target.text) };
  }
  const use = useAt(tree, offset);
  if (use === undefined) return undefined;
  const declared = names(tree).find((other) => other.declares && sameName(other, use));
  return declared === undefined ? undefined : { kind: 'here', from: use.span, span: declared.span };
}

/** The targets of INCLUDE, as links. */
export function links(tree: RecipeTree): readonly { readonly span: Span; readonly target: string }[] {
  return tree.lines.flatMap(({ statement }) => {
    if (statement?.kind !== 'include' || statement.target === undefined) return [];
    return [{ span: statement.target.span, target: unquoted(statement.target.text) }];
  });
}
