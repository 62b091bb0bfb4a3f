// One open file: its bytes, what was found under the workspace's recipe, and what happens when file, recipe or key
// change. Shared by all editors that show it.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Inspection } from '../../core/formats/dicom/tree.js';
import type { Issue } from '../../core/kernel/issue.js';
import type { Plan } from '../../core/kernel/plan.js';
import type { LookupTable } from '../../core/policy/lookupTable.js';
import type { CompiledPolicy, Policy } from '../../core/policy/policy.js';
import type { Engine } from '../loadEngine.js';
import { salvages } from '../run/places.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import { deletedFailure, errorFailure, type Failure, logUnknown, refusalFailure } from './failure.js';
import { codeOf } from './failureKind.js';
import { gatherHaystack, type Haystack, SEARCHED_LENGTH } from './haystack.js';
import { type OpenBytes, openBytes } from './openBytes.js';
import { type PhotoKind, photoInspection, photoKind } from './photoRows.js';
import { type RowRule, rulesByTarget } from './ruleTarget.js';
import { type TreeModel, treeModel } from './treeModel.js';
import { watchFile } from './watchFile.js';

/** More rows than anybody looks through; the rest is counted. */
const MOST_ROWS = 300_000;

export interface LoadedObject {
  readonly bytes: OpenBytes;
  readonly inspection: Inspection;
  readonly model: TreeModel;
  readonly recipe: CurrentRecipe;
  /** What is wrong with the recipe's policy. */
  readonly policyIssues: readonly Issue[];
  /** What the recipe's own rules say of single attributes. */
  readonly rules: ReadonlyMap<string, RowRule>;
  /** The workspace has no key: replacements are examples. */
  readonly exampleKey: boolean;
  /** It is no DICOM object but a photograph. */
  readonly photo?: PhotoKind;
  readonly haystack: () => Promise<Haystack>;
}

export type DocumentState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly object: LoadedObject };

export interface DicomDocument extends vscode.CustomDocument {
  readonly state: () => DocumentState;
  /** `file`: everything may be different; `plan`: the same rows under another recipe or key. */
  readonly onDidChange: vscode.Event<'file' | 'plan'>;
  readonly reload: () => void;
  /** Reads the file; the first call counts. To be called once a page is on its way: reading keeps the host's only thread busy. */
  readonly begin: () => void;
  /** Looks whether the file is still what was read: not every disk tells of changes. */
  readonly check: () => void;
}

/** Stands in where the workspace has no key; nothing is ever written under it. */
let exampleKey: Uint8Array | undefined;

