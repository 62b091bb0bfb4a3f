// Coordinates: negative ones, rectangles without an inside, and those that lie outside the image.
import { movedSpan } from '../line.js';
import type { Diagnostic, RecipeTree, Span, Statement, Token } from '../syntax.js';
import type { Facts } from './facts.js';

/** Rows and Columns are US (PS3.3 C.7.6.3): no image is larger. */
const LARGEST = 65_535;

/** Left, top, right, bottom; undefined where it is no rectangle of four numbers. */
export function rectangle({
  numbers,
  verb,
}: Extract<Statement, { kind: 'region' }>): readonly [number, number, number, number] | undefined {
  if (numbers.length !== 4) return undefined;
  for (const { kind } of numbers) if (kind !== 'number') return undefined;
  const [left, top] = [Number(numbers[0]?.text), Number(numbers[1]?.text)];
  const [third, fourth] = [Number(numbers[2]?.text), Number(numbers[3]?.text)];
  return verb.startsWith('ctp') ? [left, top, left + third, top + fourth] : [left, top, third, fourth];
}

function whole(numbers: readonly Token[]): Span {
  return { start: numbers[0]?.span.start ?? 0, end: numbers.at(-1)?.span.end ?? 0 };
}

function checkRegion(statement: Extract<Statement, { kind: 'region' }>, facts: Facts): Diagnostic | undefined {
  const place = rectangle(statement);
  if (place === undefined) return undefined;
  const [left, top, right, bottom] = place;
  const negative = statement.numbers.find(({ text }) => text.startsWith('-') && Number(text) < 0);
  if (negative !== undefined) {
    const message = 'an image begins at 0,0: there is nothing at negative coordinates';
    return { code: 'negative-coordinates', severity: 'error', message, span: negative.span };
  }
  if (right <= left || bottom <= top) {
    const message = statement.verb.startsWith('ctp')
      ? 'the rectangle is empty: its width and height come last'
      : 'the rectangle is empty: its right and lower edges come last, and must be larger than the left and upper ones';
    return { code: 'empty-region', severity: 'warning', message, span: whole(statement.numbers) };
  }
  if (left > LARGEST || top > LARGEST) {
    const message = `outside of any image: none has more than ${LARGEST} rows or columns`;
    return { code: 'outside-image', severity: 'warning', message, span: whole(statement.numbers) };
  }
  const image = facts.open?.image;
  if (image !== undefined && (left >= image.columns || top >= image.rows)) {
    const message = `outside of the image that is open, which has ${image.columns} columns and ${image.rows} rows`;
    return { code: 'outside-image', severity: 'info', message, span: whole(statement.numbers) };
  }
  return undefined;
}

export function checkRegions(tree: RecipeTree, facts: Facts): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { read, by } of tree.lines) {
    const about = read.statement?.kind === 'region' ? checkRegion(read.statement, facts) : undefined;
    if (about !== undefined) found.push({ ...about, span: movedSpan(about.span, by) });
  }
  return found;
}
