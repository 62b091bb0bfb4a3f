// One editor: keeps how the tree is shown, answers the webview, and tells it what changed.
import * as vscode from 'vscode';
import type { DocumentFacts, RowSpan, ToHost, ToWebview, ViewMessage, ViewState } from '../../protocol.js';
import { openRegions } from '../pixels/regionSession.js';
import { copyOf } from '../run/places.js';
import type { Services } from '../services.js';
import { copyFromRow } from './copyFromRow.js';
import { rowDetails } from './details.js';
import type { DicomDocument, LoadedObject } from './dicomDocument.js';
import { documentFacts } from './documentFacts.js';
import { failureTrace } from './failureKind.js';
import { type Pictures, picturesOf } from './pictures.js';
import { readRows } from './readRows.js';
import { applyRule } from './rules.js';
import { createTreeView, type TreeView } from './treeView.js';

export interface Session extends vscode.Disposable {
  receive(message: ToHost): void;
  /** For the commands, which do not know where in the tree the user is. */
  step(backwards: boolean): void;
  /** @param masked the other way round where it is not given */
  mask(masked?: boolean): void;
}

const FIRST_VIEW: ViewState = {
  filter: '',
  onlyIdentifying: false,
  sort: { by: 'file', descending: false },
  expanded: [],
  masked: false,
};

