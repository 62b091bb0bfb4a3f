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

let lines: ReadonlyMap<string, string> | undefined;

function blockLines(): ReadonlyMap<string, string> {
  lines ??= new Map(
    SAFE.map((line): [string, string] => {
      const at = line.lastIndexOf('\t');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
  return lines;
}

type Block = ReadonlyMap<number, SafeElement>;

/** Unpacked blocks by group and creator: a file asks for each of its private elements. */
const blocks = new Map<number, Map<string, Block>>();
const MOST_CREATORS = 1000;

function blockOf(creator: string, group: number): Block {
  const byCreator = blocks.get(group) ?? new Map<string, Block>();
  const known = byCreator.get(creator);
  if (known !== undefined) return known;
  const line = blockLines().get(`${creator}\t${group.toString(16).toUpperCase().padStart(4, '0')}`);
  const block = new Map<number, SafeElement>();
  for (const entry of line?.split(' ') ?? []) {
    const element = Number.parseInt(entry.slice(0, 2), 16);
    if (block.has(element)) continue;
    block.set(element, { vr: entry.slice(2, 4), treatment: TREATMENTS[entry.charAt(4)] ?? 'keep' });
  }
  blocks.set(group, byCreator);
  if (byCreator.size < MOST_CREATORS) byCreator.set(creator, block);
  return block;
}

/** `element` is relative to the creator's block; creators are compared without case and padding, as the lists mix both. */
export function safeElement(creator: string, group: number, element: number): SafeElement | undefined {
  return blockOf(normalCreator(creator), group).get(element & 0xff);
}
