// The first step of a run: what there is to do, in the order in which it will be reported.

import { placeOf } from './filePlace.js';
import type { FileTask } from './fileTask.js';
import type { InputItem } from './outputPaths.js';
import { type RawPath, rawPath } from './rawPath.js';
import type { FileOutcome } from './runTypes.js';
import { outcome } from './tally.js';
import { type WalkEntry, walk } from './walk.js';

export interface Listing {
  readonly tasks: readonly FileTask[];
  /** Files whose output a case-insensitive file system would take for that of another. */
  readonly twins: readonly FileTask[];
  /** What was left out and why, by place in the walk. */
  readonly left: ReadonlyMap<number, FileOutcome>;
  readonly entries: number;
  readonly bytes: number;
}

/**
 * @param seen told of every entry with the number of files so far; returns false to end the walk
 */
export async function listItems(
  items: readonly InputItem[],
  seen: (files: number) => boolean,
  folderName?: string,
): Promise<Listing> {
  const tasks: FileTask[] = [];
  const twins: FileTask[] = [];
  const left = new Map<number, FileOutcome>();
  let entries = 0;
  let bytes = 0;
  const take = (item: number, inside: RawPath, size: number, twin: boolean) => {
    (twin ? twins : tasks).push({ index: entries++, item, inside, size });
    bytes += size;
  };
  for (const [number, item] of items.entries()) {
    if (item.kind === 'file') {
      take(number, rawPath(''), item.size, false);
      if (!seen(tasks.length)) break;
      continue;
    }
    for await (const entry of walk(item.source, folderName)) {
      const inside = entry.path.slice(item.source.length).replace(/^\//, '') as RawPath;
      if (entry.kind === 'file') take(number, inside, entry.size, entry.twin);
      else left.set(entries++, leftOut(placeOf(items, { item: number, inside }).display, entry));
      if (!seen(tasks.length)) break;
    }
  }
  return { tasks, twins, left, entries, bytes };
}

function leftOut(display: string, entry: Exclude<WalkEntry, { kind: 'file' }>): FileOutcome {
  if (entry.kind === 'unreadable') {
    return outcome(display, 'failed', 0, [{ code: entry.code, severity: 'error', message: entry.message }]);
  }
  return outcome(display, 'skipped', 0, [{ code: entry.code, severity: 'info', message: entry.message }]);
}
