// Recipes in files: .deid texts with what they include, and the JSON form. What is wrong with one has a line and a column.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../core/kernel/deidError.js';
import type { Policy } from '../core/policy/policy.js';
import { fromJson, SCHEMA } from '../core/recipe/json.js';
import { type LoadedRecipe, loadRecipe } from '../core/recipe/load.js';
import { printRecipe } from '../core/recipe/print.js';
import { diagnose } from '../core/recipe/services/diagnose.js';
import { NO_FACTS } from '../core/recipe/services/facts.js';
import type { Diagnostic } from '../core/recipe/syntax.js';
import { pathError } from '../node/systemError.js';
import { shown } from './paths.js';

/** A recipe is written by a person; what is longer is something else. */
const LONGEST = 16 * 1024 * 1024;

/** A diagnostic where an editor would look for it. */
interface Remark {
  readonly file: string;
  /** From 1, as the column. */
  readonly line: number;
  readonly column: number;
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
}

interface RecipeFile {
  readonly policy: Policy;
  readonly remarks: readonly Remark[];
  readonly text: string;
  readonly form: 'deid' | 'json';
}

/**
 * The recipe in a file, with all that is to be said about it.
 * @throws PathError where it can't be read; DeidError `bad-recipe` where it is of another program
 */
export async function readRecipeFile(file: string): Promise<RecipeFile> {
  const text = await readText(file);
  const importer = await foreignFormat(text);
  if (importer !== undefined) {
    const how = `'medimagecleaner recipe convert ${shown(file)} -o NAME.deid' makes a recipe of it`;
    throw new DeidError('bad-recipe', `${shown(file)}: this is ${importer.title}; ${how}`);
  }
  return /\.json$/i.test(file) || /^\s*\{/.test(text) ? jsonRecipe(file, text) : deidRecipe(file, text);
}

/** The other program that the text is of; it is asked only where nothing speaks for a recipe of ours. */
async function foreignFormat(text: string): Promise<{ readonly title: string } | undefined> {
  if (/^\s*(?:format|include|profile|%header)\b/im.test(text) || text.includes(SCHEMA)) return undefined;
  const { importerFor } = await import('../core/recipe/imports/index.js');
  return importerFor(text);
}

/** @throws PathError, DeidError `bad-recipe` */
export async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LONGEST) throw new DeidError('bad-recipe', `${shown(file)} is too large to be a recipe`);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw error instanceof DeidError ? error : pathError(error, file);
  }
}

/** What the language says of the same recipe as a text; a JSON form has no lines, so that the one meant is quoted. */
async function jsonRemarks(file: string, policy: Policy): Promise<readonly Remark[]> {
  const name = path.basename(file);
  const text = printRecipe(policy);
  const loaded = await loadRecipe({ text, name, read: async () => undefined });
  return diagnose({ ...loaded, name }, NO_FACTS).map(({ code, severity, message, span }) => {
    const start = text.lastIndexOf('\n', span.start - 1) + 1;
    const end = text.indexOf('\n', span.start);
    const line = text.slice(start, end < 0 ? text.length : end).trim();
    return { file, line: 1, column: 1, severity, code, message: `${message} (as a text: ${line.slice(0, 80)})` };
  });
}

async function jsonRecipe(file: string, text: string): Promise<RecipeFile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DeidError('bad-recipe', `${shown(file)} is not valid JSON`);
  }
  const read = fromJson(value, path.basename(file));
  if (read.kind === 'policy') {
    return { policy: read.policy, remarks: await jsonRemarks(file, read.policy), text, form: 'json' };
  }
  const [first] = read.problems;
  const more = read.problems.length > 1 ? `, and ${read.problems.length - 1} more` : '';
  throw new DeidError(
    'bad-recipe',
    `${shown(file)}: ${first?.pointer === '' ? 'the file' : first?.pointer} ${first?.message}${more}; docs/recipe.schema.json describes the form`,
  );
}

async function deidRecipe(file: string, text: string): Promise<RecipeFile> {
  const folder = path.dirname(file);
  const name = path.basename(file);
  const loaded = await loadRecipe({
    text,
    name,
    async read(target) {
      const included = path.resolve(folder, target);
      try {
        return await readText(included);
      } catch (error) {
        // A recipe that is not there is told with the line that wants it.
        if (error instanceof DeidError && error.code === 'not-found') return undefined;
        throw error;
      }
    },
  });
  const own = diagnose({ ...loaded, name }, { ...NO_FACTS, included: loaded.included });
  const others = loaded.diagnostics.filter((each) => each.file !== undefined);
  const remarks = [...own, ...others].map((each) => remarkOf(each, file, loaded));
  return { policy: loaded.policy, remarks, text, form: 'deid' };
}

function remarkOf(
  { code, severity, message, span, file }: Diagnostic,
  own: string,
  { tree, included }: LoadedRecipe,
): Remark {
  const { lines } = file === undefined ? tree : (included.get(file) ?? tree);
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((lines[middle]?.span.start ?? 0) <= span.start) low = middle;
    else high = middle - 1;
  }
  const column = span.start - (lines[low]?.span.start ?? 0) + 1;
  const where = file === undefined ? own : path.join(path.dirname(own), file);
  return { file: where, line: low + 1, column, severity, code, message };
}

export function remarkText({ file, line, column, severity, code, message }: Remark): string {
  return `${shown(file)}:${line}:${column} ${severity} ${code} ${message}`;
}

/** @throws DeidError `bad-recipe` for the first error */
export function refuseErrors(file: string, { remarks }: RecipeFile): void {
  const errors = remarks.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new DeidError(
    'bad-recipe',
    `${remarkText(first)}${more}; 'medimagecleaner recipe check ${shown(file)}' shows all. Nothing was written`,
  );
}
