// What ties a file to others, as a journal keeps it for the checks of later sessions: kinds and keyed digests, in one word of base64url.
import type { Link, LinkDigest, LinkKind } from '../../core/study/links.js';

const KINDS: readonly LinkKind[] = ['patient', 'study', 'series', 'instance', 'frame', 'other'];
const OWN = 8;
const BECAME = 16;
const SHORT = 9;
const LONG = 17;

/** A fact of no one file: true of whatever other file says it too. */
export function isShared({ kind }: Link): boolean {
  return kind !== 'instance';
}

export function factsText(links: readonly Link[]): string {
  const bytes = Buffer.alloc(links.length * LONG);
  let at = 0;
  const put = ([high, low]: LinkDigest) => {
    bytes.writeUInt32BE(high, at);
    bytes.writeUInt32BE(low, at + 4);
    at += 8;
  };
  for (const { kind, own, from, to } of links) {
    bytes[at] = KINDS.indexOf(kind) | (own ? OWN : 0) | (to === undefined ? 0 : BECAME);
    at += 1;
    put(from);
    if (to !== undefined) put(to);
  }
  return bytes.toString('base64url', 0, at);
}

/** What can't be read is left out: the line's checksum vouches for the rest. */
export function readFacts(text: string): readonly Link[] {
  const bytes = Buffer.from(text, 'base64url');
  const digestAt = (at: number): LinkDigest => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
  const links: Link[] = [];
  for (let at = 0; at + SHORT <= bytes.length; ) {
    const marks = bytes[at] ?? 0;
    const became = (marks & BECAME) !== 0;
    const end = at + (became ? LONG : SHORT);
    const kind = KINDS[marks & 7];
    if (kind === undefined || end > bytes.length) break;
    const link = { kind, own: (marks & OWN) !== 0, from: digestAt(at + 1) };
    links.push(became ? { ...link, to: digestAt(at + SHORT) } : link);
    at = end;
  }
  return links;
}
