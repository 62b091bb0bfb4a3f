// Keyed digests of paths and stamps: whoever has the journal without the key of its run learns nothing from them.
import { createHmac } from 'node:crypto';
import type { Link } from '../../core/study/links.js';
import { type Digest64, digest64, halves } from '../digestTable.js';

export interface JournalDigests {
  /** Eight bytes each, as base64url. */
  place(parts: readonly string[]): string;
  path(item: string, inside: string): string;
  /** @param content SHA-256 of a file whose stamp alone is doubtful */
  input(stamp: string, evidence: string, content?: string): string;
  output(stamp: string): string;
  evidence(parts: readonly string[]): string;
  /** Of a UID, as {@link JournalDigests.links} has it. */
  uid(uid: string): Digest64;
  /** The same ties under the key: without it a digest of a Patient ID would be found by trying. */
  links(links: readonly Link[]): readonly Link[];
}

const LENGTH = 8;
/** What ties many files is digested once: so many are remembered. */
const REMEMBERED = 512;

export function createJournalDigests(key: Uint8Array): JournalDigests {
  const own = createHmac('sha256', key).update('journal').digest();
  const digest = (domain: string, ...parts: readonly string[]) => {
    const mac = createHmac('sha256', own).update(domain, 'latin1');
    // Lengths keep parts apart, whatever is in them.
    for (const part of parts) mac.update(`\0${part.length}\0`).update(part);
    return mac.digest().subarray(0, LENGTH).toString('base64url');
  };
  const remembered = new Map<string, Digest64>();
  const tie = ([high, low]: Digest64): Digest64 => {
    const name = `${high}.${low}`;
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const made = halves(createHmac('sha256', own).update(`link\0${name}`, 'latin1').digest());
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(name, made);
    return made;
  };
  return {
    uid: (uid) => tie(digest64(uid)),
    links: (links) =>
      links.map(({ from, to, ...link }) => ({
        ...link,
        from: tie(from),
        ...(to === undefined ? {} : { to: tie(to) }),
      })),
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
