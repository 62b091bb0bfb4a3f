// A file as an editor shows it: what was found in it under the workspace's recipe and key.

import { randomBytes } from 'node:crypto';
import type { Inspection } from '../../core/formats/dicom/tree.js';
import type { Issue } from '../../core/kernel/issue.js';
import type { Plan } from '../../core/kernel/plan.js';
import type { LookupTable } from '../../core/policy/lookupTable.js';
import type { CompiledPolicy, Policy } from '../../core/policy/policy.js';
import type { Engine } from '../loadEngine.js';
import { salvages } from '../run/places.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import { type Failure, refusalFailure } from './failure.js';
import { gatherHaystack, type Haystack, SEARCHED_LENGTH } from './haystack.js';
import type { OpenBytes } from './openBytes.js';
import { type PhotoKind, photoInspection, photoKind } from './photoRows.js';
import { type RowRule, rulesByTarget } from './ruleTarget.js';
import { type TreeModel, treeModel } from './treeModel.js';

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

/** Stands in where the workspace has no key; nothing is ever written under it. */
let exampleKey: Uint8Array | undefined;

interface Inspected {
  readonly engine: Engine;
  readonly inspection: Inspection;
  readonly recipe: CurrentRecipe;
  readonly policy: CompiledPolicy;
  readonly photo: PhotoKind | undefined;
  readonly hasKey: boolean;
}

/** Plans the file under the workspace's recipe and key. */
export async function inspectObject(open: OpenBytes, services: Services): Promise<Inspected> {
  const { recipes, key, tables, version } = services;
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
  return { engine, inspection, recipe, policy, photo, hasKey: secret !== undefined };
}

/** @param known the same file under another recipe or key */
export function loadedObject(
  open: OpenBytes,
  { engine, inspection, recipe, policy, photo, hasKey }: Inspected,
  known: LoadedObject | undefined,
): Exclude<DocumentState, { kind: 'loading' }> {
  const { refusal } = inspection.plan;
  if (inspection.rows.length === 0 && refusal !== undefined)
    return { kind: 'failed', failure: refusalFailure(refusal, open.source.size) };
  const model = treeModel(engine.shownRows(inspection.rows));
  const object = {
    bytes: open,
    inspection,
    model,
    recipe,
    policyIssues: policy.issues,
    rules: rulesByTarget(ownRules(recipe)),
    // Nothing in a photograph is replaced under a key.
    exampleKey: !hasKey && photo === undefined,
    ...(photo === undefined ? {} : { photo }),
    haystack: known?.haystack ?? lazyHaystack(model, inspection),
  };
  return { kind: 'ready', object };
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
