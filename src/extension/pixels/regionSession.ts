// The regions of one editor: looks into the image on demand, keeps what the user settles, makes device rules of it, and shows frames as
// they would be in the copy.
import * as vscode from 'vscode';
import type { DicomObject } from '../../core/formats/dicom/read.js';
import type { Frame } from '../../core/pixels/frame.js';
import type { ObjectIds } from '../../core/pixels/settled.js';
import type { LookState, RegionsToHost, ScopedRegion, ToWebview } from '../../protocol.js';
import type { LoadedObject } from '../editor/dicomDocument.js';
import { withoutFlags } from '../editor/withoutFlags.js';
import { salvages } from '../run/places.js';
import type { Services } from '../services.js';
import { traitsOf, writeDeviceRule } from './deviceRule.js';
import type { LookedRegion, LookRequest } from './lookMessages.js';
import { type Ended, lookProcess } from './lookProcess.js';
import { type GraphicsPlace, regionEntries } from './regionEntries.js';
import { askToForget } from './settledForRun.js';

export interface RegionSession extends vscode.Disposable {
  receive(message: RegionsToHost): Promise<void>;
  /** The file, the recipe or the key changed. */
  refresh(): Promise<void>;
  /** Values are masked now, or not any more; or nothing of that changed. */
  maskChanged(): Promise<void>;
}

export interface RegionPlace {
  readonly uri: vscode.Uri;
  readonly services: Services;
  readonly post: (message: ToWebview) => void;
  readonly shown: () => LoadedObject | undefined;
  readonly frames: () => number;
  readonly masked: () => boolean;
  /** What device rules of the present recipe cover, and overlay planes. */
  readonly covered: () => Promise<{
    readonly devices: Frame['regions'];
    readonly graphics: readonly GraphicsPlace[];
  }>;
}

interface Settling {
  readonly ids?: ObjectIds;
  readonly settled: readonly ScopedRegion[];
  /** The record's file, which can't be read. */
  readonly unreadable?: string;
}

interface Found {
  readonly of: LoadedObject;
  readonly regions: readonly LookedRegion[];
  readonly runLooks: boolean;
}

