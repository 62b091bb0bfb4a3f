// The second reader over copies and their originals, file by file.
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Source } from '../../core/kernel/source.js';
import type { Settled } from '../../core/pixels/settled.js';
import { compilePolicy } from '../../core/policy/compile.js';
import type { FoundPart } from '../../core/verify/redacted.js';
import type { VerifyOptions } from '../../core/verify/verifyOutput.js';
import { lazyCodecs } from '../../node/codecs/index.js';
import { partsFinder } from '../../node/detectFiles.js';
import { namedItem } from '../../node/outputPaths.js';
import { settledFor } from '../../node/settledFor.js';
import type { Verdict } from '../../node/verdict.js';
import { pairsOf, verdictOf } from '../../node/verifyPairs.js';
import { ffmpegVideo } from '../../node/video/ffmpeg.js';
import type { HostTask } from './hostTask.js';
import type { FromRunHost, HostVerify } from './messages.js';

const EVERY_MS = 100;

export async function answerVerify(request: HostVerify, { signal, say }: HostTask): Promise<FromRunHost> {
  const original = namedItem(request.original);
  const output = namedItem(request.output);
  if (original.kind !== output.kind) {
    throw new DeidError('usage', 'two files or two folders are compared, not a file with a folder');
  }
  const pairs =
    original.kind === 'folder'
      ? await pairsOf(original.source, output.source)
      : [{ name: '', original: original.source, output: output.source }];
  const identity = createIdentity(request.key ?? new Uint8Array(randomBytes(32)));
  const policy = compilePolicy(request.policy);
  const seen = {
    policy,
    identity,
    patientEvidence: [],
    salvage: true,
    pixels: 'auto',
    producer: '',
    video: ffmpegVideo(),
  } as const;
  const found = partsFinder(seen, 'auto');
  const options: VerifyOptions = {
    policy,
    isOwn: (value) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value,
    codecs: lazyCodecs().decode,
    // What the user drew was to be taken out as well.
    found: async (source) => [...(await found(source)), ...(await drawnParts(source, request.settled))],
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

async function drawnParts(source: Source, settled: Settled | undefined): Promise<readonly FoundPart[]> {
  const { drawn = [] } = await settledFor(settled, source);
  return drawn.flatMap(({ frames, box }) => frames.map((range) => ({ frames: range, box })));
}
