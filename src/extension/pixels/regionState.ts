// What one editor knows of the regions of its image, and how its page is told.
import * as vscode from 'vscode';
import type { DicomObject } from '../../core/formats/dicom/read.js';
import type { Frame } from '../../core/pixels/frame.js';
import type { ObjectIds } from '../../core/pixels/settled.js';
import type { LookState, ScopedRegion, ToWebview } from '../../protocol.js';
import type { LoadedObject } from '../editor/loadObject.js';
import type { Services } from '../services.js';
import { traitsOf } from './deviceRule.js';
import type { LookedRegion } from './lookMessages.js';
import { type LookProcess, lookProcess } from './lookProcess.js';
import { type GraphicsPlace, regionEntries } from './regionEntries.js';

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

export interface RegionState {
  readonly place: RegionPlace;
  readonly process: LookProcess;
  look: LookState;
  found: Found | undefined;
  /** The page shows the image. */
  watched: boolean;
  /** Of what the last copy was made: a new one is made where anything of it has changed. */
  copied: string | undefined;
  ids: { readonly of: DicomObject; readonly ids: ObjectIds } | undefined;
  toldMasked: boolean;
  telling: Promise<void>;
}

interface Found {
  readonly of: LoadedObject;
  readonly regions: readonly LookedRegion[];
  readonly runLooks: boolean;
}

/** What the user settled for the file and its series. */
interface Settling {
  readonly ids?: ObjectIds;
  readonly settled: readonly ScopedRegion[];
  /** The record's file, which can't be read. */
  readonly unreadable?: string;
}

export function newRegions(place: RegionPlace): RegionState {
  return {
    place,
    process: lookProcess(place.services.context.extensionPath),
    look: { kind: 'not-yet' },
    found: undefined,
    watched: false,
    copied: undefined,
    ids: undefined,
    toldMasked: false,
    telling: Promise.resolve(),
  };
}

/** Read anew each time: another editor may show a file of the same series. */
export async function readSettled(state: RegionState): Promise<Settling> {
  const { uri, shown, services } = state.place;
  const object = shown()?.inspection.object;
  if (object === undefined || uri.scheme !== 'file') return { settled: [] };
  const ids = await idsOf(state, object);
  const known = await services.regions.of(uri, ids);
  return known.kind === 'regions' ? { ids, settled: known.regions } : { ids, settled: [], unreadable: known.file };
}

async function idsOf(state: RegionState, object: DicomObject): Promise<ObjectIds> {
  if (state.ids?.of !== object) {
    const engine = await state.place.services.engine();
    state.ids = { of: object, ids: await engine.idsOf(object) };
  }
  return state.ids.ids;
}

/** Why nothing can be drawn into the image; undefined where it can. */
export function cannotDraw({ place: { uri } }: RegionState, { ids, unreadable }: Settling): string | undefined {
  const { t } = vscode.l10n;
  if (uri.scheme !== 'file' || ids === undefined)
    return t('The file does not lie on the disk of this machine: what is drawn into it could not be kept.');
  if (!vscode.workspace.isTrusted)
    return t('This workspace is not trusted, so that nothing is written. Trust it to draw regions.');
  if (unreadable !== undefined) return t('The regions that were drawn here by hand can not be read.');
  if (ids.instance === '') return t('The object has no SOP Instance UID: what is drawn into it could not be kept.');
  return undefined;
}

/** Tells the page; one after the other, so that the last word is the newest. */
export function tell(state: RegionState): Promise<void> {
  const now = () => tellNow(state);
  state.telling = state.telling.then(now, now);
  return state.telling;
}

async function tellNow(state: RegionState): Promise<void> {
  const { shown, services, masked, covered, post } = state.place;
  const object = shown();
  if (!state.watched || object === undefined) return;
  const settling = await readSettled(state);
  const { settled, ids } = settling;
  // Of another file, or under another recipe, it may all be different.
  if (state.found !== undefined && state.found.of !== object) {
    state.found = undefined;
    if (state.look.kind === 'looked') state.look = { kind: 'not-yet' };
  }
  const why = cannotDraw(state, settling);
  const traits = await traitsOf(object, services);
  state.toldMasked = masked();
  const entries = regionEntries({
    ...(await covered()),
    found: state.found?.regions ?? [],
    runLooks: state.found?.runLooks ?? true,
    settled,
    masked: state.toldMasked,
  });
  post({
    kind: 'regions',
    regions: {
      entries,
      settled,
      look: state.look,
      series: ids !== undefined && ids.series !== '',
      ...(why === undefined ? {} : { cannotDraw: why }),
      ...(traits === undefined ? {} : { device: traits.name }),
    },
  });
}
