// All rows in the order that the user asked for, each followed by what lies in it.
import type { ViewState } from '../../protocol.js';
import type { TreeModel } from './treeModel.js';

/** What changes most comes first. */
const EFFECTS = ['removed', 'emptied', 'replaced', 'set', 'cleaned', 'shifted', 'mapped', 'kept', 'structure'];

type Compare = (a: number, b: number) => number;

/** Sorts the attributes of each data set and item among themselves. Items stay in the order of the file. */
export function rowOrder(model: TreeModel, sort: ViewState['sort']): Int32Array {
  const count = model.shown.length;
  const order = new Int32Array(count);
  if (sort.by === 'file' && !sort.descending) return order.map((_, place) => place);
  const compare = comparison(model, sort);
  let at = 0;
  const put = (place: number): void => {
    order[at++] = place;
  };
  // With a stack: objects may be nested deeper than calls can be.
  const stack = [{ rows: children(model, 0, count, compare), next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const place = top.rows[top.next++];
    if (place === undefined) {
      stack.pop();
      continue;
    }
    put(place);
    const end = model.end[place] ?? 0;
    if (end > place + 1) stack.push({ rows: children(model, place + 1, end, compare), next: 0 });
  }
  return order;
}

function children(model: TreeModel, from: number, end: number, compare: Compare): readonly number[] {
  const rows: number[] = [];
  for (let place = from; place < end; place = model.end[place] ?? end) rows.push(place);
  return model.shown[from]?.row.item === undefined ? rows.sort(compare) : rows;
}

function comparison({ shown }: TreeModel, { by, descending }: ViewState['sort']): Compare {
  const sign = descending ? -1 : 1;
  const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
  const compare = (a: number, b: number): number => {
    const [one, other] = [shown[a], shown[b]];
    if (one === undefined || other === undefined) return 0;
    switch (by) {
      case 'file':
        return a - b;
      case 'tag':
        return one.row.tag - other.row.tag;
      case 'name':
        return collator.compare(one.row.name, other.row.name);
      case 'vr':
        return collator.compare(one.row.vr, other.row.vr);
      case 'length':
        return one.row.length - other.row.length;
      case 'effect':
        return rank(one.finding?.effect) - rank(other.finding?.effect);
    }
  };
  return (a, b) => sign * compare(a, b) || a - b;
}

function rank(effect: string | undefined): number {
  const place = effect === undefined ? -1 : EFFECTS.indexOf(effect);
  return place < 0 ? EFFECTS.length : place;
}
