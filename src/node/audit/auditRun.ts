// What a run writes into an audit log: that it began, a record for each file as it is finished, signed heads on the way, its end.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileDigest, recordKeys } from '../../core/audit/fileDigests.js';
import { type AuditEntry, codeOf } from '../../core/audit/line.js';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { DeidError } from '../../core/kernel/deidError.js';
import type { FinishedFile } from '../runTypes.js';
import { pathError } from '../systemError.js';
import { openAuditFile } from './auditFile.js';
import type { AuditSigner } from './signer.js';

/** Records between two signed heads, so that a killed run leaves little that no head covers. */
const RECORDS_PER_HEAD = 1000;

export interface AuditRunOptions {
  readonly file: string;
  /** Its number, 32 hexadecimal digits; drawn where not given. */
  readonly run?: string;
  /** The run's key: digests derive from it. */
  readonly key: Uint8Array;
  readonly signer: AuditSigner;
  readonly program: string;
  readonly policyDigest: string;
  readonly now: () => Date;
}

export interface AuditRun {
  readonly run: string;
  /** For `RunRequest.onFile`. Resolves once the record is in the log. */
  onFile(file: FinishedFile): Promise<void>;
  /** @param stopped code of the error that ended the run early */
  end(stopped?: string): Promise<void>;
}

/** The log that `--audit` means: a file, or the one in a folder. */
export function auditPath(given: string): string {
  if (given.endsWith('/') || given.endsWith(path.sep)) return path.join(given, 'audit.jsonl');
  const isFolder = fs.statSync(given, { throwIfNoEntry: false })?.isDirectory() ?? !/\.jsonl?$/u.test(given);
  return isFolder ? path.join(given, 'audit.jsonl') : given;
}

/**
 * Opens the log and notes that the run begins.
 * @throws PathError, DeidError where nothing can be appended
 */
export async function beginAudit(options: AuditRunOptions): Promise<AuditRun> {
  const { file, key, signer, program, now } = options;
  try {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw pathError(error, file);
  }
  const run = options.run ?? randomBytes(16).toString('hex');
  const log = openAuditFile({ file, run, signer, now });
  const keyOf = recordKeys(key);
  const kinds: Record<string, number> = {};
  let seq = 0;
  let sinceHead = 0;
  let waiting: AuditEntry[] = [];
  let writing: Promise<void> | undefined;

  const record = (finished: FinishedFile): AuditEntry => {
    const { outcome, inputDigest, outputDigest } = finished;
    const own = keyOf(run, seq);
    const refusal = outcome.refusal?.code ?? outcome.issues.find(({ severity }) => severity === 'error')?.code;
    const actions = Object.entries(outcome.actions).filter(([, number]) => number > 0);
    kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1;
    return {
      kind: 'file',
      run,
      seq: seq++,
      outcome: outcome.kind,
      ...(inputDigest === undefined ? {} : { input: fileDigest(own, 'input', inputDigest) }),
      ...(outputDigest === undefined ? {} : { output: fileDigest(own, 'output', outputDigest) }),
      actions: Object.fromEntries(actions),
      ...(refusal === undefined ? {} : { refusal: codeOf(refusal) }),
    };
  };
  // What comes while a piece is being written goes into the next one.
  const flush = async (): Promise<void> => {
    const entries = waiting;
    waiting = [];
    sinceHead += entries.length;
    const sign = sinceHead >= RECORDS_PER_HEAD;
    if (sign) sinceHead = 0;
    await log.append(entries, sign);
  };
  await log.append(
    [
      {
        kind: 'run',
        run,
        program,
        policy: options.policyDigest,
        key: createIdentity(key).fingerprint,
        signer: signer.signer,
      },
    ],
    true,
  );
  let next: Promise<void> | undefined;
  const settle = async (): Promise<void> => {
    if (writing === undefined) {
      writing = flush().finally(() => {
        writing = undefined;
      });
      return writing;
    }
    next ??= writing
      .catch(() => {})
      .then(() => {
        next = undefined;
        return settle();
      });
    return next;
  };
  return {
    run,
    async onFile(file) {
      waiting.push(record(file));
      try {
        await settle();
      } catch (error) {
        throw notWritten(error);
      }
    },
    async end(stopped) {
      const last: AuditEntry = { kind: 'end', run, files: seq, kinds, ...(stopped === undefined ? {} : { stopped }) };
      waiting.push(last);
      await (next ?? writing)?.catch(() => {});
      const entries = waiting;
      waiting = [];
      try {
        await log.append(entries, true);
      } catch (error) {
        throw notWritten(error);
      }
    },
  };
}

/** A run whose log can't be written stops: what it did would be accounted for nowhere. */
function notWritten(error: unknown): DeidError {
  if (error instanceof DeidError) {
    return new DeidError(error.code, `the audit log could not be written, so the run ended: ${error.message}`, {
      cause: error,
    });
  }
  return new DeidError('internal', 'the audit log could not be written, so the run ended', { cause: error });
}
