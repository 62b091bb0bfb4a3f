// The tasks of a run, one by one as somebody has room for them, out of an inventory that may still grow.
import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeSignal } from './changeSignal.js';
import type { FileTask } from './fileRecord.js';
import type { Inventory, InventoryEntry } from './inventory.js';

export interface TaskStream {
  /** Undefined where there is none now: then `ended` says whether there will be. */
  take(): FileTask | undefined;
  readonly ended: boolean;
  /** How many are known to come, at least. */
  readonly left: number;
  /** Resolves when it is worth asking again. */
  more(): Promise<void>;
}

interface StreamOptions {
  readonly inventory: Inventory;
  readonly change: ChangeSignal;
  readonly stopped: () => boolean;
  /** False while nothing more is wanted: results wait to be taken. Whoever makes it true tells the change. */
  readonly open: (index: number) => boolean;
  /** Makes a task of an entry, or settles it without one. */
  readonly pick: (entry: InventoryEntry, index: number) => FileTask | undefined;
}

const TURN_MS = 15;

export function streamTasks({ inventory, change, stopped, open, pick }: StreamOptions): TaskStream {
  let next = 0;
  return {
    take() {
      const from = performance.now();
      while (!stopped() && next < inventory.entries && open(next)) {
        const index = next++;
        const task = pick(inventory.at(index), index);
        if (task !== undefined) return task;
        if (performance.now() - from < TURN_MS) continue;
        setImmediate(() => change.tell());
        return undefined;
      }
      return undefined;
    },
    get ended() {
      return stopped() || (inventory.whole && next >= inventory.entries);
    },
    get left() {
      return inventory.entries - next;
    },
    more: () => change.next(),
  };
}

/** Of tasks that are known. */
export function streamOf(tasks: readonly FileTask[]): TaskStream {
  let next = 0;
  return {
    take: () => tasks[next++],
    get ended() {
      return next >= tasks.length;
    },
    get left() {
      return tasks.length - next;
    },
    // Nothing more comes: whoever asks waits for a thread that has room.
    more: () => delay(TURN_MS),
  };
}
