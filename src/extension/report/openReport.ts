// A report that is open in an editor, as what its buttons do sees it.
import type * as vscode from 'vscode';
import type { Reports } from '../commands/deidentify.js';
import type { Services } from '../services.js';
import type { RunRecord } from './runReport.js';

export interface OpenReport {
  readonly services: Services;
  readonly reports: Reports;
  readonly uri: vscode.Uri;
  readonly record: RunRecord;
  readonly note: (text: string) => void;
}
