// What an editor does with each message of its page.
import * as vscode from 'vscode';
import type { RowSpan, ToHost, ViewState } from '../../protocol.js';
import type { RegionSession } from '../pixels/regionSession.js';
import { copyOf } from '../run/places.js';
import { copyFromRow } from './copyFromRow.js';
import { rowDetails } from './details.js';
import { readRows } from './readRows.js';
import { applyRule } from './rules.js';
import { logFailure, maskedAtFirst, note, post, queue, type SessionState } from './sessionState.js';
import { postFirst, postUnasked, postView, present } from './sessionView.js';
import type { TreeView } from './treeView.js';

type Message<Kind extends ToHost['kind']> = Extract<ToHost, { kind: Kind }>;

export function receive(state: SessionState, regions: RegionSession, message: ToHost): void {
  const { document, services } = state;
  const failed = (error: unknown): void => logFailure(state, error);
  switch (message.kind) {
    case 'ready':
      pageReady(state, message);
      return;
    case 'set-view':
      state.wantedSequence = Math.max(state.wantedSequence, message.sequence);
      state.saved = message.view;
      queue(state, () => setView(state, regions, message.view, message.sequence, message.rows));
      return;
    case 'get-rows':
      queue(state, () => postRows(state, message));
      return;
    case 'find':
      queue(state, () => postFound(state, state.tree?.find(message.from, message.backwards)));
      return;
    case 'locate':
      queue(state, async () => {
        const result = state.tree?.locate(message.path);
        if (result !== undefined) await postFound(state, result);
        else note(state, vscode.l10n.t('The filter hides that row.'));
      });
      return;
    case 'get-details':
      queue(state, () => postDetails(state, message.path));
      return;
    case 'rule':
      // Not in the queue: the user may be asked something first.
      writeRule(state, message).catch(failed);
      return;
    case 'copy':
      queue(state, async () => {
        if (state.shown !== undefined) note(state, await copyFromRow(state.shown, message));
      });
      return;
    case 'choose-recipe':
      queue(state, () => services.recipes.choose(message.id));
      return;
    case 'open-recipe':
      queue(state, () => services.recipes.open());
      return;
    case 'reload':
      document.reload();
      return;
    case 'open-output':
      queue(state, () => openOutput(state));
      return;
    case 'open-picture':
      void vscode.commands.executeCommand('vscode.openWith', document.uri, 'default', vscode.ViewColumn.Beside);
      return;
    case 'deidentify':
    case 'compare':
    case 'dump':
      // Not in the queue: a run takes as long as it takes.
      runCommand(state, message.kind).catch(failed);
      return;
    case 'get-frame':
      state.pictures?.frame(message.index, state.shown).then((frame) => post(state, frame), failed);
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
      queue(state, () => postReport(state));
      return;
  }
}

function pageReady(state: SessionState, message: Message<'ready'>): void {
  state.listening = true;
  state.sequence = 0;
  state.wantedSequence = 0;
  queue(state, async () => {
    const masked = state.fresh && maskedAtFirst() ? true : message.view.masked;
    state.fresh = false;
    state.saved = { ...message.view, masked };
    if (state.tree !== undefined) await state.tree.restore(state.saved);
    state.awaited = message;
    if (await present(state)) await postFirst(state, message);
  });
}

async function setView(
  state: SessionState,
  regions: RegionSession,
  wanted: ViewState,
  asked: number,
  span: RowSpan | undefined,
): Promise<void> {
  // Keys come faster than lists: only the last one counts.
  if (asked < state.wantedSequence || state.tree === undefined) return;
  state.sequence = asked;
  await state.tree.set(wanted);
  await postView(state, span);
  await regions.maskChanged();
}

async function postRows(state: SessionState, { sequence, start, count }: Message<'get-rows'>): Promise<void> {
  const { tree, shown } = state;
  if (sequence !== state.sequence || tree === undefined || shown === undefined) return;
  post(state, { kind: 'rows', sequence, start, rows: await readRows(shown, tree.view(), start, count) });
}

async function postFound(state: SessionState, result: ReturnType<TreeView['find']>): Promise<void> {
  if (result?.opened === true) await postUnasked(state);
  post(state, { kind: 'found', place: result?.place ?? -1, path: result?.path ?? '' });
}

async function postDetails(state: SessionState, path: string): Promise<void> {
  const { shown, saved, services } = state;
  const details = shown === undefined ? undefined : await rowDetails(shown, path, saved.masked, services);
  if (details !== undefined) post(state, { kind: 'details', details });
}

async function postReport(state: SessionState): Promise<void> {
  const { shown, pictures, saved } = state;
  if (shown !== undefined && pictures !== undefined)
    post(state, { kind: 'report', items: await pictures.report(shown, saved.masked) });
}

async function writeRule(state: SessionState, message: Message<'rule'>): Promise<void> {
  const { shown, services } = state;
  const answer = shown === undefined ? undefined : await applyRule(shown, message, services);
  if (answer !== undefined)
    post(state, { kind: 'note', text: answer.text, ...(answer.failed ? { path: message.path } : {}) });
}

async function openOutput(state: SessionState): Promise<void> {
  const copy = await copyOf(state.document.uri);
  if (copy !== undefined) await vscode.commands.executeCommand('vscode.open', copy);
  else note(state, vscode.l10n.t('There is no clean copy yet: choose De-identify.'));
}

async function runCommand(state: SessionState, command: string): Promise<void> {
  await vscode.commands.executeCommand(`medimagecleaner.${command}`, state.document.uri);
}
