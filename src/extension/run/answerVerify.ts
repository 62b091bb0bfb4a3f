// The second reader over copies and their originals, file by file.
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { DeidError } from '../../core/kernel/deidError.js';
import { compilePolicy } from '../../core/policy/compile.js';
import { resolveItems } from '../../node/outputPaths.js';
import type { Verdict } from '../../node/verdict.js';
import { pairsOf, verdictOf } from '../../node/verifyPairs.js';
import type { HostTask } from './hostTask.js';
import type { FromRunHost, HostVerify } from './messages.js';

const EVERY_MS = 100;

export async function answerVerify(request: HostVerify, { signal, say }: HostTask): Promise<FromRunHost> {
  const [original] = resolveItems([request.original], {});
  const [output] = resolveItems([request.output], {});
  if (original === undefined || output === undefined || original.kind !== output.kind) {
    throw new DeidError('usage', 'two files or two folders are compared, not a file with a folder');
  }
  const pairs =
    original.kind === 'folder'
      ? await pairsOf(original.source, output.source)
      : [{ name: '', original: original.source, output: output.source }];
  const identity = createIdentity(request.key ?? new Uint8Array(randomBytes(32)));
  const options = {
    policy: compilePolicy(request.policy),
    isOwn: (value: string) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value,
  };
  const verdicts: Verdict[] = [];
  let told = 0;
  for (const [done, pair] of pairs.entries()) {
    if (signal.aborted) break;
    const now = performance.now();
    if (now - told > EVERY_MS) {
      told = now;
      say({
        kind: 'progress',
        progress: { phase: 'write', filesDone: done, filesTotal: pairs.length, bytesDone: 0, bytesTotal: 0 },
      });
      // So that a cancel is heard.
      await setImmediate();
    }
    const verdict = await verdictOf(pair, options);
    if (verdict !== undefined) verdicts.push(verdict);
  }
  return { kind: 'verified', verdicts, stopped: signal.aborted };
}
