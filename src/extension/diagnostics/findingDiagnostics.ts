// What a check found, as entries of the Problems panel. No value is in them: tag, keyword, what a run would do, and why.
import * as vscode from 'vscode';
import type { Category, Finding } from '../../core/kernel/finding.js';
import { effectText } from '../dump/effectText.js';
import { inEditorWords } from '../editor/refusalWords.js';
import type { CheckedFile } from '../run/messages.js';

export const SOURCE = 'medimagecleaner';
export const ACTIONS_COMMAND = 'medimagecleaner.findingActions';

/** An entry of ours, with the attribute that it speaks of. */
export interface FindingDiagnostic extends vscode.Diagnostic {
  readonly path?: string;
}

const MOST_PER_FILE = 200;
/** These tell who somebody is; the rest helps to find out. */
const DIRECT = new Set<Category>(['name', 'id', 'contact', 'place', 'document', 'pixels', 'signature', 'file-name']);

function identifying({ findings }: CheckedFile): readonly Finding[] {
  return findings.filter(({ effect }) => effect !== 'kept' && effect !== 'structure');
}

export function countOf({ counts }: CheckedFile): number {
  const { kept: _kept, structure: _structure, ...others } = counts;
  return Object.values(others).reduce((sum, count) => sum + count, 0);
}

export function diagnosticsOf(uri: vscode.Uri, file: CheckedFile): vscode.Diagnostic[] {
  const { Error: bad, Warning, Information } = vscode.DiagnosticSeverity;
  const found: vscode.Diagnostic[] = [];
  if (file.refusal !== undefined) {
    found.push(
      entry(
        uri,
        vscode.l10n.t('This file can not be made safe: {0}', inEditorWords(file.refusal).message),
        bad,
        file.refusal.code,
      ),
    );
  }
  const findings = identifying(file);
  for (const finding of findings.slice(0, MOST_PER_FILE)) {
    const severity = DIRECT.has(finding.category) ? Warning : Information;
    const { text, code, path } = placeOf(finding);
    const message = vscode.l10n.t(
      '{0}: {1}; {2} ({3})',
      text,
      effectText(finding.effect),
      finding.reason,
      finding.clause,
    );
    found.push(entry(uri, message, severity, code, path));
  }
  if (findings.length > MOST_PER_FILE) {
    const more = (findings.length - MOST_PER_FILE).toLocaleString();
    found.push(entry(uri, vscode.l10n.t('{0} more identifying attributes are not listed.', more), Information, 'more'));
  }
  const counted = countOf(file);
  if (findings.length === 0 && counted > 0) {
    const said = vscode.l10n.t(
      '{0} identifying attributes. Check this file alone to list them.',
      counted.toLocaleString(),
    );
    found.push(entry(uri, said, Warning, 'identifying'));
  }
  for (const { severity, message, code } of file.issues) {
    if (severity !== 'info') found.push(entry(uri, message, Information, code));
  }
  return found;
}

function placeOf({ location }: Finding): { readonly text: string; readonly code: string; readonly path?: string } {
  switch (location.kind) {
    case 'element': {
      const tag = location.path.split('.').at(-1) ?? location.path;
      const text = location.keyword === '' ? location.path : `${location.keyword} ${location.path}`;
      return { text, code: location.keyword || tag, path: location.path };
    }
    case 'region':
      return { text: location.name, code: location.name };
    case 'pixels':
      return { text: vscode.l10n.t('Pixels'), code: 'pixels' };
    case 'part':
      return { text: location.path, code: 'part' };
    case 'file-name':
      return { text: vscode.l10n.t('File name'), code: 'file-name' };
  }
}

/** The link behind the code opens what can be done: a file without a text document gets no light bulb. */
function entry(
  uri: vscode.Uri,
  message: string,
  severity: vscode.DiagnosticSeverity,
  code: string,
  path?: string,
): vscode.Diagnostic {
  const diagnostic: FindingDiagnostic = Object.assign(
    new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, severity),
    path === undefined ? {} : { path },
  );
  const argument = encodeURIComponent(JSON.stringify([{ uri: uri.toString(), path }]));
  diagnostic.source = SOURCE;
  diagnostic.code = { value: code, target: vscode.Uri.parse(`command:${ACTIONS_COMMAND}?${argument}`) };
  return diagnostic;
}
