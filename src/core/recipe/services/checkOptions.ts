// Options: named twice, excluding each other, or without a profile to add to.
import { DeidError } from '../../kernel/deidError.js';
import { compilePolicy } from '../../policy/compile.js';
import { parseOption } from '../../policy/options.js';
import type { OptionName } from '../../policy/policy.js';
import { movedSpan } from '../line.js';
import type { Diagnostic, RecipeTree, Span } from '../syntax.js';
import type { CheckedRecipe } from './checked.js';

interface Named {
  readonly name: OptionName;
  readonly span: Span;
}

function named(tree: RecipeTree): readonly Named[] {
  const found: Named[] = [];
  for (const { read, by } of tree.lines) {
    const { statement } = read;
    if (statement?.kind !== 'option' || statement.name === undefined || /^no-/i.test(statement.name.text)) continue;
    try {
      found.push({ name: parseOption(statement.name.text), span: movedSpan(statement.name.span, by) });
    } catch (error) {
      // The compiler says what is wrong with the name.
      if (!(error instanceof DeidError)) throw error;
    }
  }
  return found;
}

export function checkOptions({ tree, policy }: CheckedRecipe): readonly Diagnostic[] {
  const options = named(tree);
  const last = options.at(-1);
  if (last === undefined) return [];
  const found: Diagnostic[] = [];
  const seen = new Set<OptionName>();
  for (const { name, span } of options) {
    if (seen.has(name))
      found.push({ code: 'duplicate-option', severity: 'warning', message: `${name} stands here twice`, span });
    seen.add(name);
  }
  // Without its rules: what they do is looked at where they stand.
  const bare = { ...policy, overrides: [], admission: [], devices: [], fieldGroups: [], valueGroups: [] };
  for (const { code, severity, message } of compilePolicy(bare).issues) {
    const about = options.findLast(({ name }) => message.includes(name)) ?? last;
    found.push({ code, severity, message, span: about.span });
  }
  return found;
}
