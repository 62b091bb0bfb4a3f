// Lines of a dump read back, ours or one that the user made with dcmdump: which element each is, and what lies in what.
// Tolerant: a line that is none is `other`.

import { formatTag, type Tag } from '../dictionary/tag.js';
import { ITEM } from '../dictionary/tags.js';

export interface DumpEntry {
  readonly kind: 'element' | 'item' | 'end' | 'other';
  /** From 0. */
  readonly line: number;
  /** Columns of the tag, its parentheses included; of the last one where a path stands before it. */
  readonly tagStart: number;
  readonly tagEnd: number;
  readonly tag: Tag;
  readonly vr: string;
  /** Columns of the value: what stands between VR and `#`. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly keyword: string;
  /** Columns of indentation. */
  readonly indent: number;
  /** Number of the entry that it lies in: an item, or for an item its sequence; -1 at the top. */
  readonly parent: number;
  /** Of an item: its number in the sequence, from 0; else -1. */
  readonly item: number;
  /** Line of the last entry that lies in it, its own delimiter included. */
  lastLine: number;
}

const LINE =
  /^(\s*)((?:\([0-9a-f]{4},[0-9a-f]{4}\)(?:\[\d+\])?\.)*)(\(([0-9a-f]{4}),([0-9a-f]{4})\))(?:\s+([A-Z]{2}|na|pi|\?\?|xs|ox|px|lt|up))?(?:\s+(.*))?$/i;
/** Behind the last `#`: length, multiplicity, keyword. */
const TAIL = /^\s*(?:\d+|u\/l)\s*(?:,\s*\d+(?:-n)?)?\s*(\S.*)?$/;

export function parseDump(text: string): readonly DumpEntry[] {
  const entries: DumpEntry[] = [];
  const open: number[] = [];
  const counts = new Map<number, number>();
  let line = -1;
  for (const raw of text.split('\n')) {
    line += 1;
    const match = raw.length > 100_000 ? null : LINE.exec(raw.replace(/\r$/, ''));
    if (match === null) continue;
    const [, space = '', before = '', tagText = '', group = '', element = '', vr = '', rest = ''] = match;
    const tag = Number.parseInt(group + element, 16);
    const indent = space.length;
    const kind = kindOf(tag);
    while (open.length > 0 && (entries[open.at(-1) ?? 0]?.indent ?? -1) >= indent) {
      // A delimiter stands at the height of what it ends.
      if (kind === 'end' && entries[open.at(-1) ?? 0]?.indent === indent) break;
      open.pop();
    }
    for (const index of open) extend(entries[index], line);
    const parent = kind === 'end' ? (open.pop() ?? -1) : (open.at(-1) ?? -1);
    const item = kind === 'item' ? (counts.get(parent) ?? 0) : -1;
    if (kind === 'item') counts.set(parent, item + 1);
    const valueAt = raw.length - (rest.length + (raw.endsWith('\r') ? 1 : 0));
    const mark = rest.lastIndexOf('#');
    const tail = mark < 0 ? null : TAIL.exec(rest.slice(mark + 1));
    entries.push({
      kind,
      line,
      tagStart: indent + before.length,
      tagEnd: indent + before.length + tagText.length,
      tag,
      vr: vr.toUpperCase() === vr ? vr : '',
      valueStart: valueAt,
      valueEnd: valueAt + (tail === null ? rest : rest.slice(0, mark)).trimEnd().length,
      keyword: tail?.[1]?.trim() ?? '',
      indent,
      parent,
      item,
      lastLine: line,
    });
    if (kind === 'element' || kind === 'item') open.push(entries.length - 1);
  }
  return entries;
}

function extend(entry: DumpEntry | undefined, line: number): void {
  if (entry !== undefined) entry.lastLine = line;
}

function kindOf(tag: Tag): DumpEntry['kind'] {
  if (tag === ITEM) return 'item';
  return tag === 0xfffee00d || tag === 0xfffee0dd ? 'end' : 'element';
}

/** `(0040,A730)[2].(0040,A160)`, as findings name it. */
export function pathOf(entries: readonly DumpEntry[], index: number): string {
  const parts: string[] = [];
  for (let at = index; at >= 0; ) {
    const entry = entries[at];
    if (entry === undefined) break;
    if (entry.kind === 'item') {
      const sequence = entries[entry.parent];
      parts.unshift(`${sequence === undefined ? '' : formatTag(sequence.tag)}[${entry.item}]`);
      at = sequence?.parent ?? -1;
    } else {
      parts.unshift(formatTag(entry.tag));
      at = entry.parent;
    }
  }
  return parts.join('.');
}

/** Tags of the sequences that an entry lies in, outermost first. */
export function parentsOf(entries: readonly DumpEntry[], index: number): readonly Tag[] {
  const tags: Tag[] = [];
  for (let at = entries[index]?.parent ?? -1; at >= 0; at = entries[at]?.parent ?? -1) {
    const entry = entries[at];
    if (entry?.kind === 'element') tags.unshift(entry.tag);
  }
  return tags;
}

/** Where a line leads: from a sequence to its items, from an item or a delimiter to what it belongs to. */
export function leadsTo(entries: readonly DumpEntry[], index: number): readonly number[] {
  const entry = entries[index];
  if (entry === undefined) return [];
  if (entry.kind === 'item' || entry.kind === 'end') return entry.parent >= 0 ? [entry.parent] : [];
  const items: number[] = [];
  for (let at = index + 1; at < entries.length; at += 1) {
    const each = entries[at];
    if (each === undefined || each.line > entry.lastLine) break;
    if (each.kind === 'item' && each.parent === index) items.push(at);
  }
  return items;
}

/** The entry on a line; -1 where there is none. */
export function entryAt(entries: readonly DumpEntry[], line: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = entries[middle]?.line ?? 0;
    if (at === line) return middle;
    if (at < line) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
