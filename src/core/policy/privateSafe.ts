// The private attributes that Retain Safe Private may keep (PS3.15 E.3.10), by creator, group and place in the block.
import { normalCreator } from '../dictionary/privateEntries.js';
import { SAFE } from './generated/privateSafe.generated.js';

export interface SafeElement {
  /** VR as the lists have it; UN where they do not say. */
  readonly vr: string;
  /** What they ask for: keep it, keep it where its VR is known, map the UID, shift the date. */
  readonly treatment: 'keep' | 'keep-known' | 'map' | 'shift';
}

const TREATMENTS: Readonly<Record<string, SafeElement['treatment']>> = { v: 'keep-known', h: 'map', o: 'shift' };

let blocks: ReadonlyMap<string, string> | undefined;

function blockLines(): ReadonlyMap<string, string> {
  blocks ??= new Map(
    SAFE.map((line): [string, string] => {
      const at = line.lastIndexOf('\t');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
  return blocks;
}

/** `element` is relative to the creator's block; creators are compared without case and padding, as the lists mix both. */
export function safeElement(creator: string, group: number, element: number): SafeElement | undefined {
  const key = `${normalCreator(creator)}\t${group.toString(16).toUpperCase().padStart(4, '0')}`;
  const wanted = (element & 0xff).toString(16).toUpperCase().padStart(2, '0');
  const entry = blockLines()
    .get(key)
    ?.split(' ')
    .find((candidate) => candidate.startsWith(wanted));
  if (entry === undefined) return undefined;
  return { vr: entry.slice(2, 4), treatment: TREATMENTS[entry.charAt(4)] ?? 'keep' };
}
