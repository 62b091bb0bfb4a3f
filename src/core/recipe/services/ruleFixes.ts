// Quick fixes for one rule: another argument, another action, a rule for the sequence around it.

import type { Line, TextEdit, Token } from '../syntax.js';
import { type Fix, fix, lineBreak, type Problem, removeLine } from './fix.js';
import { wholeLine } from './lookUp.js';
import { functionFor, optionsKeeping } from './remedies.js';
import { patternOf } from './target.js';

function argumentOf({ statement }: Line): Token | undefined {
  return statement?.kind === 'action' ? statement.argument?.token : undefined;
}

/** The argument of the action, as a function that suits the attribute. */
export function suitable({ line }: Problem): readonly Fix[] {
  const { statement } = line;
  const token = argumentOf(line);
  if (statement?.kind !== 'action' || token === undefined) return [];
  const suited = functionFor(statement.target === undefined ? undefined : patternOf(statement.target.text));
  const functions = [...new Set([...(suited === undefined ? [] : [suited]), 'dummy()'])].filter(
    (call) => call !== token.text,
  );
  return functions.map((call, at) => fix('use', [call], [{ span: token.span, text: call }], at === 0));
}

/** The rule's first word and all that follows its attribute, written anew. */
function rewritten({ line }: Problem, verb: string, value: string): readonly TextEdit[] {
  const { statement } = line;
  const word = line.tokens[0];
  if (statement?.kind !== 'action' || word === undefined || statement.target === undefined) return [];
  const { end } = statement.target.span;
  return [
    { span: word.span, text: verb },
    { span: { start: end, end: statement.argument?.token.span.end ?? end }, text: value === '' ? '' : ` ${value}` },
  ];
}

export function instead(problem: Problem): readonly Fix[] {
  const { line, tree } = problem;
  if (line.statement?.kind !== 'action' || line.statement.target === undefined) return [];
  const name = line.statement.target.text;
  const pattern = patternOf(name);
  const call = functionFor(pattern);
  const found: Fix[] = [];
  for (const option of pattern === undefined ? [] : optionsKeeping(pattern.value)) {
    const edits = [{ span: wholeLine(tree, line), text: '' }];
    const after = tree.lines.findLast(({ statement }) => statement?.kind === 'option' || statement?.kind === 'profile');
    if (after === undefined || after.number > line.number) continue;
    const added = { span: { start: after.span.end, end: after.span.end }, text: `${lineBreak(tree)}OPTION ${option}` };
    found.push(fix('option', [option], [added, ...edits], found.length === 0));
  }
  if (call !== undefined) found.push(fix('replace', [name, call], rewritten(problem, 'REPLACE', call)));
  found.push(fix('empty', [name], rewritten(problem, 'BLANK', '')));
  found.push(removeLine(problem, 'remove-rule'));
  return found;
}

/** A line above the rule, for the sequence that the diagnostic marks. */
export function keepSequence({ tree, line, text }: Problem): readonly Fix[] {
  const first = line.tokens[0];
  if (first === undefined || patternOf(text) === undefined) return [];
  const indent = tree.text.slice(line.span.start, first.span.start);
  const added = `${indent}KEEP ${text}${lineBreak(tree)}`;
  return [
    fix('keep-sequence', [text], [{ span: { start: line.span.start, end: line.span.start }, text: added }], true),
  ];
}
