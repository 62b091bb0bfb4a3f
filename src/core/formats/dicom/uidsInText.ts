// UIDs of instances inside free text and addresses: one that stayed would tie the copy to its original (PS3.15 E.3.9).
import { isRegisteredUid } from '../../policy/registeredUid.js';
import type { TextSpan } from '../../text/textSpan.js';

/** Six components and more, or one made from a UUID: versions and section numbers have fewer. */
const UID = /(?<![\d.])(?:2\.25\.\d{20,39}|[0-2](?:\.(?:0|[1-9]\d*)){5,})(?![\d])(?!\.\d)/gu;
const SHORTEST = 20;
const LONGEST = 64;

export function findUids(text: string): readonly TextSpan[] {
  if (text.length < SHORTEST) return [];
  const spans: TextSpan[] = [];
  for (const match of text.matchAll(UID)) {
    const uid = match[0];
    if (uid.length < SHORTEST || uid.length > LONGEST || isRegisteredUid(uid)) continue;
    const { index } = match;
    spans.push({ start: index, end: index + uid.length, category: 'id', rule: 'pattern/uid', confidence: 0.9 });
  }
  return spans;
}
