// What one editor keeps about its page, and how it talks to it: messages out, and work done one piece after the other.
import * as vscode from 'vscode';
import type { DocumentFacts, RowSpan, ToWebview, ViewState } from '../../protocol.js';
import type { Services } from '../services.js';
import type { DicomDocument } from './dicomDocument.js';
import { failureTrace } from './failureKind.js';
import type { LoadedObject } from './loadObject.js';
import type { Pictures } from './pictures.js';
import type { TreeView } from './treeView.js';

export interface SessionState {
  readonly document: DicomDocument;
  readonly webview: vscode.Webview;
  readonly services: Services;
  /** The page is there and takes messages. */
  listening: boolean;
  saved: ViewState;
  /** The first view of a window follows the setting, whatever was saved: nobody should show values by accident. */
  fresh: boolean;
  /** Number of the view that the page has, and of the newest that it asked for. */
  sequence: number;
  wantedSequence: number;
  tree: TreeView | undefined;
  shown: LoadedObject | undefined;
  pictures: Pictures | undefined;
  /** The page is there and has had no tree yet. */
  awaited: { readonly rows?: RowSpan } | undefined;
  /** Made while the page was still being loaded. */
  prepared: DocumentFacts | undefined;
  work: Promise<void>;
  disposed: boolean;
}

const FIRST_VIEW: ViewState = {
  filter: '',
  onlyIdentifying: false,
  sort: { by: 'file', descending: false },
  expanded: [],
  masked: false,
};

export function newState(document: DicomDocument, webview: vscode.Webview, services: Services): SessionState {
  return {
    document,
    webview,
    services,
    listening: false,
    saved: { ...FIRST_VIEW, masked: maskedAtFirst() },
    fresh: true,
    sequence: 0,
    wantedSequence: 0,
    tree: undefined,
    shown: undefined,
    pictures: undefined,
    awaited: undefined,
    prepared: undefined,
    work: Promise.resolve(),
    disposed: false,
  };
}

export function maskedAtFirst(): boolean {
  return vscode.workspace.getConfiguration('medimagecleaner').get('maskValues', false);
}

export function post({ disposed, listening, webview }: SessionState, message: ToWebview): void {
  if (!disposed && listening) void webview.postMessage(message);
}

export function note(state: SessionState, text: string): void {
  post(state, { kind: 'note', text });
}

export function logFailure(state: SessionState, error: unknown): void {
  state.services.log.error(failureTrace(error));
  note(state, vscode.l10n.t('That did not work; the log says where.'));
}

/** One thing after the other, so that answers keep the order of the questions. */
export function queue(state: SessionState, act: () => Promise<void>): void {
  state.work = state.work
    .then(async () => {
      if (state.disposed) return;
      try {
        await act();
      } catch (error) {
        const now = state.document.state();
        // The document was replaced or closed while this was under way: what follows is about the new one.
        if (now.kind === 'ready' && now.object === state.shown) throw error;
      }
    })
    .catch((error: unknown) => logFailure(state, error));
}
