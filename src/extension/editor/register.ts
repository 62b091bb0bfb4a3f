// The editor for DICOM files, under both of its names, and the commands that reach the one in front.
import * as vscode from 'vscode';
import type { ToHost } from '../../protocol.js';
import type { Services } from '../services.js';
import { type DicomDocument, openDocument } from './dicomDocument.js';
import { registerFilePatterns } from './filePatterns.js';
import { pageHtml, webviewRoots } from './html.js';
import { openSession, type Session } from './session.js';
import { ANY_VIEW_TYPE, VIEW_TYPE } from './viewTypes.js';

export function registerEditor(services: Services): void {
  const { context } = services;
  const panels = new Map<vscode.WebviewPanel, { readonly document: DicomDocument; readonly session: Session }>();
  const active = (): Session | undefined => {
    for (const [panel, { session }] of panels) if (panel.active) return session;
    return undefined;
  };
  const provider: vscode.CustomReadonlyEditorProvider<DicomDocument> = {
    openCustomDocument: (uri) => openDocument(uri, services),
    resolveCustomEditor(document, panel) {
      const { webview } = panel;
      webview.options = { enableScripts: true, localResourceRoots: webviewRoots(context) };
      const session = openSession(document, webview, services);
      panels.set(panel, { document, session });
      webview.onDidReceiveMessage((message: ToHost) => session.receive(message));
      panel.onDidChangeViewState(() => {
        if (panel.visible) document.check();
      });
      panel.onDidDispose(() => {
        panels.delete(panel);
        session.dispose();
      });
      webview.html = pageHtml(webview, context, 'editor', vscode.l10n.t('DICOM: what identifies'));
      document.begin();
    },
  };
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: false } };
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider(VIEW_TYPE, provider, options),
    vscode.window.registerCustomEditorProvider(ANY_VIEW_TYPE, provider, options),
    vscode.commands.registerCommand('medimagecleaner.nextFinding', () => active()?.step(false)),
    vscode.commands.registerCommand('medimagecleaner.previousFinding', () => active()?.step(true)),
    vscode.commands.registerCommand('medimagecleaner.toggleMask', () => active()?.mask()),
    vscode.commands.registerCommand('medimagecleaner.openAsDicom', openGiven),
    vscode.commands.registerCommand('medimagecleaner.showIdentifying', openGiven),
  );
  context.subscriptions.push(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) for (const { document } of panels.values()) document.check();
    }),
  );
  registerFilePatterns(context, services.log);
}

async function openGiven(given?: vscode.Uri): Promise<void> {
  const uri = given ?? (await askForFile());
  if (uri !== undefined) await vscode.commands.executeCommand('vscode.openWith', uri, ANY_VIEW_TYPE);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: false,
    openLabel: vscode.l10n.t('Open as DICOM'),
  });
  return chosen?.[0];
}
