// `cluster submit`: what a run is asked, sealed into the shared folder, and what of it may be told to Redis.
import { createIdentity } from '../core/identity/createIdentity.js';
import { DeidError } from '../core/kernel/deidError.js';
import { compilePolicy } from '../core/policy/compile.js';
import { type ClusterQueue, type RunStatus, runId } from '../node/cluster/clusterQueue.js';
import type { ClusterRequest, Terms } from '../node/cluster/clusterTypes.js';
import { requestName } from '../node/cluster/partNames.js';
import { type Root, rooted } from '../node/cluster/roots.js';
import { rootDigest, sealedStore, termDigest } from '../node/cluster/sealedStore.js';
import { isIncomplete } from '../node/evidenceIssues.js';
import { folderOf, pathText } from '../node/rawPath.js';
import { isObject } from '../node/store/address.js';
import { storeRoom } from '../node/store/room.js';
import { PathError } from '../node/systemError.js';
import { type Arguments, allValues, hasFlag, lastValue } from './args.js';
import { auditFrom } from './auditFlags.js';
import { keyOf, numberFrom, rootsFrom, TOOL, warnOfPlainStore, withQueue } from './clusterFlags.js';
import { runText } from './clusterText.js';
import { requestFrom } from './deidentify.js';
import { crosswalkFrom } from './keyFlags.js';
import { rulesFrom } from './policyFlags.js';
import { sealFrom } from './sealFlags.js';
import { type Session, warn } from './session.js';
import { vaultFrom } from './vaultFlags.js';

const CHUNK = 200;
const LOOK_MS = 500;

export async function submit(given: Arguments, session: Session): Promise<number> {
  const asked = await askedOf(given, session);
  const { terminal } = session;
  return await withQueue(given, session, async (queue) => {
    const terms = await handIn(asked, runId(), queue.submit);
    if (!hasFlag(given, 'wait')) {
      const workers = await queue.workers();
      terminal.out(hasFlag(given, 'json') ? `${JSON.stringify({ run: terms.run, workers })}\n` : `${terms.run}\n`);
      if (workers === 0) warn(session, "no worker is connected: start some with 'medimagecleaner cluster worker'");
      return 0;
    }
    const end = await ended(queue, terms.run, session);
    terminal.out(hasFlag(given, 'json') ? `${JSON.stringify(end)}\n` : runText(end));
    return statusOf(end);
  });
}

/** As of a run of one process: 1 where not all was cleaned, or not all is known of what files name. */
export function statusOf({ state, end }: RunStatus): number {
  const { kinds, evidence = [] } = end ?? {};
  if (state !== 'done' || kinds === undefined) return 1;
  return kinds.refused + kinds.failed > 0 || evidence.some(isIncomplete) ? 1 : 0;
}

/** Looks again and again until the run is over. */
async function ended(queue: ClusterQueue, run: string, session: Session): Promise<RunStatus> {
  for (;;) {
    const found = await queue.statusOf(run);
    if (found === undefined) throw new DeidError('not-found', 'the run is no longer in Redis');
    if (found.end !== undefined || found.state === 'failed') return found;
    if (session.signal.aborted)
      throw new DeidError('cancelled', `no longer waiting; the run goes on: cluster cancel ${run} ends it`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export interface Asked {
  readonly request: ClusterRequest;
  readonly key: Uint8Array;
  readonly policy: string;
  /** That of the first input: the records of the run lie in it. */
  readonly root: Root;
  /** Of the Encrypted Attributes: workers have it from their own environment. */
  readonly passphrase?: string;
}

/** @throws DeidError, PathError */
export async function askedOf(given: Arguments, session: Session): Promise<Asked> {
  if (given.operands.length === 0) throw new DeidError('usage', 'name the files and folders of the run');
  const roots = rootsFrom(given);
  const rules = await rulesFrom(given, true);
  for (const doubt of rules.doubts) warn(session, doubt);
  const { paths, output, jobs: _, signal: __, since: ___, ...settings } = requestFrom(given, rules, session);
  const choice = output === undefined ? {} : { output };
  for (const name of ['audit', 'vault', 'crosswalk'])
    for (const place of allValues(given, name))
      if (isObject(place))
        throw new PathError('usage', `--${name} takes a place in a shared folder, with a --root of its own`, place);
  warnOfPlainStore(roots, session);
  const items = paths.map((path) => rooted(roots, path));
  const { resolvePlaces } = await storeRoom();
  const targets = (await resolvePlaces(paths, choice)).map(({ target }) => target);
  for (const target of targets) rooted(roots, pathText(target));
  const folders = targets.filter((target) => !isObject(target)).map((target) => pathText(folderOf(target)));
  const handedOn = [...new Set(folders)];
  const audit = (await auditFrom(given, session, handedOn, false))?.file;
  const auditKey = lastValue(given, 'audit-key');
  const signer = auditKey === undefined ? undefined : (await import('../node/audit/signer.js')).publicKeyFrom(auditKey);
  const rootedAudit = {
    ...(audit === undefined ? {} : { audit: rooted(roots, audit) }),
    ...(signer === undefined ? {} : { signer }),
  };
  const vault = lastValue(given, 'vault');
  const rootedVault = vault === undefined || vault === '' ? {} : { vault: rooted(roots, vault) };
  const key = keyOf(given, session);
  const crosswalk = await crosswalkFrom(given, 'file', handedOn);
  const rootedCrosswalk =
    crosswalk === undefined ? {} : { crosswalk: { folder: rooted(roots, crosswalk.folder), plain: crosswalk.plain } };
  const sealTo = await sealFrom(given, session);
  const passphrase = sealTo?.passphrase;
  await vaultFrom(given, session, handedOn);
  const root = roots.find(({ name }) => name === items[0]?.root);
  if (root === undefined) throw new DeidError('usage', 'name the shared folder with --root NAME=PATH');
  const request: ClusterRequest = {
    settings: { ...settings, keepFindings: true, digests: audit !== undefined },
    items,
    ...rootedAudit,
    ...rootedVault,
    ...rootedCrosswalk,
    ...(sealTo === undefined
      ? {}
      : { sealTo: { certificates: sealTo.certificates, passphrase: passphrase !== undefined } }),
    chunk: numberFrom(given, 'chunk', CHUNK, 100_000),
    ...(output === undefined ? {} : { output: rooted(roots, output) }),
  };
  const secret = passphrase === undefined ? {} : { passphrase };
  return { request, key, policy: compilePolicy(settings.policy).digest, root, ...secret };
}

/** Puts what is asked into the shared folder, and what may be told of it into Redis: both or neither. */
export async function handIn(asked: Asked, id: string, give: (terms: Terms) => Promise<void>): Promise<Terms> {
  const terms = await seal(asked, id);
  try {
    await give(terms);
    return terms;
  } catch (error) {
    await sealedStore(asked.root.path, asked.key)
      .remove(requestName(id))
      .catch(() => {});
    throw error;
  }
}

async function seal({ request, key, policy, root, passphrase }: Asked, id: string): Promise<Terms> {
  await sealedStore(root.path, key).write(requestName(id), request);
  const { fingerprint } = createIdentity(key);
  return {
    run: id,
    request: id,
    tool: TOOL,
    fingerprint,
    policy,
    root: rootDigest(key, root.name),
    ...(request.signer === undefined ? {} : { signer: termDigest(key, 'signer', request.signer) }),
    ...(passphrase === undefined ? {} : { passphrase: termDigest(key, 'passphrase', passphrase) }),
  };
}
