// The parts of a record that runs and watches share: its facts, and its files named relative to the folder that it is about.
import path from 'node:path';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { compilePolicy } from '../../core/policy/compile.js';
import type { FileRecord } from '../../core/report/fileRecord.js';
import type { ReportFacts } from '../../core/report/jsonReport.js';
import type { FileOutcome } from '../../node/fileOutcome.js';
import type { RunRequest } from '../../node/runTypes.js';

declare const MEDIMAGECLEANER_VERSION: string;

type Constant = Exclude<keyof ReportFacts, 'issues' | 'elapsedMs' | 'links' | 'stopped' | 'notReached' | 'law'>;

/** What is known of a run before it ends. */
export function recordFacts(request: Omit<RunRequest, 'key'>, key: Uint8Array, started: Date) {
  return {
    policy: compilePolicy(request.policy),
    keyFingerprint: createIdentity(key).fingerprint,
    tool: { name: 'medimagecleaner', version: MEDIMAGECLEANER_VERSION },
    pixels: request.pixels,
    dryRun: request.dryRun,
    started: started.toISOString(),
    items: request.paths.map((each) => each.replaceAll(path.sep, '/')),
    verified: request.verify,
  } satisfies Pick<ReportFacts, Constant>;
}

/** Paths relative to the base, so that both can be moved together; no findings one by one. */
export function relativeRecord(file: FileOutcome, base: string): FileRecord {
  const { output, ...rest } = file;
  return {
    ...rest,
    path: plain(file.path),
    ...(output === undefined ? {} : { output: plain(path.relative(base, output)) }),
    findings: [],
  };
}

function plain(relative: string): string {
  return relative.replaceAll(path.sep, '/').replace(/^\.\//, '');
}
