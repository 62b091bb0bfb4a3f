// Proofs that leave the log where it is: that a line is in it, and that it only grew since an earlier head. Whoever has one
// needs no log and no key to check it; with the record's key, which a proof may carry, also that a certain file is meant.
import { toHex } from '../identity/mac.js';
import { ascii, fromHex } from './bytes.js';
import type { VerifySignature } from './check.js';
import { type FileRole, fileDigest } from './fileDigests.js';
import { headMessage, readHead, type SignedHead, treeHead } from './head.js';
import { type AuditLine, readLine } from './line.js';
import { consistencyPath, inclusionPath, type Leaves, leafHash, provesConsistency, provesInclusion } from './merkle.js';

const PROOF_SCHEMA = 'medimagecleaner/audit-proof/1';

export type AuditProof =
  | {
      readonly kind: 'inclusion';
      /** The line itself. */
      readonly line: string;
      readonly index: number;
      readonly head: SignedHead;
      readonly path: readonly Uint8Array[];
      /** Opens the digests of this record alone, hex. */
      readonly recordKey?: string;
    }
  | {
      readonly kind: 'consistency';
      readonly earlier: SignedHead;
      readonly head: SignedHead;
      readonly path: readonly Uint8Array[];
    };

export function proveInclusion(leaves: Leaves, head: SignedHead, index: number, line: string): AuditProof {
  return { kind: 'inclusion', line, index, head, path: inclusionPath(leaves, index, head.size) };
}

export function proveConsistency(leaves: Leaves, earlier: SignedHead, head: SignedHead): AuditProof {
  return { kind: 'consistency', earlier, head, path: consistencyPath(leaves, earlier.size, head.size) };
}

/** As JSON text. */
export function proofText(proof: AuditProof): string {
  return `${JSON.stringify({ schema: PROOF_SCHEMA, ...proof, path: proof.path.map(toHex) }, undefined, 2)}\n`;
}

/** Undefined for a text that is no proof. */
export function readProof(text: string): AuditProof | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { schema, kind, line, index, head, earlier, path, recordKey } = value as Readonly<Record<string, unknown>>;
  const signed = readHead(head);
  if (schema !== PROOF_SCHEMA || signed === undefined || !Array.isArray(path) || path.length > 64) return undefined;
  const steps = path.map((step) => (typeof step === 'string' && step.length === 64 ? fromHex(step) : undefined));
  const whole = steps.filter((step) => step !== undefined);
  if (whole.length !== steps.length) return undefined;
  if (kind === 'consistency') {
    const before = readHead(earlier);
    return before === undefined ? undefined : { kind, earlier: before, head: signed, path: whole };
  }
  if (kind !== 'inclusion' || typeof line !== 'string' || typeof index !== 'number') return undefined;
  const opened = typeof recordKey === 'string' && /^[0-9a-f]{64}$/u.test(recordKey) ? { recordKey } : {};
  return { kind, line, index, head: signed, path: whole, ...opened };
}

export interface ProofVerdict {
  readonly holds: boolean;
  /** What does not hold. */
  readonly problem?: string;
  /** The line that is proven. */
  readonly line?: AuditLine;
  /** As what the given file stands in the line. */
  readonly file?: FileRole;
}

/** @param content SHA-256 of a file that the proof is said to be about, hex */
export function checkProof(proof: AuditProof, verify: VerifySignature, content?: string): ProofVerdict {
  const heads = proof.kind === 'consistency' ? [proof.earlier, proof.head] : [proof.head];
  for (const head of heads) {
    if (!verify(head.signer, headMessage(head), head.signature))
      return { holds: false, problem: 'the signature of a head is not that of its key' };
  }
  if (proof.kind === 'consistency') {
    const same = proof.earlier.log === proof.head.log;
    const holds = same && provesConsistency(treeHead(proof.earlier), treeHead(proof.head), proof.path);
    return holds ? { holds } : { holds, problem: 'the later head does not continue the earlier one' };
  }
  const line = readLine(proof.line);
  if (line === undefined || line.n !== proof.index)
    return { holds: false, problem: 'what it proves is no line of a log' };
  if (!provesInclusion(leafHash(ascii(proof.line)), proof.index, treeHead(proof.head), proof.path))
    return { holds: false, problem: 'the line is not among those that the head covers' };
  if (content === undefined) return { holds: true, line };
  const key = proof.recordKey === undefined ? undefined : fromHex(proof.recordKey);
  if (key === undefined)
    return {
      holds: false,
      line,
      problem: 'the proof was made without --disclose, so it can not tell which file is meant',
    };
  const role = roleOf(line, key, content);
  return role === undefined
    ? { holds: false, line, problem: 'the record is about another file' }
    : { holds: true, line, file: role };
}

/** As what a file with this content stands in a record; undefined where it does not. */
export function roleOf(line: AuditLine, recordKey: Uint8Array, content: string): FileRole | undefined {
  if (line.kind !== 'file') return undefined;
  if (line.input === fileDigest(recordKey, 'input', content)) return 'input';
  return line.output === fileDigest(recordKey, 'output', content) ? 'output' : undefined;
}
