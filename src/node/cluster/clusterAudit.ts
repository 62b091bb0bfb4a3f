// The audit log of a run of the cluster: written by the machine that ends it, from what the others sealed. The last step can be done again:
// an attempt that was cut off stays in the log as a run without an end, and one that came to its end is not told twice.
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import { readLine } from '../../core/audit/line.js';
import { DeidError } from '../../core/kernel/deidError.js';
import { readLog } from '../audit/auditFile.js';
import { type AuditRun, beginAudit } from '../audit/auditRun.js';
import { type AuditSigner, signerOfFile, signerOfKey } from '../audit/signer.js';
import type { ChunkResult, RunEnd } from './clusterTypes.js';
import { resultName } from './partNames.js';
import { localPath } from './roots.js';
import type { Shop } from './shop.js';

/** Undefined where the run has no log, or is in it already. */
export async function beginClusterAudit(shop: Shop): Promise<AuditRun | undefined> {
  const { request, roots, key } = shop;
  if (request.audit === undefined) return undefined;
  const file = localPath(roots, request.audit);
  const begun = new Set<string>();
  const whole = new Set<string>();
  if (fs.existsSync(file))
    readLog(file, (text) => {
      const line = readLine(text);
      if (line?.kind === 'run') begun.add(line.run);
      else if (line?.kind === 'end' && line.stopped === undefined) whole.add(line.run);
    });
  for (let attempt = 0; ; attempt += 1) {
    const run = attemptId(key, shop.run, attempt);
    if (whole.has(run)) return undefined;
    if (begun.has(run)) continue;
    const { digest } = (await shop.engine()).policy;
    return await beginAudit({
      file,
      run,
      key,
      signer: signerOf(shop),
      program: request.settings.producer,
      policyDigest: digest,
      now: () => new Date(),
    });
  }
}

/** @throws DeidError `bad-key` where this machine has not the key that the run asks for; PathError where it can't be read */
function signerOf({ request, key, auditKey }: Shop): AuditSigner {
  if (request.signer === undefined) return signerOfKey(key);
  const own = auditKey === undefined ? undefined : signerOfFile(auditKey);
  if (own?.signer !== request.signer)
    throw new DeidError('bad-key', 'this worker has not the key that signs the audit log of the run');
  return own;
}

function attemptId(key: Uint8Array, run: string, attempt: number): string {
  return createHmac('sha256', key).update(`cluster audit\0${run}\0${attempt}`).digest('hex').slice(0, 32);
}

/** Of a run that ended early: the parts that were done have copies, and are accounted for. */
export async function auditUnfinished(shop: Shop, chunks: number, state: RunEnd['state']): Promise<void> {
  if (shop.request.audit === undefined || state === 'skipped') return;
  let log: AuditRun | undefined;
  for (let number = 0; number < chunks; number += 1) {
    const result = await shop.store.readIfThere<ChunkResult>(resultName(number));
    if (result === undefined) continue;
    log ??= await beginClusterAudit(shop);
    if (log === undefined) return;
    for (const { index, outcome, inputDigest, outputDigest } of result.records) {
      await log.onFile({
        index,
        outcome,
        item: 0,
        inside: '',
        ...(inputDigest === undefined ? {} : { inputDigest }),
        ...(outputDigest === undefined ? {} : { outputDigest }),
      });
    }
  }
  await log?.end(state);
}
