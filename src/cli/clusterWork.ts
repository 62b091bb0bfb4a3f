// `cluster worker`: takes part in runs until it is ended, and tells what it does.
import os from 'node:os';
import { workForCluster } from '../node/cluster/clusterWorker.js';
import { redisFrom } from '../node/cluster/redis.js';
import type { WorkerNews } from '../node/cluster/workOnJob.js';
import { isObject } from '../node/store/address.js';
import { storeRoom } from '../node/store/room.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { keyOf, nothingMore, numberFrom, rootsFrom, SEE_TO_REDIS, TOOL, warnOfPlainStore } from './clusterFlags.js';
import { attributesPassphrase } from './sealFlags.js';
import { complain, type Session } from './session.js';

const LEASE_SECONDS = 30;

export async function worker(given: Arguments, rest: readonly string[], session: Session): Promise<number> {
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
      break;
    case 'redis-refuses':
      complain(
        session,
        `Redis refuses what the work needs (${news.why})`,
        `S${SEE_TO_REDIS.slice(1)}; the work goes on by itself then.`,
      );
  }
}
