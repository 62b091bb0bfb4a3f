// The DICOM file that is open beside a recipe, planned under that recipe: for hovers and lenses. Nothing is written.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Inspection, TreeRow } from '../../core/formats/dicom/tree.js';
import type { AttributePattern } from '../../core/policy/policy.js';
import type { Effect, OpenObject } from '../../core/recipe/services/facts.js';
import { type OpenBytes, openBytes } from '../editor/openBytes.js';
import { MASK } from '../editor/row.js';
import { VIEW_TYPE } from '../editor/viewTypes.js';
import type { Engine } from '../loadEngine.js';
import type { Services } from '../services.js';
import type { RecipeDocument } from './recipeDocuments.js';

const LONGEST_VALUE = 60;
const MOST_ROWS = 50_000;
const MOST_EFFECTS = 20;

export interface OpenObjects extends vscode.Disposable {
  /** The file that is open in the DICOM editor, or was last. */
  uri(): vscode.Uri | undefined;
  /** What the recipe does to attributes of that file. */
  effects(recipe: RecipeDocument, patterns: readonly AttributePattern[]): Promise<OpenObject | undefined>;
  readonly onDidChange: vscode.Event<void>;
}

interface Planned {
  readonly uri: string;
  readonly recipe: RecipeDocument;
  readonly inspection: Promise<{ readonly bytes: OpenBytes; readonly inspection: Inspection }>;
}

function isDicomTab({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputCustom && input.viewType.startsWith(VIEW_TYPE);
}

function shownFile(last: vscode.Uri | undefined): vscode.Uri | undefined {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const tabs = all.flatMap((group) => group.tabs).filter(isDicomTab);
  const uriOf = (tab: vscode.Tab | undefined): vscode.Uri | undefined =>
    tab?.input instanceof vscode.TabInputCustom ? tab.input.uri : undefined;
  const active = activeTabGroup.activeTab;
  if (active !== undefined && isDicomTab(active)) return uriOf(active);
  const visible = tabs.find(({ isActive }) => isActive);
  const before = tabs.find((tab) => uriOf(tab)?.toString() === last?.toString());
  return uriOf(visible ?? before ?? tabs[0]);
}

export function createOpenObjects(services: Services): OpenObjects {
  const { engine, key, log, version } = services;
  const changed = new vscode.EventEmitter<void>();
  let shown = shownFile(undefined);
  let planned: Planned | undefined;
  /** What no recipe changes: asked for with each letter that is typed, when nothing may be planned. */
  let measured: { readonly uri: string; readonly image: OpenObject['image'] } | undefined;
  /** Without a key of the workspace replacements are examples. */
  const example = new Uint8Array(randomBytes(32));

  const forget = (): void => {
    planned?.inspection.then(({ bytes }) => bytes.close()).catch(() => undefined);
    planned = undefined;
  };
  const plan = async (uri: vscode.Uri, { policy }: RecipeDocument) => {
    const loaded = await engine();
    const { table } = await services.tables.forPolicy(policy);
    const bytes = await openBytes(uri, loaded);
    const context = {
      policy: loaded.compilePolicy(policy),
      identity: loaded.createIdentity((await key.get()) ?? example),
      ...(table === undefined ? {} : { table }),
      patientEvidence: [],
      salvage: false,
      pixels: 'auto',
      preview: true,
      producer: `medimagecleaner ${version}`,
    } as const;
    return { bytes, inspection: await loaded.inspectRows(bytes.source, context, { most: MOST_ROWS }) };
  };
  const inspectionOf = (uri: vscode.Uri, recipe: RecipeDocument): Planned['inspection'] => {
    if (planned?.recipe !== recipe || planned.uri !== uri.toString()) {
      forget();
      planned = { uri: uri.toString(), recipe, inspection: plan(uri, recipe) };
    }
    return planned.inspection;
  };
  const subscriptions = [
    changed,
    key.onDidChange(forget),
    services.tables.onDidChange(forget),
    vscode.window.tabGroups.onDidChangeTabs(() => {
      const now = shownFile(shown);
      if (now?.toString() === shown?.toString()) return;
      shown = now;
      measured = undefined;
      forget();
      changed.fire();
    }),
  ];
  return {
    uri: () => shown,
    effects: async (recipe, patterns) => {
      const uri = shown;
      if (uri === undefined) return undefined;
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      if (patterns.length === 0 && measured?.uri === uri.toString()) return openObject(name, measured.image, new Map());
      try {
        const { inspection } = await inspectionOf(uri, recipe);
        const found = new Map<AttributePattern, readonly Effect[]>();
        for (const pattern of patterns) {
          found.set(pattern, await effectsOf(await engine(), inspection, recipe, pattern));
        }
        const image = await imageOf(inspection);
        measured = { uri: uri.toString(), image };
        return openObject(name, image, found);
      } catch {
        planned = undefined;
        log.debug('the open file could not be looked at under the recipe');
        return undefined;
      }
    },
    onDidChange: changed.event,
    dispose: () => {
      forget();
      for (const each of subscriptions) each.dispose();
    },
  };
}

function openObject(
  name: string,
  image: OpenObject['image'],
  found: ReadonlyMap<AttributePattern, readonly Effect[]>,
): OpenObject {
  return { name, ...(image === undefined ? {} : { image }), effects: (pattern) => found.get(pattern) ?? [] };
}

async function imageOf(inspection: Inspection): Promise<OpenObject['image']> {
  const number = async (tag: number): Promise<number> => {
    const row = inspection.rows.find((each) => each.tag === tag && each.depth === 0);
    return row === undefined ? Number.NaN : Number(await inspection.value(row, 16));
  };
  const [rows, columns] = [await number(0x00280010), await number(0x00280011)];
  return rows > 0 && columns > 0 ? { rows, columns } : undefined;
}

async function effectsOf(
  { matches }: Engine,
  inspection: Inspection,
  { policy }: RecipeDocument,
  pattern: AttributePattern,
): Promise<readonly Effect[]> {
  const masked = vscode.workspace.getConfiguration('medimagecleaner').get('maskValues', false);
  const above: TreeRow[] = [];
  const found: Effect[] = [];
  for (const row of inspection.rows) {
    above.length = row.depth;
    above[row.depth] = row;
    if (row.item !== undefined || found.length >= MOST_EFFECTS) continue;
    const parents = above.slice(0, row.depth).filter(({ item }) => item === undefined);
    const it = {
      tag: row.tag,
      vr: row.vr,
      parents: parents.map(({ tag }) => tag),
      ...(row.creator === undefined ? {} : { creator: row.creator }),
    };
    if (matches(pattern, it, policy)) found.push(await effectOf(inspection, row, masked));
  }
  return found;
}

async function effectOf(inspection: Inspection, row: TreeRow, masked: boolean): Promise<Effect> {
  const effect = row.finding?.effect ?? 'kept';
  const value = row.vr === 'SQ' ? vscode.l10n.t('a sequence') : await inspection.value(row, LONGEST_VALUE);
  const after = inspection.after(row, LONGEST_VALUE);
  const hides = masked && (effect === 'cleaned' || effect === 'shifted');
  return {
    path: row.path,
    effect,
    before: masked && value !== '' ? MASK : value,
    ...(after === undefined ? {} : { after: hides ? MASK : after }),
  };
}