export function openSession(document: DicomDocument, webview: vscode.Webview, services: Services): Session {
  let listening = false;
  let saved: ViewState = { ...FIRST_VIEW, masked: maskedAtFirst() };
  /** The first view of a window follows the setting, whatever was saved: nobody should show values by accident. */
  let fresh = true;
  let sequence = 0;
  let wantedSequence = 0;
  let tree: TreeView | undefined;
  let shown: LoadedObject | undefined;
  let pictures: Pictures | undefined;
  /** The page is there and has had no tree yet. */
  let awaited: { readonly rows?: RowSpan } | undefined;
  /** Made while the page was still being loaded. */
  let prepared: DocumentFacts | undefined;
  let work: Promise<void> = Promise.resolve();
  let disposed = false;

  const post = (message: ToWebview): void => {
    if (!disposed && listening) void webview.postMessage(message);
  };
  const failed = (error: unknown): void => {
    services.log.error(failureTrace(error));
    post({ kind: 'note', text: vscode.l10n.t('That did not work; the log says where.') });
  };
  /** One thing after the other, so that answers keep the order of the questions. */
  const queue = (act: () => Promise<void>): void => {
    work = work.then(async () => {
      if (disposed) return;
      try {
        await act();
      } catch (error) {
        // The document was replaced or closed while this was under way: what follows is about the new one.
        if (document.state().kind === 'ready' && object() === shown) throw error;
      }
    });
    work = work.catch(failed);
  };
  const regions = openRegions({
    uri: document.uri,
    services,
    post,
    shown: () => shown,
    frames: () => pictures?.facts?.frames ?? 1,
    masked: () => saved.masked,
    covered: async () => ({
      devices: shown === undefined ? [] : ((await pictures?.covered(shown)) ?? []),
      graphics: shown === undefined ? [] : ((await pictures?.graphics(shown)) ?? []),
    }),
  });
  const object = (): LoadedObject | undefined => {
    const state = document.state();
    return state.kind === 'ready' ? state.object : undefined;
  };
  const viewMessage = async (span?: RowSpan): Promise<ViewMessage | undefined> => {
    if (tree === undefined) return undefined;
    const { state, rows } = tree.view();
    saved = state;
    const all = tree.model().shown.length;
    const message = { kind: 'view', sequence, total: rows.length, all, view: state, marks: tree.marks() } as const;
    if (span === undefined || shown === undefined) return message;
    return {
      ...message,
      rows: { start: span.start, rows: await readRows(shown, tree.view(), span.start, span.count) },
    };
  };
  const postView = async (span?: RowSpan): Promise<void> => {
    const message = await viewMessage(span);
    if (message !== undefined) post(message);
  };
  const postUnasked = (): Promise<void> => {
    sequence = Math.max(sequence, wantedSequence) + 1;
    wantedSequence = sequence;
    return postView();
  };
  const postFacts = async (view?: ViewMessage): Promise<void> => {
    if (shown === undefined || pictures === undefined) return;
    const facts = prepared ?? (await documentFacts(document.uri, shown, pictures, services));
    prepared = listening ? undefined : facts;
    post({ kind: 'document', facts, ...(view === undefined ? {} : { view }) });
  };
  /** The document with its view and first rows at once: the page is drawn once. */
  const postFirst = async (asked: { readonly rows?: RowSpan }): Promise<void> => {
    awaited = undefined;
    sequence = Math.max(sequence, wantedSequence);
    await postFacts(await viewMessage(asked.rows));
  };
  /** Takes the document as it is now; what is sent of it follows. False where there is none to show. */
  const present = async (): Promise<boolean> => {
    const state = document.state();
    if (state.kind === 'loading') return false;
    if (state.kind === 'failed') {
      shown = undefined;
      prepared = undefined;
      post({ kind: 'failed', ...state.failure });
      return false;
    }
    const next = state.object;
    if (next === shown) return true;
    prepared = undefined;
    if (pictures?.source !== next.bytes.source) pictures = await picturesOf(next, services);
    if (tree === undefined) tree = await createTreeView(next, saved);
    else await tree.show(next);
    shown = next;
    return true;
  };
  const setView = async (wanted: ViewState, asked: number, span: RowSpan | undefined): Promise<void> => {
    // Keys come faster than lists: only the last one counts.
    if (asked < wantedSequence || tree === undefined) return;
    sequence = asked;
    await tree.set(wanted);
    await postView(span);
    await regions.maskChanged();
  };
  const found = async (result: ReturnType<TreeView['find']>): Promise<void> => {
    if (result?.opened === true) await postUnasked();
    post({ kind: 'found', place: result?.place ?? -1, path: result?.path ?? '' });
  };
  const writeRule = async (message: Extract<ToHost, { kind: 'rule' }>): Promise<void> => {
    const answer = shown === undefined ? undefined : await applyRule(shown, message, services);
    if (answer !== undefined)
      post({ kind: 'note', text: answer.text, ...(answer.failed ? { path: message.path } : {}) });
  };
  const run = async (command: string): Promise<void> => {
    await vscode.commands.executeCommand(`medimagecleaner.${command}`, document.uri);
  };

  const receive = (message: ToHost): void => {
    switch (message.kind) {
      case 'ready':
        listening = true;
        sequence = 0;
        wantedSequence = 0;
        queue(async () => {
          const masked = fresh && maskedAtFirst() ? true : message.view.masked;
          fresh = false;
          saved = { ...message.view, masked };
          if (tree !== undefined) await tree.restore(saved);
          awaited = message;
          if (await present()) await postFirst(message);
        });
        return;
      case 'set-view':
        wantedSequence = Math.max(wantedSequence, message.sequence);
        saved = message.view;
        queue(() => setView(message.view, message.sequence, message.rows));
        return;
      case 'get-rows':
        queue(async () => {
          if (message.sequence !== sequence || tree === undefined || shown === undefined) return;
          const { start, count } = message;
          post({ kind: 'rows', sequence, start, rows: await readRows(shown, tree.view(), start, count) });
        });
        return;
      case 'find':
        queue(() => found(tree?.find(message.from, message.backwards)));
        return;
      case 'locate':
        queue(async () => {
          const result = tree?.locate(message.path);
          if (result !== undefined) await found(result);
          else post({ kind: 'note', text: vscode.l10n.t('The filter hides that row.') });
        });
        return;
      case 'get-details':
        queue(async () => {
          const own = shown;
          if (own === undefined) return;
          const details = await rowDetails(own, message.path, saved.masked, services);
          if (details !== undefined) post({ kind: 'details', details });
        });
        return;
      case 'rule':
        // Not in the queue: the user may be asked something first.
        writeRule(message).catch(failed);
        return;
      case 'copy':
        queue(async () => {
          if (shown !== undefined) post({ kind: 'note', text: await copyFromRow(shown, message) });
        });
        return;
      case 'choose-recipe':
        queue(() => services.recipes.choose(message.id));
        return;
      case 'open-recipe':
        queue(() => services.recipes.open());
        return;
      case 'reload':
        document.reload();
        return;
      case 'open-output':
        queue(async () => {
          const copy = await copyOf(document.uri);
          if (copy !== undefined) await vscode.commands.executeCommand('vscode.open', copy);
          else post({ kind: 'note', text: vscode.l10n.t('There is no clean copy yet: choose De-identify.') });
        });
        return;
      case 'open-picture':
        void vscode.commands.executeCommand('vscode.openWith', document.uri, 'default', vscode.ViewColumn.Beside);
        return;
      case 'deidentify':
      case 'compare':
      case 'dump':
        // Not in the queue: a run takes as long as it takes.
        run(message.kind).catch(failed);
        return;
      case 'get-frame':
        pictures?.frame(message.index, shown).then(post, failed);
        return;
      case 'get-regions':
      case 'look-into':
      case 'stop-looking':
      case 'settle':
      case 'to-device':
      case 'get-after':
        // Not in the queue: looking takes as long as it takes.
        regions.receive(message).catch(failed);
        return;
      case 'get-report':
        queue(async () => {
          if (shown !== undefined && pictures !== undefined)
            post({ kind: 'report', items: await pictures.report(shown, saved.masked) });
        });
        return;
    }
  };

  const mask = (masked = !saved.masked): void => {
    queue(async () => {
      if (tree === undefined || tree.view().state.masked === masked) return;
      await tree.set({ ...tree.view().state, masked });
      await postUnasked();
      await regions.maskChanged();
    });
  };
  const subscriptions = [
    document.onDidChange(() => {
      queue(async () => {
        if (!(await present())) return;
        if (awaited !== undefined) return postFirst(awaited);
        await postFacts();
        if (listening) await postUnasked();
        await regions.refresh();
      });
    }),
    services.recipes.onDidChangeChoices(() => {
      prepared = undefined;
      queue(() => postFacts());
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.maskValues')) mask(maskedAtFirst());
    }),
  ];
  return {
    receive,
    step: (backwards) => post({ kind: 'step', backwards }),
    mask,
    dispose: () => {
      disposed = true;
      // Whoever still holds the session holds no tree, no plan and no image by it.
      tree = undefined;
      shown = undefined;
      pictures = undefined;
      prepared = undefined;
      regions.dispose();
      for (const each of subscriptions) each.dispose();
    },
  };
}

function maskedAtFirst(): boolean {
  return vscode.workspace.getConfiguration('medimagecleaner').get('maskValues', false);
}
