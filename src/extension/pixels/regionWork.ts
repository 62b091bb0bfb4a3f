// What is done for the regions of one image: looking for them, keeping what the user settles, a device rule, and frames as they would be in
// the copy.
import * as vscode from 'vscode';
import type { ScopedRegion } from '../../protocol.js';
import type { LoadedObject } from '../editor/loadObject.js';
import { withoutFlags } from '../editor/withoutFlags.js';
import { salvages } from '../run/places.js';
import { writeDeviceRule } from './deviceRule.js';
import type { LookRequest } from './lookMessages.js';
import type { Ended } from './lookProcess.js';
import { cannotDraw, type RegionState, readSettled, tell } from './regionState.js';
import { askToForget } from './settledForRun.js';

export async function lookInto(state: RegionState): Promise<void> {
  const { shown, frames } = state.place;
  const { t } = vscode.l10n;
  const object = shown();
  if (state.look.kind === 'looking' || object === undefined) return;
  const elsewhere = notOnDisk(state);
  state.look =
    elsewhere === undefined ? { kind: 'looking', done: 0, total: frames() } : { kind: 'failed', message: elsewhere };
  await tell(state);
  if (elsewhere !== undefined) return;
  state.copied = undefined;
  const request = await requestFor(state, object);
  const answer = await state.process.ask({ kind: 'look', request }, (done, total) => {
    if (state.look.kind !== 'looking') return;
    state.look = { kind: 'looking', done, total };
    void tell(state);
  });
  if (answer.kind === 'looked') {
    state.found = { of: object, regions: answer.regions, runLooks: answer.runLooks };
    state.look = { kind: 'looked', runLooks: answer.runLooks };
    const count = answer.regions.length;
    note(state, count === 0 ? t('Nothing was found in the image') : t('Found in the image: {0}', count));
  } else if (answer.kind === 'nothing-to-look-for') state.look = { kind: 'nothing-to-look-for' };
  else if (answer.kind === 'ended' && answer.cancelled) state.look = { kind: 'not-yet' };
  else if (answer.kind === 'ended') state.look = { kind: 'failed', message: endedWords(answer) };
  else if (answer.kind === 'trouble' || answer.kind === 'failed')
    state.look = { kind: 'failed', message: withoutFlags(answer.message) };
  await tell(state);
}

export async function settle(state: RegionState, regions: readonly ScopedRegion[]): Promise<void> {
  const { services, uri } = state.place;
  const settling = await readSettled(state);
  const why = cannotDraw(state, settling);
  const { ids, unreadable } = settling;
  if (unreadable !== undefined && (await askToForget(services, unreadable))) return tell(state);
  if (why !== undefined || ids === undefined) note(state, why ?? '');
  else await services.regions.set(uri, ids, regions);
  await tell(state);
}

/** Writes a rule for the device that made the image, in place of one settled region. */
export async function makeDeviceRule(state: RegionState, place: number): Promise<void> {
  const object = state.place.shown();
  const { settled } = await readSettled(state);
  const region = settled[place];
  if (object === undefined || region === undefined) return;
  const written = await writeDeviceRule(object, region.box, state.place.services);
  if (written.done)
    await settle(
      state,
      settled.filter((_one, at) => at !== place),
    );
  note(state, written.text);
}

/** Posts a frame as it would be in the copy. */
export async function postAfter(state: RegionState, index: number): Promise<void> {
  const { shown, post } = state.place;
  const object = shown();
  if (object === undefined) return;
  const none = (reason: string): void => post({ kind: 'no-after', index, reason });
  const elsewhere = notOnDisk(state);
  if (elsewhere !== undefined) return none(elsewhere);
  const request = await requestFor(state, object);
  const name = JSON.stringify([request.policy, request.settled, object.bytes.source.stamp]);
  if (state.copied !== name) {
    const made = await state.process.ask({ kind: 'preview', request });
    if (made.kind === 'none' || made.kind === 'failed')
      return none(withoutFlags(made.kind === 'none' ? made.reason : made.message));
    if (made.kind === 'ended') return none(made.cancelled ? vscode.l10n.t('Cancelled.') : endedWords(made));
    state.copied = name;
  }
  const drawn = await state.process.ask({ kind: 'frame', index });
  if (drawn.kind === 'frame') return post({ kind: 'after', frame: drawn.frame });
  state.copied = undefined;
  none(drawn.kind === 'no-frame' ? drawn.reason : '');
}

async function requestFor(state: RegionState, object: LoadedObject): Promise<LookRequest> {
  const { uri, services, frames } = state.place;
  const { settled } = await readSettled(state);
  const key = await services.key.get();
  return {
    file: uri.fsPath,
    policy: object.recipe.policy,
    ...(key === undefined ? {} : { key }),
    salvage: salvages(),
    settled: settled.map(({ scope: _scope, ...region }) => region),
    frames: frames(),
  };
}

function note({ place }: RegionState, text: string): void {
  place.post({ kind: 'note', text });
}

function endedWords({ memory }: Ended): string {
  const { t } = vscode.l10n;
  return memory
    ? t(
        'Looking into the image was ended by the system, most likely for want of memory. Close other programs and try again.',
      )
    : t('Looking into the image ended by an error inside the program. Please report this, without the file.');
}

/** Why another process can't read the file; undefined where it can. */
function notOnDisk({ place: { uri } }: RegionState): string | undefined {
  if (uri.scheme === 'file') return undefined;
  return vscode.l10n.t(
    'The file does not lie on the disk of this machine. Copy it to a folder of this machine to look into its image.',
  );
}
