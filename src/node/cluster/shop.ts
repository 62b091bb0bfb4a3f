// What the steps of one run share on one machine: its request, its inputs as this machine has them, its engine and its threads.
import { randomBytes } from 'node:crypto';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Crew } from '../crew.js';
import { createEngine, type Engine, type EngineSetup } from '../engine.js';
import type { InputItem } from '../outputPaths.js';
import { HANG_MS, poolCrew } from '../poolCrew.js';
import type { RunSettings } from '../runTypes.js';
import { storeRoom } from '../store/room.js';
import type { ClusterRequest, Terms } from './clusterTypes.js';
import { requestName } from './partNames.js';
import { localPath, type Root, rootedText } from './roots.js';
import { rootDigest, type SealedStore, sealedStore } from './sealedStore.js';

export interface ShopSetup {
  readonly key: Uint8Array;
  readonly roots: readonly Root[];
  /** Threads. */
  readonly jobs: number;
  /** File of the Ed25519 key that signs audit logs. */
  readonly auditKey?: string;
  /** Passphrase of Encrypted Attributes, from the worker's own environment. */
  readonly passphrase?: string;
}

export interface Shop {
  readonly run: string;
  readonly key: Uint8Array;
  readonly roots: readonly Root[];
  readonly request: ClusterRequest;
  /** The request's, and what this machine adds to them. */
  readonly settings: Omit<RunSettings, 'key'>;
  readonly auditKey: string | undefined;
  readonly store: SealedStore;
  /** What outlives runs: requests. */
  readonly shared: SealedStore;
  readonly items: readonly InputItem[];
  /** In the names of temporary files: no other machine, and no other attempt, has the same. */
  readonly mark: string;
  readonly stopped: () => boolean;
  engine(): Promise<Engine>;
  /** Threads that work on files; started when first asked for. */
  crew(): Promise<Crew>;
  /** Ends the work at once and leaves no temporary file. */
  close(): Promise<void>;
}

/** Resolves when this machine sees what the run is asked. @throws DeidError `not-found` where it never does */
export async function requestSeen({ key, roots }: ShopSetup, terms: Terms): Promise<void> {
  const root = roots.find(({ name }) => rootDigest(key, name) === terms.root);
  if (root !== undefined) await sealedStore(root.path, key).readSoon(requestName(terms.request));
}

/** @throws DeidError where the run's records can't be read or are of another policy */
export async function openShop({ key, roots, jobs, auditKey, passphrase }: ShopSetup, terms: Terms): Promise<Shop> {
  const root = roots.find(({ name }) => rootDigest(key, name) === terms.root);
  if (root === undefined) throw new DeidError('not-found', 'the run lies in a --root that this worker was not given');
  const shared = sealedStore(root.path, key);
  const request = await shared.read<ClusterRequest>(requestName(terms.request));
  const output = request.output === undefined ? {} : { output: localPath(roots, request.output) };
  const { resolvePlaces } = await storeRoom();
  const found = await resolvePlaces(
    request.items.map((item) => localPath(roots, item)),
    output,
  );
  // Reports name files the same on every machine.
  const items = found.map((item, at) => {
    const asked = request.items[at];
    return asked === undefined ? item : { ...item, given: rootedText(asked) };
  });
  const settings = { ...request.settings, ...sealChoice(request, passphrase) };
  const mark = randomBytes(6).toString('hex');
  const setup: EngineSetup = {
    settings: { ...settings, key, record: settings.record || request.vault !== undefined },
    items,
    run: mark,
    formatModule: undefined,
    journaled: true,
  };
  let closed = false;
  let engine: Promise<Engine> | undefined;
  let crew: Crew | undefined;
  const ready = async () => {
    engine ??= createEngine(setup);
    const made = await engine;
    if (made.policy.digest !== terms.policy)
      throw new DeidError('bad-recipe', 'the recipe is another than when the run was submitted: submit it again');
    return made;
  };
  return {
    run: terms.run,
    key,
    roots,
    request,
    settings,
    auditKey,
    store: sealedStore(root.path, key, terms.run),
    shared,
    items,
    mark,
    stopped: () => closed,
    engine: ready,
    async crew() {
      const own = await ready();
      crew ??= poolCrew({ size: Math.max(1, jobs), hangMs: HANG_MS, setup, engine: Promise.resolve(own) });
      return crew;
    },
    async close() {
      closed = true;
      await crew?.close();
      await (await engine?.catch(() => undefined))?.close();
    },
  };
}

/** @throws DeidError `bad-key` where this machine was not given the passphrase */
function sealChoice({ sealTo }: ClusterRequest, passphrase: string | undefined): Pick<RunSettings, 'sealTo'> {
  if (sealTo === undefined) return {};
  const { certificates } = sealTo;
  if (!sealTo.passphrase) return { sealTo: { certificates } };
  if (passphrase === undefined) throw new DeidError('bad-key', 'the passphrase of the attributes is not set here');
  return { sealTo: { certificates, passphrase } };
}
