// A recipe for a test: `‸` marks where the cursor stands.
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import type { CheckedRecipe } from '../../src/core/recipe/services/checked.js';
import { diagnose } from '../../src/core/recipe/services/diagnose.js';
import { type Facts, NO_FACTS } from '../../src/core/recipe/services/facts.js';
import type { Diagnostic, RecipeTree, TextEdit } from '../../src/core/recipe/syntax.js';

export const CURSOR = '‸';

export interface Marked {
  readonly tree: RecipeTree;
  readonly text: string;
  readonly offset: number;
}

export function marked(text: string): Marked {
  const offset = text.indexOf(CURSOR);
  if (offset < 0) throw new Error('no cursor in the text');
  const plain = text.slice(0, offset) + text.slice(offset + CURSOR.length);
  return { tree: parseRecipe(plain), text: plain, offset };
}

export function checked(text: string, facts: Facts = NO_FACTS): CheckedRecipe {
  const tree = parseRecipe(text);
  const name = 'study.deid';
  return { tree, name, ...compileRecipe(tree, { name, included: facts.included }) };
}

export function diagnosed(text: string, facts: Facts = NO_FACTS): readonly Diagnostic[] {
  return diagnose(checked(text, facts), facts);
}

/** Applies edits, and refuses lists that are not sorted or overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const { span, text: fresh } of edits) {
    if (span.start < at || span.end < span.start || span.end > text.length) throw new Error('edits are not in order');
    out += text.slice(at, span.start) + fresh;
    at = span.end;
  }
  return out + text.slice(at);
}
