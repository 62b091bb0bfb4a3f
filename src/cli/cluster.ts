// `cluster`: runs that several machines share. What is put into Redis is made in src/node/cluster.
import os from 'node:os';
import { createIdentity } from '../core/identity/createIdentity.js';
import { DeidError } from '../core/kernel/deidError.js';
import { compilePolicy } from '../core/policy/compile.js';
import { type ClusterQueue, openClusterQueue, type RunStatus, runId } from '../node/cluster/clusterQueue.js';
import type { ClusterRequest, Terms } from '../node/cluster/clusterTypes.js';
import { type WorkerNews, workForCluster } from '../node/cluster/clusterWorker.js';
import { requestName } from '../node/cluster/partNames.js';
import { redisFrom } from '../node/cluster/redis.js';
import { type Root, rooted, rootFrom } from '../node/cluster/roots.js';
import { rootDigest, sealedStore, termDigest } from '../node/cluster/sealedStore.js';
import { folderOf, pathText } from '../node/rawPath.js';
import { accessFrom, isReadByOthers } from '../node/store/access.js';
import { isObject } from '../node/store/address.js';
import { storeRoom } from '../node/store/room.js';
import { PathError } from '../node/systemError.js';
import { type Arguments, allValues, hasFlag, lastValue } from './args.js';
import { auditFrom } from './auditFlags.js';
import { runText, schedulesText, statusText } from './clusterText.js';
import { requestFrom } from './deidentify.js';
import { crosswalkFrom, keyFrom } from './keyFlags.js';
import { rulesFrom } from './policyFlags.js';
import { attributesPassphrase, sealFrom } from './sealFlags.js';
import { complain, type Session, warn } from './session.js';
import { vaultFrom } from './vaultFlags.js';
import { version } from './version.js';

const TOOL = `medimagecleaner ${version}`;
const CHUNK = 200;
const LEASE_SECONDS = 30;
const LOOK_MS = 500;

export async function cluster(given: Arguments, session: Session): Promise<number> {
  const [action = '', ...rest] = given.operands;
  switch (action) {
    case 'submit':
      return await submit({ ...given, operands: rest }, session);
    case 'worker':
      return await worker(given, rest, session);
    case 'status':
      return await status(given, rest, session);
    case 'cancel':
      return await cancel(given, rest, session);
    case 'schedule':
      return await schedule({ ...given, operands: rest }, session);
    default:
      throw new DeidError('usage', 'cluster takes submit, worker, status, cancel or schedule');
  }
}

async function withQueue<T>(given: Arguments, session: Session, act: (queue: ClusterQueue) => Promise<T>): Promise<T> {
  const queue = await openClusterQueue(redisFrom({ given: lastValue(given, 'redis'), env: session.environment }));
  try {
    return await act(queue);
  } finally {
    await queue.close();
  }
}

