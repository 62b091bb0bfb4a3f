// Where an offset is in a tree.
import { endOf, startOf } from '../line.js';
import type { Line, RecipeTree, Token } from '../syntax.js';

/** The line that an offset stands in; the end of a line belongs to it. */
export function lineAt(tree: RecipeTree, offset: number): Line | undefined {
  let low = 0;
  let high = tree.lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const line = tree.lines[middle];
    if (line === undefined) return undefined;
    if (offset < startOf(line)) high = middle - 1;
    else if (offset > endOf(line)) low = middle + 1;
    else return line;
  }
  return undefined;
}

/** The token that an offset touches; where two meet, the one that begins there. */
export function tokenAt(tree: RecipeTree, offset: number): { readonly line: Line; readonly token: Token } | undefined {
  const line = lineAt(tree, offset);
  if (line === undefined) return undefined;
  const touching = line.tokens.filter(({ span }) => span.start <= offset && offset <= span.end);
  const token = touching.find(({ span }) => span.start === offset) ?? touching[0];
  return token === undefined ? undefined : { line, token };
}

/** A line with its line break, so that taking it out leaves no empty line. */
export function wholeLine(tree: RecipeTree, line: Line): { readonly start: number; readonly end: number } {
  const next = tree.lines[line.number + 1];
  if (next !== undefined) return { start: line.span.start, end: next.span.start };
  const before = tree.lines[line.number - 1];
  return { start: before === undefined ? line.span.start : before.span.end, end: line.span.end };
}
