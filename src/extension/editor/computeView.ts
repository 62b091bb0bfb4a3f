// Which rows are in the list, and where: filter, order, what is open, marks, the next finding. Knows no host and no value.
import type { ViewState } from '../../protocol.js';
import { rowOrder } from './rowOrder.js';
import { isExpandable, isIdentifying, type TreeModel } from './treeModel.js';

/** Tells whether the words of the filter occur in a row. */
export type Matches = (place: number) => boolean;

export interface View {
  readonly state: ViewState;
  /** Rows of the list, as places in the model. */
  readonly rows: Int32Array;
  /** All rows in the view's order. */
  readonly order: Int32Array;
  /** 1 for rows that the filter lets through, or that something let through lies in. */
  readonly passes: Uint8Array;
  /** 1 for rows that the filter is about. */
  readonly hits: Uint8Array;
}

const MOST_MARKS = 2_000;
/** So many sequences and items are opened by a filter; the rest tells how much is in them. */
const MOST_OPENED = 2_000;

/** @param known the view of the same model before, whose order is used again where it still holds */
export function computeView(model: TreeModel, state: ViewState, matches: Matches, known?: View): View {
  const sameOrder =
    known !== undefined &&
    known.state.sort.by === state.sort.by &&
    known.state.sort.descending === state.sort.descending;
  const order = sameOrder ? known.order : rowOrder(model, state.sort);
  const { passes, hits } = filtered(model, state, matches);
  return { state, order, passes, hits, rows: openRows(model, state, order, passes) };
}

/** The same view with other rows open. */
export function reopened(model: TreeModel, view: View, expanded: readonly string[]): View {
  const state = { ...view.state, expanded };
  return { ...view, state, rows: openRows(model, state, view.order, view.passes) };
}

/** True where the filter leaves rows out. */
export function isFiltering({ filter, onlyIdentifying }: ViewState): boolean {
  return onlyIdentifying || filter.trim() !== '';
}

function filtered(model: TreeModel, state: ViewState, matches: Matches): Pick<View, 'passes' | 'hits'> {
  const count = model.shown.length;
  const hits = new Uint8Array(count);
  if (!isFiltering(state)) return { passes: new Uint8Array(count).fill(1), hits };
  const words = state.filter.trim() !== '';
  const passes = new Uint8Array(count);
  // What lies in a row that the words speak of can be looked at as well.
  const under = new Uint8Array(count);
  for (let place = 0; place < count; place++) {
    const own = !words || matches(place);
    under[place] = own || under[model.parent[place] ?? -1] === 1 ? 1 : 0;
    const wanted = !state.onlyIdentifying || isIdentifying(model, place);
    if (own && wanted) hits[place] = 1;
    if (under[place] === 1 && wanted) passes[place] = 1;
  }
  for (let place = count - 1; place >= 0; place--) {
    const parent = model.parent[place] ?? -1;
    if (passes[place] === 1 && parent >= 0) passes[parent] = 1;
  }
  return { passes, hits };
}

function openRows(model: TreeModel, state: ViewState, order: Int32Array, passes: Uint8Array): Int32Array {
  const open = new Uint8Array(model.shown.length);
  for (const key of state.expanded) {
    const place = model.placeOf.get(key);
    if (place !== undefined) open[place] = 1;
  }
  const rows = new Int32Array(order.length);
  let count = 0;
  for (let at = 0; at < order.length; ) {
    const place = order[at] ?? 0;
    if (passes[place] === 1) rows[count++] = place;
    // What lies in a row follows it, in any order.
    at += passes[place] === 1 && open[place] === 1 ? 1 : (model.end[place] ?? 0) - place;
  }
  return rows.subarray(0, count);
}

/** What must be open for the hits of a filter to be seen, besides what is. */
export function openedByFilter(model: TreeModel, view: View): readonly string[] {
  const opened = new Set<number>();
  for (let place = 0; place < view.hits.length && opened.size < MOST_OPENED; place++) {
    if (view.hits[place] !== 1) continue;
    for (
      let parent = model.parent[place] ?? -1;
      parent >= 0 && !opened.has(parent);
      parent = model.parent[parent] ?? -1
    )
      opened.add(parent);
  }
  return withOpen(model, view.state.expanded, opened);
}

/** What must be open for a row to be seen, besides what is. */
export function openedFor(model: TreeModel, view: View, place: number): readonly string[] {
  const opened = new Set<number>();
  for (let parent = model.parent[place] ?? -1; parent >= 0; parent = model.parent[parent] ?? -1) opened.add(parent);
  return withOpen(model, view.state.expanded, opened);
}

function withOpen(model: TreeModel, expanded: readonly string[], opened: ReadonlySet<number>): readonly string[] {
  const known = new Set(expanded);
  const added = [...opened].sort((a, b) => a - b).flatMap((place) => model.keys[place] ?? []);
  return [...expanded, ...added.filter((key) => !known.has(key))];
}

/** Places in the list of rows that identify: evenly thinned out where there are many. */
export function marksOf(model: TreeModel, { rows }: View): readonly number[] {
  const marks: number[] = [];
  rows.forEach((place, at) => {
    if (isIdentifying(model, place)) marks.push(at);
  });
  if (marks.length <= MOST_MARKS) return marks;
  const step = marks.length / MOST_MARKS;
  return Array.from({ length: MOST_MARKS }, (_, index) => marks[Math.floor(index * step)] ?? 0);
}

/**
 * The identifying row after (or before) a place in the list, in closed sequences too; after the last comes the first.
 * @param from a place in the list; -1 for the beginning
 */
export function nextFinding(model: TreeModel, view: View, from: number, backwards: boolean): number | undefined {
  const { order, passes } = view;
  const count = order.length;
  const start = from >= 0 && from < view.rows.length ? order.indexOf(view.rows[from] ?? -1) : backwards ? count : -1;
  for (let steps = 1; steps <= count; steps++) {
    const at = (((backwards ? start - steps : start + steps) % count) + count) % count;
    const place = order[at] ?? 0;
    if (passes[place] === 1 && isIdentifying(model, place)) return place;
  }
  return undefined;
}

/** Where a row is in the list; -1 where it is not. */
export function placeInView({ rows }: View, place: number): number {
  return rows.indexOf(place);
}

/** Open paths that a new object still has. */
export function stillThere(model: TreeModel, expanded: readonly string[]): readonly string[] {
  return expanded.filter((key) => {
    const place = model.placeOf.get(key);
    return place !== undefined && isExpandable(model, place);
  });
}