async function submit(given: Arguments, session: Session): Promise<number> {
  const asked = await askedOf(given, session);
  const { terminal } = session;
  return await withQueue(given, session, async (queue) => {
    const terms = await seal(asked, runId());
    await queue.submit(terms);
    if (!hasFlag(given, 'wait')) {
      const workers = await queue.workers();
      terminal.out(hasFlag(given, 'json') ? `${JSON.stringify({ run: terms.run, workers })}\n` : `${terms.run}\n`);
      if (workers === 0) warn(session, "no worker is connected: start some with 'medimagecleaner cluster worker'");
      return 0;
    }
    const end = await ended(queue, terms.run, session);
    terminal.out(hasFlag(given, 'json') ? `${JSON.stringify(end)}\n` : runText(end));
    const { kinds } = end.end ?? {};
    const bad = kinds === undefined ? 1 : kinds.refused + kinds.failed;
    return end.state === 'done' && bad === 0 ? 0 : 1;
  });
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

interface Asked {
  readonly request: ClusterRequest;
  readonly key: Uint8Array;
  readonly policy: string;
  /** That of the first input: the records of the run lie in it. */
  readonly root: Root;
  /** Of the Encrypted Attributes: workers have it from their own environment. */
  readonly passphrase?: string;
}

/** @throws DeidError, PathError */
async function askedOf(given: Arguments, session: Session): Promise<Asked> {
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

/** Puts what is asked into the shared folder, and gives what may be told to Redis. */
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

function rootsFrom(given: Arguments): readonly Root[] {
  const roots = allValues(given, 'root').map(rootFrom);
  if (roots.length === 0)
    throw new DeidError(
      'usage',
      'say with --root NAME=PATH which folder all machines share, and where this one has it',
    );
  const twice = roots.find(({ name }, at) => roots.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw new DeidError('usage', `--root ${twice.name} is given twice`);
  return roots;
}

function keyOf(given: Arguments, session: Session): Uint8Array {
  const { key, from } = keyFrom(given, session);
  if (from === 'fresh')
    throw new DeidError(
      'bad-key',
      'all machines must have one key: --key-file, or MEDIMAGECLEANER_KEY in the environment of each',
    );
  return key;
}

async function worker(given: Arguments, rest: readonly string[], session: Session): Promise<number> {
  nothingMore(rest, 'worker');
  const redis = redisFrom({ given: lastValue(given, 'redis'), env: session.environment });
  const roots = rootsFrom(given);
  const key = keyOf(given, session);
  const quiet = hasFlag(given, 'quiet');
  const auditKey = lastValue(given, 'audit-key');
  const signer =
    auditKey === undefined ? undefined : (await import('../node/audit/signer.js')).signerOfFile(auditKey).signer;
  const passphrase = attributesPassphrase(session);
  // A store that can't be used is told before any work is taken.
  warnOfPlainStore(roots, session);
  const { assertStore } = await storeRoom();
  for (const root of roots) if (isObject(root.path)) await assertStore(root.path);
  await workForCluster({
    redis,
    roots,
    key,
    tool: TOOL,
    ...(auditKey === undefined || signer === undefined ? {} : { auditKey, signer }),
    ...(passphrase === undefined ? {} : { passphrase }),
    jobs: numberFrom(given, 'jobs', os.availableParallelism(), 9999),
    leaseMs: numberFrom(given, 'lease', LEASE_SECONDS, 3600) * 1000,
    signal: session.signal,
    told: (news) => tell(news, quiet, session),
  });
  return 0;
}

function warnOfPlainStore(roots: readonly Root[], session: Session): void {
  if (roots.some(({ path }) => isObject(path)) && isReadByOthers(accessFrom(session.environment)))
    warn(
      session,
      'the endpoint of the object store is http://: originals and any session token can be read on the way',
    );
}

function tell(news: WorkerNews, quiet: boolean, session: Session): void {
  const say = (text: string) => {
    if (!quiet) session.terminal.err(`${text}\n`);
  };
  switch (news.kind) {
    case 'ready':
      say('waiting for work; Ctrl-C ends');
      break;
    case 'begun':
      break;
    case 'done':
      say(`run ${news.run}: ${news.step}${news.chunk === undefined ? '' : ` of part ${news.chunk}`} done`);
      break;
    case 'failed':
      complain(session, `run ${news.run}: ${news.step} failed: ${news.reason}`);
      break;
    case 'refused':
      complain(session, `this worker can't take part in run ${news.run}: ${news.reason}`, 'Others can.');
      break;
    case 'redis':
      if (news.there) say('Redis answers again');
      else complain(session, 'Redis does not answer; waiting for it');
  }
}

async function status(given: Arguments, [run, ...rest]: readonly string[], session: Session): Promise<number> {
  nothingMore(rest, 'status');
  const { terminal } = session;
  const json = hasFlag(given, 'json');
  return await withQueue(given, session, async (queue) => {
    if (run !== undefined) {
      const found = await queue.statusOf(run);
      if (found === undefined) throw new DeidError('not-found', 'there is no such run');
      terminal.out(json ? `${JSON.stringify(found)}\n` : runText(found));
      return 0;
    }
    const runs = await queue.status();
    const workers = await queue.workers();
    const schedules = await queue.schedules();
    terminal.out(json ? `${JSON.stringify({ workers, runs, schedules })}\n` : statusText(workers, runs, schedules));
    return 0;
  });
}

async function cancel(given: Arguments, [run, ...rest]: readonly string[], session: Session): Promise<number> {
  nothingMore(rest, 'cancel RUN');
  if (run === undefined) throw new DeidError('usage', "cancel needs the number of a run, as 'cluster status' shows it");
  return await withQueue(given, session, async (queue) => {
    if (!(await queue.cancel(run))) throw new DeidError('not-found', 'there is no such run, or it is over');
    session.terminal.out(`${run} is being cancelled; copies that were written stay\n`);
    return 0;
  });
}

async function schedule(given: Arguments, session: Session): Promise<number> {
  const [action, ...rest] = given.operands;
  const { terminal } = session;
  if (action === 'add') {
    const [time, ...paths] = rest;
    if (time === undefined || paths.length === 0)
      throw new DeidError('usage', "schedule add needs a time and what is to be worked on: '0 2 * * *' PATH...");
    const asked = await askedOf({ ...given, operands: paths }, session);
    return await withQueue(given, session, async (queue) => {
      const id = runId();
      await queue.addSchedule(time, { ...(await seal(asked, id)), run: '' });
      terminal.out(hasFlag(given, 'json') ? `${JSON.stringify({ schedule: id })}\n` : `${id}\n`);
      return 0;
    });
  }
  if (action === 'list') {
    nothingMore(rest, 'schedule list');
    return await withQueue(given, session, async (queue) => {
      const schedules = await queue.schedules();
      terminal.out(hasFlag(given, 'json') ? `${JSON.stringify({ schedules })}\n` : schedulesText(schedules));
      return 0;
    });
  }
  const [id, ...more] = rest;
  if (action !== 'remove' || id === undefined)
    throw new DeidError('usage', 'schedule takes add TIME PATH..., list, or remove ID');
  nothingMore(more, 'schedule remove ID');
  return await withQueue(given, session, async (queue) => {
    if (!(await queue.removeSchedule(id))) throw new DeidError('not-found', 'there is no such schedule');
    return 0;
  });
}

function nothingMore(rest: readonly string[], action: string): void {
  if (rest.length > 0) throw new DeidError('usage', `cluster ${action} takes nothing more`);
}

function numberFrom(given: Arguments, name: string, otherwise: number, most: number): number {
  const text = lastValue(given, name);
  if (text === undefined) return otherwise;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw new DeidError('usage', `--${name} takes a whole number from 1 to ${most}`);
  return value;
}
