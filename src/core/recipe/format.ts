// A recipe in its usual dress, as edits: verbs in capitals, filter words small, one blank between words, tests indented
// below their label, one empty line at most. Comments, values and the order of lines stay as they are.
import { keywordOf, tagOf } from '../dictionary/dictionary.js';
import { parseRecipe } from './parse.js';
import type { Line, RecipeTree, TextEdit, Token } from './syntax.js';
import { isConstantTest, isTestWord, REGION_WORDS } from './words.js';

function isSmall(word: string): boolean {
  const lower = word.toLowerCase();
  return lower === 'where' || isTestWord(word) || isConstantTest(word) || REGION_WORDS.some((each) => each === lower);
}

/** Keywords as PS3.6 writes them. */
function attributeText(text: string): string {
  if (/^all$/i.test(text)) return 'ALL';
  if (!/^\w+$/.test(text)) return text;
  const tag = tagOf(text);
  return (tag === undefined ? undefined : keywordOf(tag)) ?? text;
}

function tokenText({ kind, text }: Token): string {
  switch (kind) {
    case 'section':
      return text.toLowerCase();
    case 'keyword':
      return isSmall(text) ? text.toLowerCase() : text.toUpperCase();
    case 'attribute':
      return attributeText(text);
    default:
      return text;
  }
}

/** What stands between two tokens of a line; undefined where it stays as it is. */
function gapText(before: Token, after: Token, given: string): string | undefined {
  if (after.kind === 'comment') return given === '' ? ' ' : undefined;
  if (after.kind === 'operator' && (after.text === ',' || after.text === ')')) return '';
  if (before.kind === 'operator' && (before.text === ',' || before.text === '(')) return '';
  return ' ';
}

function indentOf({ statement, section }: Line, below: boolean): string {
  const tests = statement?.kind === 'condition' || statement?.kind === 'region';
  return tests && section?.kind === 'filter' && below ? '  ' : '';
}

function lineEdits(text: string, line: Line, below: boolean, edits: TextEdit[]): void {
  const { tokens, statement, span } = line;
  const replace = (start: number, end: number, wanted: string): void => {
    if (text.slice(start, end) !== wanted) edits.push({ span: { start, end }, text: wanted });
  };
  const last = tokens.at(-1);
  const [first] = tokens;
  if (first === undefined || last === undefined) {
    replace(span.start, span.end, '');
    return;
  }
  // A comment alone stands where its writer put it; what has no meaning is not touched.
  const known = statement !== undefined && statement.kind !== 'unknown';
  if (known) replace(span.start, first.span.start, indentOf(line, below));
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (!known) continue;
    if (before !== undefined) {
      const [start, end] = [before.span.end, token.span.start];
      const gap = gapText(before, token, text.slice(start, end));
      if (gap !== undefined) replace(start, end, gap);
    }
    replace(token.span.start, token.span.end, tokenText(token));
  }
  replace(last.span.end, span.end, '');
}

function isEmpty(line: Line | undefined): boolean {
  return line !== undefined && line.tokens.length === 0;
}

/** The edits that dress a text; none where it is dressed already. */
export function formatRecipe(text: string): readonly TextEdit[] {
  return formatted(text).edits;
}

/** The same with the tree of the text; `previous` as in {@link parseRecipe}. */
export function formatted(
  text: string,
  previous?: RecipeTree,
): { readonly tree: RecipeTree; readonly edits: readonly TextEdit[] } {
  const tree = parseRecipe(text, previous);
  const { lines } = tree;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits: TextEdit[] = [];
  let lastFull = lines.length - 1;
  while (lastFull >= 0 && isEmpty(lines[lastFull])) lastFull--;
  let below = false;
  for (const [at, line] of lines.entries()) {
    if (at > lastFull) break;
    if (line.statement?.kind === 'label') below = true;
    else if (line.statement?.kind === 'section') below = false;
    const next = lines[at + 1];
    if (isEmpty(line) && (at === 0 || isEmpty(lines[at - 1])) && next !== undefined) {
      edits.push({ span: { start: line.span.start, end: next.span.start }, text: '' });
      continue;
    }
    const apart = line.statement?.kind === 'section' && at > 0 && !endsGroup(lines, at);
    if (apart) edits.push({ span: { start: line.span.start, end: line.span.start }, text: eol });
    lineEdits(text, line, below, edits);
    // A lone carriage return would join what stands behind it when blanks between them go.
    const { end } = line.span;
    if (at < lastFull && text[end] === '\r' && text[end + 1] !== '\n') {
      edits.push({ span: { start: end, end: end + 1 }, text: eol });
    }
  }
  const end = lines[lastFull]?.span.end ?? 0;
  const tail = lastFull < 0 ? '' : eol;
  if (text.slice(end) !== tail) {
    // Blanks at the end of the last line are an edit already.
    edits.push({ span: { start: end, end: text.length }, text: tail });
  }
  return { tree, edits: merged(edits) };
}

/** True where a section has an empty line, or comments of its own below one, before it. */
function endsGroup(lines: readonly Line[], at: number): boolean {
  const before = lines[at - 1];
  return before === undefined || isEmpty(before) || before.statement === undefined;
}

/** Edits that touch at one place become one. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const out: TextEdit[] = [];
  for (const edit of edits) {
    const last = out.at(-1);
    if (last !== undefined && last.span.end === edit.span.start) {
      out[out.length - 1] = { span: { start: last.span.start, end: edit.span.end }, text: last.text + edit.text };
    } else out.push(edit);
  }
  return out;
}
