// The report of a run of the cluster, which lies beside its records, and names outputs by their roots.

import { createIdentity } from '../../core/identity/createIdentity.js';
import type { FileOutcome } from '../fileOutcome.js';
import { folderOf } from '../rawPath.js';
import type { ReportSpool } from '../reportSpool.js';
import type { Settlement } from '../settlement.js';
import { isObject } from '../store/address.js';
import { storeRoom } from '../store/room.js';
import { writeWhole } from '../writeWhole.js';
import { reportFile } from './partNames.js';
import type { Shop } from './shop.js';

type Settled = Awaited<ReturnType<Settlement['close']>>;

type Facts = Parameters<ReportSpool['pieces']>[0];

export async function writeReport(
  shop: Shop,
  spool: ReportSpool,
  settled: Settled,
  issues: Facts['issues'],
  policy: Facts['policy'],
  elapsedMs: number,
): Promise<void> {
  const { settings } = shop.request;
  const [name = 'medimagecleaner', version = ''] = settings.producer.split(' ');
  const facts: Facts = {
    issues,
    policy,
    keyFingerprint: createIdentity(shop.key).fingerprint,
    tool: { name, version },
    pixels: settings.pixels,
    dryRun: false,
    verified: settings.verify,
    elapsedMs,
    ...(settled.totals.kinds.written === 0 ? {} : { links: settled.links }),
  };
  const file = reportFile(folderOf(shop.store.folder), shop.run);
  if (isObject(file)) {
    const { openObjectOutput } = await storeRoom();
    const output = openObjectOutput({ path: file, moved: () => {} });
    try {
      for (const piece of spool.pieces(facts, settled.lateIssues)) await output.write(Buffer.from(piece));
      await output.commit(true);
    } finally {
      output.abort();
    }
    return;
  }
  await writeWhole(file, spool.pieces(facts, settled.lateIssues));
}

export function named(file: FileOutcome, local: readonly (readonly [string, string])[]): FileOutcome {
  const { output } = file;
  const found = output === undefined ? undefined : local.find(([place]) => output.startsWith(place));
  if (found === undefined || output === undefined) return file;
  return { ...file, output: found[1] + output.slice(found[0].length) };
}

export function codeOf({ kind, refusal, issues }: FileOutcome): string | undefined {
  if (kind !== 'refused' && kind !== 'failed') return undefined;
  return refusal?.code ?? issues.at(-1)?.code ?? kind;
}
