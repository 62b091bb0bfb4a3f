// What a parsed text has in common with the text after an edit: lines are read one by one, so those that stayed as they
// are need not be read again. They only move.
import { endOf, MovedLine, movedSpan, startOf } from './line.js';
import type { Diagnostic, Line, RecipeTree, Section } from './syntax.js';

export interface Reuse {
  /** How many lines at the beginning stay where they are, and what is said of them. */
  readonly lines: readonly Line[];
  readonly diagnostics: readonly Diagnostic[];
  /** The old line that begins at an offset of the new text, moved there; undefined where that has to be read. */
  take(start: number, number: number, section: Section | undefined, diagnostics: Diagnostic[]): Line | undefined;
}

export function reuse(previous: RecipeTree, text: string): Reuse {
  const { text: old, lines, diagnostics } = previous;
  const same = commonStart(old, text);
  const behind = commonEnd(old, text, Math.min(old.length, text.length) - same);
  const by = text.length - old.length;
  // A line break of two letters may come to be where one ended: the letter behind it has to be the same as well.
  let kept = 0;
  for (; ; kept++) {
    const line = lines[kept + 1];
    if ((line === undefined ? old.length : startOf(line)) >= same) break;
  }
  const first = lines[kept];
  const edited = first === undefined ? 0 : startOf(first);
  let next = kept;
  let said = 0;
  while ((diagnostics[said]?.span.start ?? edited) < edited) said++;
  const before = diagnostics.slice(0, said);
  const isBefore = (line: Line | undefined, offset: number): line is Line => {
    return line !== undefined && startOf(line) < offset;
  };
  // The letter before a line is its predecessor's line break.
  while (isBefore(lines[next], old.length - behind + 1)) next++;
  return {
    lines: lines.slice(0, kept),
    diagnostics: before,
    take(start, number, section, found) {
      const began = start - by;
      while (isBefore(lines[next], began)) next++;
      const line = lines[next];
      if (line === undefined || startOf(line) !== began) return undefined;
      if (!sameSection(lines[next - 1]?.section, section)) return undefined;
      next++;
      const end = endOf(line);
      while ((diagnostics[said]?.span.start ?? began) < began) said++;
      for (let each = diagnostics[said]; each !== undefined && each.span.start <= end; each = diagnostics[++said]) {
        found.push({ ...each, span: movedSpan(each.span, by) });
      }
      return movedLine(line, number, by);
    },
  };
}

/** So many letters are compared at once: far quicker than one by one. */
const BLOCK = 4096;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count + BLOCK <= most && a.slice(count, count + BLOCK) === b.slice(count, count + BLOCK)) count += BLOCK;
  while (count < most && a.charCodeAt(count) === b.charCodeAt(count)) count++;
  return count;
}

function commonEnd(a: string, b: string, most: number): number {
  let count = 0;
  const block = (text: string): string => text.slice(text.length - count - BLOCK, text.length - count);
  while (count + BLOCK <= most && block(a) === block(b)) count += BLOCK;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}

function sameSection(a: Section | undefined, b: Section | undefined): boolean {
  if (a === b) return true;
  if (a?.kind !== b?.kind || a === undefined || b === undefined) return false;
  const name = 'name' in a ? a.name : '';
  const final = a.kind === 'header' && a.final === true;
  return name === ('name' in b ? b.name : '') && final === (b.kind === 'header' && b.final === true);
}

function movedLine(line: Line, number: number, by: number): Line {
  return by === 0 && line.number === number ? line : new MovedLine(number, line.read, line.by + by);
}
