// A recipe with all that it includes. Reading is the host's: the core opens no file.

import type { Policy } from '../policy/policy.js';
import { includedSource } from './builtin/sources.js';
import { compileRecipe } from './compile.js';
import { builtinName, includeKey } from './includeKey.js';
import { parseRecipe } from './parse.js';
import { unquoted } from './quoting.js';
import type { Diagnostic, RecipeTree } from './syntax.js';

const MOST_INCLUDED = 200;

interface RecipeRequest {
  readonly text: string;
  /** What the recipe is called where it does not say so itself, such as `study.deid`. */
  readonly name: string;
  /** What was loaded before an edit: only the lines that changed since are read again. */
  readonly previous?: Pick<LoadedRecipe, 'tree' | 'included'> | undefined;
  /**
   * The text of an included recipe, or undefined where there is none. `target` is its path seen from the first recipe's
   * folder, with slashes; `from` is the path of the recipe that includes it, empty for the first one.
   */
  read(target: string, from: string): Promise<string | undefined>;
}

export interface LoadedRecipe {
  readonly policy: Policy;
  /** Those of the text, of what it includes (with `file`), and of compiling. */
  readonly diagnostics: readonly Diagnostic[];
  readonly tree: RecipeTree;
  /** By {@link includeKey}. */
  readonly included: ReadonlyMap<string, RecipeTree>;
}

/** What a tree includes, as keys. */
function targetsOf(tree: RecipeTree, from: string | undefined): readonly string[] {
  const keys: string[] = [];
  for (const { statement } of tree.lines) {
    if (statement?.kind !== 'include' || statement.target === undefined) continue;
    keys.push(includeKey(unquoted(statement.target.text), from));
  }
  return keys;
}

/** Reads, parses and compiles. What can't be read is a diagnostic; only `read` itself may throw. */
export async function loadRecipe(request: RecipeRequest): Promise<LoadedRecipe> {
  const { previous } = request;
  const tree = parseRecipe(request.text, previous?.tree);
  const included = new Map<string, RecipeTree>();
  const open: { readonly key: string; readonly from: string }[] = targetsOf(tree, undefined).map((key) => ({
    key,
    from: '',
  }));
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { key, from } = next;
    if (included.has(key) || included.size >= MOST_INCLUDED) continue;
    const builtin = builtinName(key);
    const text = builtin === undefined ? await request.read(key, from) : includedSource(builtin);
    if (text === undefined) continue;
    const found = parseRecipe(text, previous?.included.get(key));
    included.set(key, found);
    for (const target of targetsOf(found, key)) open.push({ key: target, from: key });
  }
  const { policy, diagnostics } = compileRecipe(tree, { name: request.name, included });
  return { policy, diagnostics, tree, included };
}