export function openDocument(uri: vscode.Uri, services: Services): DicomDocument {
  const { recipes, key, tables, log, version } = services;
  const changed = new vscode.EventEmitter<'file' | 'plan'>();
  let state: DocumentState = { kind: 'loading' };
  let bytes: OpenBytes | undefined;
  let run = 0;
  /** Size and time of change of what was read; undefined where there was no file. */
  let read: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const settle = (next: DocumentState, what: 'file' | 'plan'): void => {
    state = next;
    changed.fire(what);
  };
  const shut = (): void => {
    bytes?.close();
    bytes = undefined;
  };
  const plan = async (own: number, open: OpenBytes, what: 'file' | 'plan'): Promise<void> => {
    const engine = await services.engine();
    const [recipe, secret] = await Promise.all([recipes.current(), key.get()]);
    exampleKey ??= new Uint8Array(randomBytes(32));
    const policy = engine.compilePolicy(recipe.policy);
    const { table } = await tables.forPolicy(recipe.policy);
    const rules = { policy, ...(table === undefined ? {} : { table }) };
    const photo = (await engine.photo.detect(open.source)) ? await photoKind(open.source) : undefined;
    const inspection =
      photo === undefined
        ? await inspect(engine, open, rules, secret ?? exampleKey, version)
        : photoInspection(open.source, await planPhoto(engine, open, policy));
    if (own !== run) return;
    const { refusal } = inspection.plan;
    if (inspection.rows.length === 0 && refusal !== undefined) {
      const failure = refusalFailure(refusal, open.source.size);
      shut();
      settle({ kind: 'failed', failure }, what);
      return;
    }
    const known = what === 'plan' && state.kind === 'ready' ? state.object : undefined;
    const model = treeModel(engine.shownRows(inspection.rows));
    const haystack = known?.haystack ?? lazyHaystack(model, inspection);
    const object = {
      bytes: open,
      inspection,
      model,
      recipe,
      policyIssues: policy.issues,
      rules: rulesByTarget(ownRules(recipe)),
      // Nothing in a photograph is replaced under a key.
      exampleKey: secret === undefined && photo === undefined,
      ...(photo === undefined ? {} : { photo }),
      haystack,
    };
    settle({ kind: 'ready', object }, what);
  };
  const begin = async (own: number, what: 'file' | 'plan'): Promise<void> => {
    // What is on the screen is read from the old bytes until the new ones are there.
    let replaced: OpenBytes | undefined;
    try {
      let open = bytes;
      if (what === 'file' || open === undefined) {
        read = await timeOf(uri);
        open = await openBytes(uri, await services.engine());
        if (own !== run) {
          open.close();
          return;
        }
        replaced = bytes;
        bytes = open;
      }
      await plan(own, open, what);
    } catch (error) {
      if (own !== run) return;
      shut();
      logUnknown(error, log);
      settle({ kind: 'failed', failure: errorFailure(error) }, 'file');
    } finally {
      replaced?.close();
    }
  };
  const start = (what: 'file' | 'plan'): void => {
    clearTimeout(timer);
    run++;
    void begin(run, what);
  };
  /** Several changes in a row are one. */
  const soon = (what: 'file' | 'plan', pause: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => start(state.kind === 'ready' ? what : 'file'), pause);
  };
  const gone = (): void => {
    clearTimeout(timer);
    run++;
    read = undefined;
    shut();
    settle({ kind: 'failed', failure: deletedFailure() }, 'file');
  };
  const watcher = watchFile(uri, { changed: () => soon('file', 300), deleted: gone });
  const check = async (): Promise<void> => {
    const own = run;
    const { kind } = state;
    if (kind === 'loading') return;
    const now = await timeOf(uri);
    if (own !== run || now === read) return;
    if (now === undefined) gone();
    else soon('file', 0);
  };
  const subscriptions = [
    watcher,
    changed,
    recipes.onDidChange(() => soon('plan', 80)),
    key.onDidChange(() => soon('plan', 80)),
    tables.onDidChange(() => soon('plan', 80)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.salvage')) soon('file', 0);
    }),
  ];
  return {
    uri,
    state: () => state,
    onDidChange: changed.event,
    begin: () => {
      if (run === 0) start('file');
    },
    reload: () => start('file'),
    check: () => void check(),
    dispose: () => {
      clearTimeout(timer);
      run++;
      shut();
      state = { kind: 'loading' };
      for (const each of subscriptions) each.dispose();
    },
  };
}

/** Undefined where there is no such file; what can't be asked never changes. */
async function timeOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    return `${size}:${mtime}`;
  } catch (error) {
    return codeOf(error) === 'FileNotFound' ? undefined : 'unknown';
  }
}

function inspect(
  engine: Engine,
  { source }: OpenBytes,
  rules: { readonly policy: CompiledPolicy; readonly table?: LookupTable },
  key: Uint8Array,
  version: string,
): Promise<Inspection> {
  const context = {
    ...rules,
    identity: engine.createIdentity(key),
    patientEvidence: [],
    salvage: salvages(),
    pixels: 'auto',
    preview: true,
    producer: `medimagecleaner ${version}`,
  } as const;
  return engine.inspectRows(source, context, { fileMeta: true, most: MOST_ROWS });
}

function planPhoto(engine: Engine, { source }: OpenBytes, policy: CompiledPolicy): Promise<Plan> {
  return engine.photo.plan(source, { policy, patientEvidence: [], pixels: 'auto', preview: true });
}

/** Rules that stand in the recipe's own text: those that it includes can't be changed by a click. */
function ownRules({ policy, uri }: CurrentRecipe): Policy['overrides'] {
  return uri === undefined ? [] : policy.overrides;
}

function lazyHaystack(model: TreeModel, inspection: Inspection): () => Promise<Haystack> {
  let gathered: Promise<Haystack> | undefined;
  return () => {
    gathered ??= gatherHaystack(model, (place) => {
      const row = model.shown[place]?.row;
      return row === undefined ? '' : inspection.value(row, SEARCHED_LENGTH);
    }).catch((error: unknown) => {
      gathered = undefined;
      throw error;
    });
    return gathered;
  };
}
