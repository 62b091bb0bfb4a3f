// The report editor: shows the record of a run, and does what its buttons ask.
import * as vscode from 'vscode';
import type { ReportToHost, ReportToWebview } from '../../protocol.js';
import type { Reports } from '../commands/deidentify.js';
import { compare } from '../commands/show.js';
import { pageHtml, webviewRoots } from '../editor/html.js';
import { watchFile } from '../editor/watchFile.js';
import { exists, shortName } from '../run/places.js';
import type { Services } from '../services.js';
import type { OpenReport } from './openReport.js';
import { PREVIEW_SCHEME } from './previews.js';
import { retryRefused } from './retryRefused.js';
import type { RunRecord } from './runReport.js';

const REPORT_VIEW = 'medimagecleaner.report';

export function registerReportEditor(services: Services, reports: Reports): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => show(services, reports, uri, panel),
  };
  services.context.subscriptions.push(
    vscode.window.registerCustomEditorProvider(REPORT_VIEW, provider, { supportsMultipleEditorsPerDocument: true }),
  );
}

function show(services: Services, reports: Reports, uri: vscode.Uri, panel: vscode.WebviewPanel): void {
  const { webview } = panel;
  let record: RunRecord | undefined;
  const send = (message: ReportToWebview) => void webview.postMessage(message);
  const load = async () => {
    const read = await readRecord(reports, uri);
    if (typeof read === 'string') return send({ kind: 'note', text: read });
    record = read;
    send({ kind: 'report', report: read.report });
  };
  const receive = async (message: ReportToHost) => {
    if (message.kind === 'ready') return await load();
    if (record !== undefined)
      await act({ services, reports, uri, record, note: (text) => send({ kind: 'note', text }) }, message);
  };
  const guarded = (work: Promise<void>) => {
    work.catch((error: unknown) => {
      services.log.error('report editor', error instanceof Error ? error.name : typeof error);
      send({ kind: 'note', text: vscode.l10n.t('That did not work: something went wrong inside the extension.') });
    });
  };
  const subscriptions = [webview.onDidReceiveMessage((message: ReportToHost) => guarded(receive(message)))];
  if (uri.scheme !== PREVIEW_SCHEME) {
    const changed = () => guarded(load());
    subscriptions.push(watchFile(uri, { changed, deleted: () => undefined }));
  }
  panel.onDidDispose(() => vscode.Disposable.from(...subscriptions).dispose());
  webview.options = { enableScripts: true, localResourceRoots: [...webviewRoots(services.context)] };
  webview.html = pageHtml(webview, services.context, 'report', vscode.l10n.t('De-identification report'));
}

async function readRecord({ records }: Reports, uri: vscode.Uri): Promise<RunRecord | string> {
  try {
    const record = await records.read(uri);
    return record ?? vscode.l10n.t('This file is not a report of a run.');
  } catch {
    return uri.scheme === PREVIEW_SCHEME
      ? vscode.l10n.t('This preview is gone: it was not saved. Run the preview again.')
      : vscode.l10n.t('The report can not be read: it was moved or deleted, or you have no right to read it.');
  }
}

async function act(open: OpenReport, message: Exclude<ReportToHost, { kind: 'ready' }>): Promise<void> {
  const { record, reports, uri } = open;
  switch (message.kind) {
    case 'open-output-folder': {
      const folder = record.report.output;
      if (folder !== undefined) await reveal(open, reports.records.locate(uri, folder));
      return;
    }
    case 'save-report':
      return await saveReport(open);
    case 'verify':
      return await verifyRun(open);
    case 'retry-refused':
      return await retryRefused(open);
  }
  const file = record.report.files[message.id];
  const output = record.outputs.get(message.id);
  if (file === undefined) return;
  const original = reports.records.locate(uri, file.path);
  const copy = output === undefined ? undefined : reports.records.locate(uri, output);
  switch (message.kind) {
    case 'open-original':
      return await openFile(open, original);
    case 'open-output':
      return copy === undefined ? undefined : await openFile(open, copy);
    case 'compare':
      return copy === undefined ? undefined : await compare(original, copy);
    case 'reveal':
      return await reveal(open, copy ?? original);
  }
}

async function openFile({ note }: OpenReport, file: vscode.Uri): Promise<void> {
  if (!(await exists(file))) return note(gone(file));
  await vscode.commands.executeCommand('medimagecleaner.openAsDicom', file);
}

async function reveal({ note }: OpenReport, file: vscode.Uri): Promise<void> {
  if (!(await exists(file))) return note(gone(file));
  if (vscode.workspace.getWorkspaceFolder(file) === undefined) {
    await vscode.commands.executeCommand('revealFileInOS', file);
    return;
  }
  await vscode.commands.executeCommand('workbench.files.action.refreshFilesExplorer');
  await vscode.commands.executeCommand('revealInExplorer', file);
}

function gone(file: vscode.Uri): string {
  return vscode.l10n.t('{0} is no longer there.', shortName(file));
}

/** A copy of the record elsewhere: paths in it stay relative to where the originals were. */
async function saveReport({ uri, note }: OpenReport): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the report'),
    filters: { [vscode.l10n.t('De-identification report')]: ['deid-report.json', 'json'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, shortName(uri)) }),
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(uri));
  note(vscode.l10n.t('Saved. The report names files of the originals: do not hand it on with the clean copies.'));
}

async function verifyRun({ reports, record, uri, note }: OpenReport): Promise<void> {
  const folder = record.report.output;
  if (folder === undefined) return note(vscode.l10n.t('This run wrote nothing that could be verified.'));
  const place = reports.records.locate(uri, folder);
  if (!(await exists(place))) return note(gone(place));
  await vscode.commands.executeCommand('medimagecleaner.verify', place, undefined, record.policyDigest);
}
