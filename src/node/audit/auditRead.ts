// Verifying an audit log and making proofs from it: the core's checks over the file.
import { type AuditVerdict, type CheckOptions, checkAudit } from '../../core/audit/check.js';
import { recordKeys } from '../../core/audit/fileDigests.js';
import type { SignedHead } from '../../core/audit/head.js';
import { type AuditLine, readLine } from '../../core/audit/line.js';
import { HASH_LENGTH, type Leaves, leafHash } from '../../core/audit/merkle.js';
import { type AuditProof, proveConsistency, proveInclusion, roleOf } from '../../core/audit/proof.js';
import { toHex } from '../../core/identity/mac.js';
import { DeidError } from '../../core/kernel/deidError.js';
import { readLog } from './auditFile.js';
import { verifySignature } from './signer.js';

type Expected = Omit<CheckOptions, 'verifySignature'>;

/**
 * Looks through a whole log.
 * @param use told of each line that can be read
 * @throws PathError where it can't be read
 */
export function verifyLog(
  file: string,
  expected: Expected = {},
  use: (line: AuditLine) => void = () => {},
): AuditVerdict {
  const check = checkAudit({ verifySignature, ...expected });
  const { torn } = readLog(file, (text) => {
    const line = check.line(text);
    if (line !== undefined) use(line);
  });
  const verdict = check.end();
  if (!torn) return verdict;
  const message = 'the last line has no end: a process was stopped while writing it, or the log was cut off';
  return { ...verdict, problems: [...verdict.problems, { line: verdict.lines, code: 'torn', message }] };
}

/** @throws DeidError where the log does not stand the check: nothing is proven from such a one */
function sound(verdict: AuditVerdict): SignedHead {
  const bad = verdict.problems.filter(({ code }) => code !== 'run-open' && code !== 'uncovered');
  const [first] = bad;
  if (first !== undefined)
    throw new DeidError('refused', `the log does not stand the check, so nothing is proven from it: ${first.message}`);
  if (verdict.lastHead === undefined)
    throw new DeidError('refused', 'the log has no signed head yet, so nothing can be proven from it');
  return verdict.lastHead;
}

interface Found {
  readonly text: string;
  readonly line: Extract<AuditLine, { kind: 'file' }>;
  readonly recordKey: Uint8Array;
}

/**
 * Proofs of all records about a file with this content, the newest last.
 * @param disclose put the key of each record into its proof, so that whoever checks it can tell that this file is meant
 * @throws DeidError `refused`, `not-found`; PathError
 */
export function proveFile(file: string, content: string, key: Uint8Array, disclose: boolean): readonly AuditProof[] {
  const head = sound(verifyLog(file));
  const keyOf = recordKeys(key);
  const found: Found[] = [];
  const leaves = gatherLeaves(file, (text) => {
    const line = readLine(text);
    if (line?.kind !== 'file') return;
    const recordKey = keyOf(line.run, line.seq);
    if (roleOf(line, recordKey, content) !== undefined) found.push({ text, line, recordKey });
  });
  if (found.length === 0) {
    throw new DeidError(
      'not-found',
      'no record of the log is about this file under this key: the run had another key, or the file changed',
    );
  }
  const covered = found.filter(({ line }) => line.n < head.size);
  if (covered.length === 0)
    throw new DeidError(
      'refused',
      'the record of this file is covered by no signed head yet; try again when the run is over',
    );
  return covered.map(({ text, line, recordKey }) => ({
    ...proveInclusion(leaves, head, line.n, text),
    ...(disclose ? { recordKey: toHex(recordKey) } : {}),
  }));
}

/**
 * That the log only grew since `earlier`.
 * @throws DeidError `refused`; PathError
 */
export function proveGrowth(file: string, earlier: SignedHead): AuditProof {
  const head = sound(verifyLog(file, { exported: earlier }));
  if (earlier.size > head.size)
    throw new DeidError('refused', 'the given head is newer than the last signed one of the log');
  return proveConsistency(
    gatherLeaves(file, () => {}),
    earlier,
    head,
  );
}

function gatherLeaves(file: string, use: (text: string) => void): Leaves {
  const hashes: Uint8Array[] = [];
  readLog(file, (text) => {
    hashes.push(leafHash(Buffer.from(text, 'utf8')));
    use(text);
  });
  return (index) => hashes[index] ?? new Uint8Array(HASH_LENGTH);
}
