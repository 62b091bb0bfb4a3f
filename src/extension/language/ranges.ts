// Spans of the core as ranges of VS Code, and edits with them. They are made from the text that was parsed: the document
// may have changed since, and VS Code moves what it is given for an older text.
import * as vscode from 'vscode';
import { lineAt } from '../../core/recipe/services/lookUp.js';
import type { RecipeTree, Span, TextEdit } from '../../core/recipe/syntax.js';

export const LANGUAGE: vscode.DocumentSelector = { language: 'deid' };

export function positionAt(tree: RecipeTree, offset: number): vscode.Position {
  const line = lineAt(tree, offset);
  if (line !== undefined) return new vscode.Position(line.number, offset - line.span.start);
  // Between the two letters of a line break, or behind the text.
  const before = offset > 0 ? lineAt(tree, offset - 1) : undefined;
  const { number, span } = before ?? tree.lines.at(-1) ?? { number: 0, span: { start: 0, end: 0 } };
  return new vscode.Position(number, span.end - span.start);
}

export function offsetAt(tree: RecipeTree, { line, character }: vscode.Position): number {
  const found = tree.lines[line];
  return found === undefined ? tree.text.length : Math.min(found.span.start + character, found.span.end);
}

export function rangeOf(tree: RecipeTree, { start, end }: Span): vscode.Range {
  return new vscode.Range(positionAt(tree, start), positionAt(tree, end));
}

export function editsOf(tree: RecipeTree, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ span, text }) => vscode.TextEdit.replace(rangeOf(tree, span), text));
}
