// The walk of a run: fills the inventory in the order in which everything will be reported, while work on its beginning is under way.
import { setImmediate } from 'node:timers/promises';
import type { Inventory } from './inventory.js';
import type { InputItem } from './outputPaths.js';
import type { RawPath } from './rawPath.js';
import { walk } from './walk.js';

/** After so many milliseconds others get their turn. */
const TURN_MS = 15;

/**
 * Closes the inventory at the end.
 * @param seen told of every entry; returns false to end the walk
 */
export async function takeInventory(
  items: readonly InputItem[],
  inventory: Inventory,
  seen: () => boolean = () => true,
  folderName?: string,
): Promise<void> {
  let turn = performance.now();
  let goOn = true;
  for (const [number, item] of items.entries()) {
    if (!goOn) break;
    if (item.kind === 'file') {
      inventory.addItem(number, item.size);
      goOn = seen();
      continue;
    }
    for await (const entry of walk(item.source, folderName)) {
      inventory.add(number, entry.path.slice(item.source.length).replace(/^\//, '') as RawPath, entry);
      goOn = seen();
      if (!goOn) break;
      if (performance.now() - turn < TURN_MS) continue;
      await setImmediate();
      turn = performance.now();
    }
  }
  inventory.close();
}
