// What a quick fix is made of, and the fixes that any kind of line may have.

import { nearest } from '../../dictionary/nearest.js';
import type { Diagnostic, Line, RecipeTree, TextEdit } from '../syntax.js';
import type { Facts } from './facts.js';
import { FIX_TITLES, type FixId } from './fixTitles.js';
import { wholeLine } from './lookUp.js';

export interface Fix {
  /** What the fix does: an editor has words of its own for it, in its own language, into which the arguments go. */
  readonly id: FixId;
  readonly args: readonly string[];
  /** The same in English. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** What most people would want. */
  readonly preferred: boolean;
}

export interface Problem {
  readonly tree: RecipeTree;
  readonly line: Line;
  readonly diagnostic: Diagnostic;
  readonly text: string;
  readonly facts: Facts;
}

export function fix(id: FixId, args: readonly string[], edits: readonly TextEdit[], preferred = false): Fix {
  const title = FIX_TITLES[id].replaceAll(/\{(\d)\}/g, (_, at: string) => args[Number(at)] ?? '');
  return { id, args, title, edits, preferred };
}

export function replace({ diagnostic: { span } }: Problem, by: string | undefined): readonly Fix[] {
  return by === undefined ? [] : [fix('change', [by], [{ span, text: by }], true)];
}

export function near(problem: Problem, words: readonly string[]): readonly Fix[] {
  return replace(problem, nearest(problem.text, words));
}

export function removeLine({ tree, line }: Problem, id: FixId = 'remove-line', preferred = false): Fix {
  return fix(id, [], [{ span: wholeLine(tree, line), text: '' }], preferred);
}

/** A line and those that belong to it: a label with its tests, a group with its members. */
export function removeBlock({ tree, line }: Problem, id: FixId): Fix {
  const ends = line.statement?.kind === 'section' ? ['section'] : ['section', 'label'];
  let last = line;
  for (const next of tree.lines.slice(line.number + 1)) {
    if (next.statement !== undefined && ends.includes(next.statement.kind)) break;
    if (next.statement !== undefined) last = next;
  }
  return fix(id, [], [{ span: { start: line.span.start, end: wholeLine(tree, last).end }, text: '' }]);
}

export function lineBreak(tree: RecipeTree): string {
  return tree.text.includes('\r\n') ? '\r\n' : '\n';
}
