// The rows that are on the screen, with their values: the only place that reads values for the tree.
import type { Row } from '../../protocol.js';
import type { View } from './computeView.js';
import type { LoadedObject } from './loadObject.js';
import { rowOf, SHOWN_LENGTH } from './row.js';
import { ruledTarget, ruleTarget } from './ruleTarget.js';

/** More is never on a screen. */
const MOST_ROWS = 500;

export async function readRows(
  object: LoadedObject,
  view: View,
  start: number,
  count: number,
): Promise<readonly Row[]> {
  const { model, inspection, rules, exampleKey } = object;
  const { masked, expanded } = view.state;
  const open = new Set(expanded);
  const last = Math.min(view.rows.length, start + Math.min(count, MOST_ROWS));
  const rows: Row[] = [];
  for (let at = Math.max(0, start); at < last; at++) {
    const place = view.rows[at] ?? 0;
    const row = model.shown[place]?.row;
    if (row === undefined) continue;
    const bare = row.items !== undefined || row.item !== undefined;
    const after = inspection.after(row, SHOWN_LENGTH);
    const texts = {
      ...(bare ? {} : { value: row.length === 0 ? '' : await inspection.value(row, SHOWN_LENGTH + 1) }),
      ...(after === undefined ? {} : { after }),
    };
    const target = ruleTarget(model, place);
    const rule = target === undefined ? undefined : ruledTarget(target, rules).rule;
    const made = rowOf(model, place, texts, {
      expanded: open.has(model.keys[place] ?? ''),
      masked,
      exampleKey,
      ...(rule === undefined ? {} : { rule }),
    });
    if (made !== undefined) rows.push(made);
  }
  return rows;
}