export function openRegions({ uri, services, post, shown, frames, masked, covered }: RegionPlace): RegionSession {
  const { t } = vscode.l10n;
  const process = lookProcess(services.context.extensionPath);
  let look: LookState = { kind: 'not-yet' };
  let found: Found | undefined;
  /** The page shows the image. */
  let watched = false;
  /** Of what the last copy was made: a new one is made where anything of it has changed. */
  let copied: string | undefined;
  let ids: { readonly of: DicomObject; readonly ids: ObjectIds } | undefined;

  const idsOf = async (object: DicomObject): Promise<ObjectIds> => {
    if (ids?.of !== object) ids = { of: object, ids: await (await services.engine()).idsOf(object) };
    return ids.ids;
  };
  /** Read anew each time: another editor may show a file of the same series. */
  const read = async (): Promise<Settling> => {
    const object = shown()?.inspection.object;
    if (object === undefined || uri.scheme !== 'file') return { settled: [] };
    const own = await idsOf(object);
    const known = await services.regions.of(uri, own);
    return known.kind === 'regions'
      ? { ids: own, settled: known.regions }
      : { ids: own, settled: [], unreadable: known.file };
  };
  const cannotDraw = ({ ids: own, unreadable }: Settling): string | undefined => {
    if (uri.scheme !== 'file' || own === undefined)
      return t('The file does not lie on the disk of this machine: what is drawn into it could not be kept.');
    if (!vscode.workspace.isTrusted)
      return t('This workspace is not trusted, so that nothing is written. Trust it to draw regions.');
    if (unreadable !== undefined) return t('The regions that were drawn here by hand can not be read.');
    if (own.instance === '') return t('The object has no SOP Instance UID: what is drawn into it could not be kept.');
    return undefined;
  };
  let toldMasked = false;
  let telling: Promise<void> = Promise.resolve();
  const tellNow = async (): Promise<void> => {
    const object = shown();
    if (!watched || object === undefined) return;
    const settling = await read();
    const { settled, ids: own } = settling;
    // Of another file, or under another recipe, it may all be different.
    if (found !== undefined && found.of !== object) {
      found = undefined;
      if (look.kind === 'looked') look = { kind: 'not-yet' };
    }
    const why = cannotDraw(settling);
    const traits = await traitsOf(object, services);
    toldMasked = masked();
    const entries = regionEntries({
      ...(await covered()),
      found: found?.regions ?? [],
      runLooks: found?.runLooks ?? true,
      settled,
      masked: toldMasked,
    });
    post({
      kind: 'regions',
      regions: {
        entries,
        settled,
        look,
        series: own !== undefined && own.series !== '',
        ...(why === undefined ? {} : { cannotDraw: why }),
        ...(traits === undefined ? {} : { device: traits.name }),
      },
    });
  };
  /** One after the other, so that the last word is the newest. */
  const tell = (): Promise<void> => {
    telling = telling.then(tellNow, tellNow);
    return telling;
  };
  const note = (text: string): void => post({ kind: 'note', text });
  const requestFor = async (object: LoadedObject): Promise<LookRequest> => {
    const { settled } = await read();
    const key = await services.key.get();
    return {
      file: uri.fsPath,
      policy: object.recipe.policy,
      ...(key === undefined ? {} : { key }),
      salvage: salvages(),
      settled: settled.map(({ scope: _scope, ...region }) => region),
      frames: frames(),
    };
  };
  const endedWords = ({ memory }: Ended): string =>
    memory
      ? t(
          'Looking into the image was ended by the system, most likely for want of memory. Close other programs and try again.',
        )
      : t('Looking into the image ended by an error inside the program. Please report this, without the file.');
  const onDisk = (): string | undefined =>
    uri.scheme === 'file'
      ? undefined
      : t(
          'The file does not lie on the disk of this machine. Copy it to a folder of this machine to look into its image.',
        );

  const lookInto = async (): Promise<void> => {
    const object = shown();
    if (look.kind === 'looking' || object === undefined) return;
    const elsewhere = onDisk();
    look =
      elsewhere === undefined ? { kind: 'looking', done: 0, total: frames() } : { kind: 'failed', message: elsewhere };
    await tell();
    if (elsewhere !== undefined) return;
    copied = undefined;
    const answer = await process.ask({ kind: 'look', request: await requestFor(object) }, (done, total) => {
      if (look.kind !== 'looking') return;
      look = { kind: 'looking', done, total };
      void tell();
    });
    if (answer.kind === 'looked') {
      found = { of: object, regions: answer.regions, runLooks: answer.runLooks };
      look = { kind: 'looked', runLooks: answer.runLooks };
      const count = answer.regions.length;
      note(count === 0 ? t('Nothing was found in the image') : t('Found in the image: {0}', count));
    } else if (answer.kind === 'nothing-to-look-for') look = { kind: 'nothing-to-look-for' };
    else if (answer.kind === 'ended' && answer.cancelled) look = { kind: 'not-yet' };
    else if (answer.kind === 'ended') look = { kind: 'failed', message: endedWords(answer) };
    else if (answer.kind === 'trouble' || answer.kind === 'failed')
      look = { kind: 'failed', message: withoutFlags(answer.message) };
    await tell();
  };
  const settle = async (regions: readonly ScopedRegion[]): Promise<void> => {
    const settling = await read();
    const why = cannotDraw(settling);
    const { ids: own, unreadable } = settling;
    if (unreadable !== undefined && (await askToForget(services, unreadable))) return tell();
    if (why !== undefined || own === undefined) note(why ?? '');
    else await services.regions.set(uri, own, regions);
    await tell();
  };
  const toDevice = async (place: number): Promise<void> => {
    const object = shown();
    const { settled } = await read();
    const region = settled[place];
    if (object === undefined || region === undefined) return;
    const written = await writeDeviceRule(object, region.box, services);
    if (written.done) await settle(settled.filter((_one, at) => at !== place));
    note(written.text);
  };
  const after = async (index: number): Promise<void> => {
    const object = shown();
    if (object === undefined) return;
    const none = (reason: string): void => post({ kind: 'no-after', index, reason });
    const elsewhere = onDisk();
    if (elsewhere !== undefined) return none(elsewhere);
    const request = await requestFor(object);
    const name = JSON.stringify([request.policy, request.settled, object.bytes.source.stamp]);
    if (copied !== name) {
      const made = await process.ask({ kind: 'preview', request });
      if (made.kind === 'none' || made.kind === 'failed')
        return none(withoutFlags(made.kind === 'none' ? made.reason : made.message));
      if (made.kind === 'ended') return none(made.cancelled ? t('Cancelled.') : endedWords(made));
      copied = name;
    }
    const drawn = await process.ask({ kind: 'frame', index });
    if (drawn.kind === 'frame') return post({ kind: 'after', frame: drawn.frame });
    copied = undefined;
    none(drawn.kind === 'no-frame' ? drawn.reason : '');
  };
  const listening = services.regions.onDidChange(() => void tell());

  return {
    async receive(message) {
      switch (message.kind) {
        case 'get-regions':
          watched = true;
          return tell();
        case 'look-into':
          return lookInto();
        case 'stop-looking':
          copied = undefined;
          return process.stop();
        case 'settle':
          return settle(message.regions);
        case 'to-device':
          return toDevice(message.settled);
        case 'get-after':
          return after(message.index);
      }
    },
    refresh: tell,
    maskChanged: async () => {
      if (masked() !== toldMasked) await tell();
    },
    dispose() {
      watched = false;
      found = undefined;
      listening.dispose();
      process.stop();
    },
  };
}
