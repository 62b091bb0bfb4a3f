// Runs in the page of the harness: gives it `acquireVsCodeApi`, with a scripted host behind it.
import type { ReportToHost, ToHost } from '../../src/protocol.js';
import { createScriptedHost, type Script } from './scriptedHost.js';
import { runReport } from './scriptedRun.js';

interface Page {
  scriptOfHost: Script & { readonly page: 'editor' | 'report'; readonly dryRun?: boolean };
  acquireVsCodeApi(): unknown;
  dispatchEvent(event: unknown): void;
  MessageEvent: new (kind: string, options: { data: unknown }) => unknown;
  sessionStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
  /** What the page has posted, for tests. */
  posted: unknown[];
  /** Sends a message to the page, for tests. */
  tell(message: unknown): void;
}

const page = globalThis as unknown as Page;
const script = page.scriptOfHost;
page.posted = [];
page.tell = (message) => page.dispatchEvent(new page.MessageEvent('message', { data: message }));

function reportHost(message: ReportToHost): void {
  if (message.kind === 'ready') page.tell({ kind: 'report', report: runReport(script.rows, script.dryRun) });
  else page.tell({ kind: 'note', text: `The host was asked to ${message.kind}.` });
}

const editorHost = createScriptedHost(script, (message) => page.tell(message));

page.acquireVsCodeApi = () => ({
  postMessage(message: ToHost | ReportToHost) {
    page.posted.push(message);
    if (script.page === 'editor') editorHost.receive(message as ToHost);
    else setTimeout(() => reportHost(message as ReportToHost), script.delay ?? 0);
  },
  // Survives a reload, as in VS Code.
  getState: () => JSON.parse(page.sessionStorage.getItem('state') ?? 'null') ?? undefined,
  setState: (state: unknown) => page.sessionStorage.setItem('state', JSON.stringify(state)),
});
