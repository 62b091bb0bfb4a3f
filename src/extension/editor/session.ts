// One editor: keeps how the tree is shown, answers the webview, and tells it what changed.
import * as vscode from 'vscode';
import type { ToHost } from '../../protocol.js';
import { openRegions, type RegionSession } from '../pixels/regionSession.js';
import type { Services } from '../services.js';
import type { DicomDocument } from './dicomDocument.js';
import { receive } from './receive.js';
import { maskedAtFirst, newState, post, queue, type SessionState } from './sessionState.js';
import { postFacts, postFirst, postUnasked, present } from './sessionView.js';

export interface Session extends vscode.Disposable {
  receive(message: ToHost): void;
  /** For the commands, which do not know where in the tree the user is. */
  step(backwards: boolean): void;
  /** @param masked the other way round where it is not given */
  mask(masked?: boolean): void;
}

export function openSession(document: DicomDocument, webview: vscode.Webview, services: Services): Session {
  const state = newState(document, webview, services);
  const regions = regionsOf(state);
  const mask = (masked = !state.saved.masked): void => queue(state, () => setMasked(state, regions, masked));
  const subscriptions = [
    document.onDidChange(() => queue(state, () => documentChanged(state, regions))),
    services.recipes.onDidChangeChoices(() => {
      state.prepared = undefined;
      queue(state, () => postFacts(state));
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.maskValues')) mask(maskedAtFirst());
    }),
  ];
  return {
    receive: (message) => receive(state, regions, message),
    step: (backwards) => post(state, { kind: 'step', backwards }),
    mask,
    dispose: () => {
      state.disposed = true;
      // Whoever still holds the session holds no tree, no plan and no image by it.
      state.tree = undefined;
      state.shown = undefined;
      state.pictures = undefined;
      state.prepared = undefined;
      regions.dispose();
      for (const each of subscriptions) each.dispose();
    },
  };
}

function regionsOf(state: SessionState): RegionSession {
  return openRegions({
    uri: state.document.uri,
    services: state.services,
    post: (message) => post(state, message),
    shown: () => state.shown,
    frames: () => state.pictures?.facts?.frames ?? 1,
    masked: () => state.saved.masked,
    covered: async () => ({
      devices: state.shown === undefined ? [] : ((await state.pictures?.covered(state.shown)) ?? []),
      graphics: state.shown === undefined ? [] : ((await state.pictures?.graphics(state.shown)) ?? []),
    }),
  });
}

async function documentChanged(state: SessionState, regions: RegionSession): Promise<void> {
  if (!(await present(state))) return;
  if (state.awaited !== undefined) return postFirst(state, state.awaited);
  await postFacts(state);
  if (state.listening) await postUnasked(state);
  await regions.refresh();
}

async function setMasked(state: SessionState, regions: RegionSession, masked: boolean): Promise<void> {
  const { tree } = state;
  if (tree === undefined || tree.view().state.masked === masked) return;
  await tree.set({ ...tree.view().state, masked });
  await postUnasked(state);
  await regions.maskChanged();
}
