// Spans of the core as ranges of VS Code, and edits with them.
import * as vscode from 'vscode';
import type { Span, TextEdit } from '../../core/recipe/syntax.js';

export const LANGUAGE: vscode.DocumentSelector = { language: 'deid' };

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function editsOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ span, text }) => vscode.TextEdit.replace(rangeOf(document, span), text));
}
