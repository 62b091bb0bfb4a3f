// What the page of an editor is told of its document: facts, the tree as it is shown, and rows of it.
import type { RowSpan, ViewMessage } from '../../protocol.js';
import { documentFacts } from './documentFacts.js';
import { picturesOf } from './pictures.js';
import { readRows } from './readRows.js';
import { post, type SessionState } from './sessionState.js';
import { createTreeView } from './treeView.js';

/** Takes the document as it is now; what is sent of it follows. False where there is none to show. */
export async function present(state: SessionState): Promise<boolean> {
  const now = state.document.state();
  if (now.kind === 'loading') return false;
  if (now.kind === 'failed') {
    state.shown = undefined;
    state.prepared = undefined;
    post(state, { kind: 'failed', ...now.failure });
    return false;
  }
  const next = now.object;
  if (next === state.shown) return true;
  state.prepared = undefined;
  if (state.pictures?.source !== next.bytes.source) state.pictures = await picturesOf(next, state.services);
  if (state.tree === undefined) state.tree = await createTreeView(next, state.saved);
  else await state.tree.show(next);
  state.shown = next;
  return true;
}

/** The document with its view and first rows at once: the page is drawn once. */
export async function postFirst(state: SessionState, asked: { readonly rows?: RowSpan }): Promise<void> {
  state.awaited = undefined;
  state.sequence = Math.max(state.sequence, state.wantedSequence);
  await postFacts(state, await viewMessage(state, asked.rows));
}

export async function postFacts(state: SessionState, view?: ViewMessage): Promise<void> {
  const { document, shown, pictures, services } = state;
  if (shown === undefined || pictures === undefined) return;
  const facts = state.prepared ?? (await documentFacts(document.uri, shown, pictures, services));
  state.prepared = state.listening ? undefined : facts;
  post(state, { kind: 'document', facts, ...(view === undefined ? {} : { view }) });
}

export async function postView(state: SessionState, span?: RowSpan): Promise<void> {
  const message = await viewMessage(state, span);
  if (message !== undefined) post(state, message);
}

/** A view that the page did not ask for: it gets a number above all that were asked for. */
export function postUnasked(state: SessionState): Promise<void> {
  state.sequence = Math.max(state.sequence, state.wantedSequence) + 1;
  state.wantedSequence = state.sequence;
  return postView(state);
}

async function viewMessage(session: SessionState, span?: RowSpan): Promise<ViewMessage | undefined> {
  const { tree, shown, sequence } = session;
  if (tree === undefined) return undefined;
  const { state, rows } = tree.view();
  session.saved = state;
  const all = tree.model().shown.length;
  const message = { kind: 'view', sequence, total: rows.length, all, view: state, marks: tree.marks() } as const;
  if (span === undefined || shown === undefined) return message;
  return {
    ...message,
    rows: { start: span.start, rows: await readRows(shown, tree.view(), span.start, span.count) },
  };
}
