// Keyed digests of paths and stamps: whoever has the journal without the key of its run learns nothing from them.
import { createHmac } from 'node:crypto';
import { type Digest64, halves } from '../digestTable.js';

export interface JournalDigests {
  /** Eight bytes each, as base64url. */
  place(parts: readonly string[]): string;
  path(item: string, inside: string): string;
  /** @param content SHA-256 of a file whose stamp alone is doubtful */
  input(stamp: string, evidence: string, content?: string): string;
  output(stamp: string): string;
  evidence(parts: readonly string[]): string;
}

const LENGTH = 8;

export function createJournalDigests(key: Uint8Array): JournalDigests {
  const own = createHmac('sha256', key).update('journal').digest();
  const digest = (domain: string, ...parts: readonly string[]) => {
    const mac = createHmac('sha256', own).update(domain, 'latin1');
    // Lengths keep parts apart, whatever is in them.
    for (const part of parts) mac.update(`\0${part.length}\0`).update(part);
    return mac.digest().subarray(0, LENGTH).toString('base64url');
  };
  return {
    place: (parts) => digest('place', ...parts),
    path: (item, inside) => digest('path', item, inside),
    input: (stamp, evidence, content = '') => digest('input', stamp, evidence, content),
    output: (stamp) => digest('output', stamp),
    evidence: (parts) => digest('evidence', ...parts),
  };
}

export function digestHalves(digest: string): Digest64 {
  return halves(Buffer.from(digest, 'base64url'));
}
