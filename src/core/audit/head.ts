// Heads of an audit log: so many lines with this Merkle root, signed. An exported one is a promise that the log keeps growing
// from there: a log that was cut, or written anew, does not answer to it.
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../identity/mac.js';
import { ascii, fromHex } from './bytes.js';
import { HASH_LENGTH, type TreeHead } from './merkle.js';

export interface SignedHead {
  readonly log: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** When it was signed, and in which run. */
  readonly time: string;
  readonly run: string;
  /** Public key, Ed25519, base64url. */
  readonly signer: string;
  /** Base64url. */
  readonly signature: string;
}

/** What is said by a head, without who signs it. */
export type HeadFacts = Omit<SignedHead, 'signer' | 'signature'>;

/** What is signed and time-stamped. */
export function headMessage({ log, size, root, time, run }: HeadFacts): Uint8Array {
  return ascii(`medimagecleaner audit head 1\n${log}\n${size}\n${root}\n${time}\n${run}\n`);
}

/** What a time stamp is of: SHA-256 of the message. */
export function headDigest(head: HeadFacts): Uint8Array {
  return sha256(headMessage(head));
}

export function treeHead({ size, root }: Pick<SignedHead, 'size' | 'root'>): TreeHead {
  return { size, root: fromHex(root) ?? new Uint8Array(HASH_LENGTH) };
}

/** Eight groups of digits to read out and compare; says nothing but which public key it is. */
export function signerFingerprint(signer: string): string {
  const digits = toHex(sha256(ascii(signer)).subarray(0, 16));
  return (digits.match(/.{4}/gu) ?? []).join(' ');
}

/** A head as it was exported, or as it stands in a proof; undefined for anything else. */
export function readHead(value: unknown): SignedHead | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { log, size, root, time, run, signer, signature } = value as Readonly<Record<string, unknown>>;
  if (typeof log !== 'string' || typeof root !== 'string' || typeof signer !== 'string') return undefined;
  if (typeof signature !== 'string' || typeof size !== 'number' || !Number.isSafeInteger(size)) return undefined;
  if (!/^[0-9a-f]{32}$/u.test(log) || !/^[0-9a-f]{64}$/u.test(root)) return undefined;
  if (
    typeof time !== 'string' ||
    typeof run !== 'string' ||
    !/^[\dTZ:.-]+$/u.test(time) ||
    !/^[0-9a-f]{32}$/u.test(run)
  )
    return undefined;
  if (!/^[\w-]+$/u.test(signer) || !/^[\w-]+$/u.test(signature)) return undefined;
  return { log, size, root, time, run, signer, signature };
}
