// The regions of one editor: looks into the image on demand, keeps what the user settles, makes device rules of it, and shows frames as
// they would be in the copy.
import type * as vscode from 'vscode';
import type { RegionsToHost } from '../../protocol.js';
import { newRegions, type RegionPlace, type RegionState, tell } from './regionState.js';
import { lookInto, makeDeviceRule, postAfter, settle } from './regionWork.js';

export interface RegionSession extends vscode.Disposable {
  receive(message: RegionsToHost): Promise<void>;
  /** The file, the recipe or the key changed. */
  refresh(): Promise<void>;
  /** Values are masked now, or not any more; or nothing of that changed. */
  maskChanged(): Promise<void>;
}

export function openRegions(place: RegionPlace): RegionSession {
  const state = newRegions(place);
  const listening = place.services.regions.onDidChange(() => void tell(state));
  return {
    receive: (message) => receive(state, message),
    refresh: () => tell(state),
    maskChanged: async () => {
      if (place.masked() !== state.toldMasked) await tell(state);
    },
    dispose() {
      state.watched = false;
      state.found = undefined;
      listening.dispose();
      state.process.stop();
    },
  };
}

async function receive(state: RegionState, message: RegionsToHost): Promise<void> {
  switch (message.kind) {
    case 'get-regions':
      state.watched = true;
      return tell(state);
    case 'look-into':
      return lookInto(state);
    case 'stop-looking':
      state.copied = undefined;
      return state.process.stop();
    case 'settle':
      return settle(state, message.regions);
    case 'to-device':
      return makeDeviceRule(state, message.settled);
    case 'get-after':
      return postAfter(state, message.index);
  }
}
